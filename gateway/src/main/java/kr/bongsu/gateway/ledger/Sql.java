package kr.bongsu.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// One connection and its prepared statements, each prepared once. Not for several threads at once.
///
/// After a fault that leaves the connection in doubt it is discarded; the next use opens a new one.
final class Sql implements AutoCloseable {

    /// Opens a connection.
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /// Looks at one row of a result.
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static final Log LOG = Log.of(Sql.class);

    /// How many ids one statement names. Few sizes, so that few statements are prepared.
    private static final int[] SIZES = {1, 8, 64, 512};

    private final Source source;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable Connection connection;
    private boolean begun;

    Sql(Source source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
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

    /// Reads the rows of a query that says `IN ({in})` for any number of values, in no order.
    ///
    /// @param before what stands for the `?` before it
    void queryIn(String sql, List<?> values, RowReader reader, @Nullable Object... before)
            throws SQLException {
        for (int from = 0; from < values.size(); ) {
            int most = size(values.size() - from);
            List<?> chunk = values.subList(from, Math.min(values.size(), from + most));
            try (ResultSet row = query(in(sql, most), with(before, chunk, most))) {
                while (row.next()) {
                    reader.read(row);
                }
            }
            from += chunk.size();
        }
    }

    /// Runs a change that says `IN ({in})` for any number of values.
    ///
    /// @return the number of rows changed
    int updateIn(String sql, List<?> values, @Nullable Object... before) throws SQLException {
        int changed = 0;
        for (int from = 0; from < values.size(); ) {
            int most = size(values.size() - from);
            List<?> chunk = values.subList(from, Math.min(values.size(), from + most));
            changed += update(in(sql, most), with(before, chunk, most));
            from += chunk.size();
        }
        return changed;
    }

    private static int size(int values) {
        for (int size : SIZES) {
            if (values <= size) {
                return size;
            }
        }
        return SIZES[SIZES.length - 1];
    }

    private static String in(String sql, int values) {
        return sql.replace("{in}", String.join(", ", Collections.nCopies(values, "?")));
    }

    /// The last value fills the places that are left: it changes nothing.
    private static @Nullable Object[] with(@Nullable Object[] before, List<?> chunk, int most) {
        @Nullable Object[] all = new @Nullable Object[before.length + most];
        System.arraycopy(before, 0, all, 0, before.length);
        for (int i = 0; i < most; i++) {
            all[before.length + i] = chunk.get(Math.min(i, chunk.size() - 1));
        }
        return all;
    }

    void insert(Table table, List<@Nullable Object[]> rows) throws SQLException {
        if (!rows.isEmpty()) {
            dialect.bulk().insert(this, table, rows);
        }
    }

    /// Changes the rows whose ids come first in `rows`.
    void updateById(Table table, List<@Nullable Object[]> rows) throws SQLException {
        if (!rows.isEmpty()) {
            dialect.bulk().update(this, table, rows);
        }
    }

    /// Ends the transaction that the first statement began, and begins no other: the driver's own
    /// `commit` begins the next one at once, in which SQLite's write-ahead log cannot be begun
    /// anew.
    void commit() throws SQLException {
        if (begun) {
            open().setAutoCommit(true);
            begun = false;
        }
    }

    /// Whether the database answers, over a new connection if need be.
    boolean answers() {
        try {
            long one = number(0, "SELECT 1");
            commit();
            return one == 1;
        } catch (SQLException e) {
            discard();
            return false;
        }
    }

    /// Moves SQLite's write-ahead log into the file; only between two transactions.
    Checkpoints.Progress checkpoint() throws SQLException {
        try (Statement statement = open().createStatement()) {
            return Checkpoints.Progress.of(statement);
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

    /// The connection, inside a transaction.
    Connection begun() throws SQLException {
        if (!begun) {
            open().setAutoCommit(false);
            begun = true;
        }
        return open();
    }

    /// A statement, inside a transaction.
    PreparedStatement prepared(String sql) throws SQLException {
        Connection inside = begun();
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = inside.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    private PreparedStatement bound(String sql, @Nullable Object[] arguments) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i], "bigint");
        }
        return statement;
    }

    /// PostgreSQL has no NUL in its texts.
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    }

    /// @param nullType the column's type, which matters where the value is null
    static void bind(
            PreparedStatement statement, int place, @Nullable Object value, String nullType)
            throws SQLException {
        switch (value) {
            case null ->
                    statement.setNull(
                            place, "text".equals(nullType) ? Types.VARCHAR : Types.BIGINT);
            case String text -> statement.setString(place, text);
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setLong(place, number);
            case byte[] bytes -> statement.setBytes(place, bytes);
            default ->
                    throw new IllegalArgumentException(
                            "a " + value.getClass().getName() + " has no column type");
        }
    }
}
