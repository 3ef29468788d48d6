package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// One push as people look at it.
///
/// @param result why it was rejected, or why it has not been accepted yet
public record PushRow(
        long id,
        Instant receivedAt,
        String link,
        Lane lane,
        Recipient recipient,
        Message message,
        Optional<Instant> reservedFor,
        PushState state,
        int attempts,
        Optional<Instant> settledAt,
        Optional<String> result,
        Optional<String> fcmName) {

    /// Reads what [#of] needs, from `push p`, `message m` and `telegram t`; a condition may follow.
    public static final String SELECT =
            """
            SELECT p.id, t.received_at, t.link, p.lane, p.customer, p.phone, p.token, p.company, p.type,
              m.service, m.title, m.body, m.push_group, m.uuid, m.reserved_for,
              p.state, p.attempts, p.settled_at, p.result, p.fcm_name
            FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
            """;

    /// The push of a row of [#SELECT].
    public static PushRow of(ResultSet row) throws SQLException {
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
                time(row, 15),
                PushState.of(row.getInt(16)),
                row.getInt(17),
                time(row, 18),
                Optional.ofNullable(row.getString(19)),
                Optional.ofNullable(row.getString(20)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
