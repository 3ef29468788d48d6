package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.push.DeviceToken;

/// A token that FCM knows no more.
///
/// @param customer of the push by whose answer it was marked; empty when that is gone
/// @param push its number
public record DeadToken(
        DeviceToken token, String customer, String reason, Instant since, long push) {

    private static final int MOST_ROWS = 1_000;

    /// Those marked last, newest first.
    ///
    /// @param until none that was marked later
    /// @param before none of `until` whose push has not a lower number than this
    public static List<DeadToken> newest(Backroom ledger, Instant until, long before, int most) {
        long to = until.toEpochMilli();
        return ledger.read(reads ->
                reads.list(
                        """
                        SELECT d.token, p.customer, d.reason, d.at, d.push
                        FROM dead_token d LEFT JOIN push p ON p.id = d.push
                        WHERE d.at < ? OR (d.at = ? AND d.push < ?)
                        ORDER BY d.at DESC, d.push DESC LIMIT ?
                        """,
                        List.of(to, to, before, Math.min(most, MOST_ROWS)),
                        DeadToken::of));
    }

    /// Some of them, oldest first.
    ///
    /// @param since none that was marked earlier
    /// @param after none of `since` whose push has not a higher number than this
    public static List<DeadToken> list(Backroom ledger, Instant since, long after, int most) {
        return ledger.read(reads -> list(reads, since, after, most));
    }

    /// The same over a connection of one's own.
    public static List<DeadToken> list(Reads reads, Instant since, long after, int most) {
        long from = since.toEpochMilli();
        return reads.list(
                """
                SELECT d.token, p.customer, d.reason, d.at, d.push
                FROM dead_token d LEFT JOIN push p ON p.id = d.push
                WHERE d.at > ? OR (d.at = ? AND d.push > ?) ORDER BY d.at, d.push LIMIT ?
                """,
                List.of(from, from, after, Math.min(most, MOST_ROWS)),
                DeadToken::of);
    }

    private static DeadToken of(ResultSet row) throws SQLException {
        return new DeadToken(
                new DeviceToken(row.getString(1)),
                row.getString(2) == null ? "" : row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getLong(5));
    }
}
