package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What search and upkeep may do inside a transaction.
public final class Writes {

    private final Transaction transaction;

    Writes(Transaction transaction) {
        this.transaction = transaction;
    }

    Sql sql() {
        return transaction.sql();
    }

    /// Runs a change.
    ///
    /// @return the number of rows changed
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return transaction.sql().update(sql, arguments);
    }

    /// Runs a change that says `IN ({in})` for any number of values.
    ///
    /// @return the number of rows changed
    public int updateIn(String sql, List<?> values, @Nullable Object... before)
            throws SQLException {
        return transaction.sql().updateIn(sql, values, before);
    }

    /// Adds rows, a value for each column.
    public void insert(Table table, List<@Nullable Object[]> rows) throws SQLException {
        transaction.sql().insert(table, rows);
    }

    /// Tells whoever knows numbers of recipients that some are no more.
    public void sweptRecipients() throws SQLException {
        int _ = update("UPDATE counter SET next = next + 1 WHERE name = ?", Ids.SWEEPS);
    }

    /// Whether no recipients have been removed since there had been so many sweeps; none are until
    /// this transaction ends.
    public boolean isUnswept(long sweeps) throws SQLException {
        return update(
                        "UPDATE counter SET next = next WHERE name = ? AND next = ?",
                        Ids.SWEEPS,
                        sweeps)
                == 1;
    }

    /// Counts pushes that are in the ledger no more.
    public void removed(PushState state, int pushes) {
        transaction.tally().removed(state, pushes);
    }
}
