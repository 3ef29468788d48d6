package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// Reads the ledger for people, beside the commits. May block; for one thread at a time, others
/// wait.
public final class PushLog implements AutoCloseable {

    /// The rows of a page; one more may be asked for, to see whether there is another page.
    public static final int MOST_ROWS = 500;

    private static final String COLUMNS =
            """
            SELECT p.id, t.received_at, t.link, p.lane, p.customer, p.phone, p.token, p.company, p.type,
              m.service, m.title, m.body, m.push_group, m.uuid,
              p.state, p.attempts, p.settled_at, p.result, p.fcm_name
            FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
            """;

    private final Sql sql;

    PushLog(Database database) {
        this.sql = database.toRead();
    }

    /// The rows next to an id, newest first.
    ///
    /// @param before only older ones than this id
    public List<PushRow> newestBefore(OptionalLong before, int rows) {
        return rows(
                COLUMNS + "WHERE p.id < ? ORDER BY p.id DESC LIMIT ?",
                before.orElse(Long.MAX_VALUE),
                rows);
    }

    /// The rows that follow an id, newest first.
    public List<PushRow> oldestAfter(long after, int rows) {
        return rows(COLUMNS + "WHERE p.id > ? ORDER BY p.id LIMIT ?", after, rows).reversed();
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
                    rows.add(row(row));
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

    private static PushRow row(ResultSet row) throws SQLException {
        long settled = row.getLong(17);
        Optional<Instant> settledAt =
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(settled));
        return new PushRow(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                Lane.of(row.getInt(4)),
                new Recipient(
                        row.getString(5),
                        row.getString(6),
                        new DeviceToken(row.getString(7)),
                        row.getString(8),
                        row.getString(9)),
                new Message(
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14)),
                PushState.of(row.getInt(15)),
                row.getInt(16),
                settledAt,
                Optional.ofNullable(row.getString(18)),
                Optional.ofNullable(row.getString(19)));
    }
}
