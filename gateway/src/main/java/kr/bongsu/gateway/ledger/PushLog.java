package kr.bongsu.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// Reads the ledger for people, beside the commits. May block; for one thread at a time, others
/// wait.
public final class PushLog implements AutoCloseable {

    /// The rows of a page; one more may be asked for, to see whether there is another page.
    public static final int MOST_ROWS = 500;

    private static final Log LOG = Log.of(PushLog.class);
    private static final String COLUMNS =
            """
            SELECT p.id, t.received_at, t.link, t.lane, p.customer, p.phone, p.token, p.company, p.type,
              m.service, m.title, m.body, m.push_group, m.uuid,
              p.state, p.attempts, p.settled_at, p.result, p.fcm_name
            FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
            """;

    private final Connection connection;

    PushLog(SqliteFile file) throws SQLException {
        this.connection = file.reader();
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

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("ledger.close-failed", "why", e.getMessage());
        }
    }

    private synchronized List<PushRow> rows(String sql, long id, int most) {
        List<PushRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.setInt(2, Math.min(most, MOST_ROWS + 1));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
            return rows;
        } catch (SQLException e) {
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
                Lane.of(row.getString(4)),
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
