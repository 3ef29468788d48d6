package kr.bongsu.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// A connection that only reads, beside the commits. For one thread at a time; may block.
///
/// After a fault the next use opens a new connection.
public final class Reads implements AutoCloseable {

    /// Makes something of the current row.
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static final Log LOG = Log.of(Reads.class);

    private final Sql.Source source;
    private final Dialect dialect;
    private @Nullable Connection connection;

    Reads(Sql.Source source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    /// A connection of its own to a ledger that a gateway may be using.
    public static Reads open(LedgerSettings settings) {
        Database database = Database.of(settings);
        return new Reads(database.reader(), database.dialect());
    }

    /// Runs a statement that changes nothing in the ledger.
    public void run(String sql, String argument) {
        try (PreparedStatement statement = open().prepareStatement(sql)) {
            statement.setString(1, argument);
            boolean _ = statement.execute();
        } catch (SQLException e) {
            close();
            throw new LedgerException("the ledger refuses: " + e.getMessage(), e);
        }
    }

    /// Whether an index may hold some rows only.
    public boolean hasPartialIndexes() {
        return dialect.hasPartialIndexes();
    }

    /// All rows of a query.
    ///
    /// @param sql `{instr}` stands for the function that finds a text in another
    /// @throws LedgerException with a sentence for a person when it fails
    public <T> List<T> list(String sql, List<?> arguments, Row<T> each) {
        try (PreparedStatement statement = open().prepareStatement(dialect.definition(sql))) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setObject(i + 1, arguments.get(i));
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(each.of(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            close();
            throw new LedgerException("cannot read the ledger: " + e.getMessage(), e);
        }
    }

    /// The first row, if there is one.
    public <T> Optional<T> first(String sql, List<?> arguments, Row<T> each) {
        List<T> rows = list(sql, arguments, each);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /// The first column of the first row; `otherwise` when there is no row or no value in it.
    public long number(long otherwise, String sql, Object... arguments) {
        return first(
                        sql,
                        List.of(arguments),
                        row -> {
                            long number = row.getLong(1);
                            return row.wasNull() ? otherwise : number;
                        })
                .orElse(otherwise);
    }

    /// How often recipients have been removed, for [Writes#isUnswept].
    public long sweeps() {
        return number(0, "SELECT next FROM counter WHERE name = ?", Ids.SWEEPS);
    }

    @Override
    public void close() {
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

    private Connection open() throws SQLException {
        if (connection == null) {
            connection = source.open();
        }
        return connection;
    }
}
