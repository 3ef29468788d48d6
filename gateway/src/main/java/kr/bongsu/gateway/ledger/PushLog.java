package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the ledger for people, beside the commits. May block; for one thread at a time, others
/// wait.
public final class PushLog implements AutoCloseable {

    /// The rows of a page; one more may be asked for, to see whether there is another page.
    public static final int MOST_ROWS = 500;

    private final Sql sql;

    PushLog(Database database) {
        this.sql = database.toRead();
    }

    /// The rows next to an id, newest first.
    ///
    /// @param before only older ones than this id
    public List<PushRow> newestBefore(OptionalLong before, int rows) {
        return rows(
                PushRow.SELECT + "WHERE p.id < ? ORDER BY p.id DESC LIMIT ?",
                before.orElse(Long.MAX_VALUE),
                rows);
    }

    /// The rows that follow an id, newest first.
    public List<PushRow> oldestAfter(long after, int rows) {
        return rows(PushRow.SELECT + "WHERE p.id > ? ORDER BY p.id LIMIT ?", after, rows)
                .reversed();
    }

    /// All that happened to one push, if there is such a push.
    public synchronized Optional<Timeline> timeline(long push) {
        return read(() -> Timeline.read(sql, push));
    }

    /// What happened in each minute, oldest first.
    ///
    /// @param until not included
    public synchronized List<Minute> minutes(Instant from, Instant until) {
        return read(() -> Minute.read(sql, from, until));
    }

    @Override
    public synchronized void close() {
        sql.close();
    }

    private synchronized List<PushRow> rows(String query, long id, int most) {
        return read(() -> {
            List<PushRow> rows = new ArrayList<>();
            try (ResultSet row = sql.query(query, id, Math.min(most, MOST_ROWS + 1))) {
                while (row.next()) {
                    rows.add(PushRow.of(row));
                }
            }
            return rows;
        });
    }

    /// Reads something from the database.
    @FunctionalInterface
    private interface Read<T> {
        T run() throws SQLException;
    }

    private <T> T read(Read<T> what) {
        try {
            T found = what.run();
            sql.commit();
            return found;
        } catch (SQLException e) {
            sql.discard();
            throw new LedgerException("cannot read the ledger: " + e.getMessage(), e);
        }
    }
}
