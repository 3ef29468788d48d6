package kr.bongsu.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// The connection that writes and its prepared statements, each prepared once. Not for several
/// threads at once.
///
/// After a fault that leaves the connection in doubt it is discarded; the next use opens a new one.
final class Sql implements AutoCloseable {

    /// Opens a connection that commits only when told to.
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    private static final Log LOG = Log.of(Sql.class);

    private final Source source;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable Connection connection;

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

    void commit() throws SQLException {
        open().commit();
    }

    void rollback() throws SQLException {
        if (connection != null) {
            connection.rollback();
        }
    }

    /// Closes the connection, and with it whatever it had begun; the next use opens a new one.
    void discard() {
        prepared.clear();
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
