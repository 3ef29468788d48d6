package kr.bongsu.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// The connection that writes and its prepared statements, each prepared once. Not for several
/// threads at once.
///
/// After a fault that leaves the connection in doubt it is discarded; the next use opens a new one.
final class Sql implements AutoCloseable {

    /// Opens a connection.
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    private static final Log LOG = Log.of(Sql.class);

    private final Source source;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable Connection connection;
    private boolean begun;

    Sql(Source source) {
        this.source = source;
    }

    /// Runs a change.
    ///
    /// @return the number of rows changed
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return bound(sql, arguments).executeUpdate();
    }

    /// Runs a query; the caller closes the result before it runs the same query again.
    ResultSet query(String sql, @Nullable Object... arguments) throws SQLException {
        return bound(sql, arguments).executeQuery();
    }

    /// The first column of the first row, or `otherwise` when there is no row.
    long number(long otherwise, String sql, @Nullable Object... arguments) throws SQLException {
        try (ResultSet rows = query(sql, arguments)) {
            return rows.next() ? rows.getLong(1) : otherwise;
        }
    }

    /// Ends the transaction that the first statement began, and begins no other: the driver's own
    /// `commit` begins the next one at once, in which the write-ahead log can be neither truncated
    /// nor restarted.
    void commit() throws SQLException {
        if (begun) {
            open().setAutoCommit(true);
            begun = false;
        }
    }

    /// Moves the whole write-ahead log into the file and empties it; only between two transactions.
    ///
    /// @return whether it could
    boolean truncateLog() throws SQLException {
        try (Statement statement = open().createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return row.next() && row.getInt(1) == 0;
        }
    }

    private void begin() throws SQLException {
        if (!begun) {
            open().setAutoCommit(false);
            begun = true;
        }
    }

    /// Closes the connection, and with it whatever it had begun; the next use opens a new one.
    void discard() {
        prepared.clear();
        begun = false;
        Connection old = connection;
        connection = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (SQLException e) {
            LOG.warn("ledger.close-failed", "why", e.getMessage());
        }
    }

    @Override
    public void close() {
        discard();
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            connection = source.open();
        }
        return connection;
    }

    private PreparedStatement bound(String sql, @Nullable Object[] arguments) throws SQLException {
        begin();
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = open().prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case null -> statement.setNull(i + 1, java.sql.Types.NULL);
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                default ->
                        throw new IllegalArgumentException(
                                "argument " + (i + 1) + " of " + sql + " has no column type");
            }
        }
        return statement;
    }
}
