package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What became of a push, to be told until it has been taken.
///
/// @param ledger the ledger's name, which makes the number unique anywhere
/// @param number the same however often it is told
/// @param detail FCM's name of what it has accepted, else the reason; may be empty
public record PushOutcome(
        String ledger,
        long number,
        long push,
        PushState state,
        int attempts,
        Instant at,
        String detail,
        Origin origin) {

    /// Where the push came from; all empty when retention has removed it meanwhile.
    public record Origin(String link, String customer, String service, String group, String uuid) {}

    /// By which whoever is told twice knows that it is the same.
    public String id() {
        return ledger + '-' + Long.toString(number, Character.MAX_RADIX);
    }

    /// Some that wait, by rising numbers.
    ///
    /// @param after the number before the first
    public static List<PushOutcome> list(Backroom ledger, String target, long after, int most) {
        return ledger.read(reads -> {
            String name =
                    reads.first(
                                    "SELECT value FROM meta WHERE name = 'ledger'",
                                    List.of(),
                                    row -> row.getString(1))
                            .orElse("");
            return reads.list(
                    """
                    SELECT o.id, o.push, o.state, o.attempts, o.at, o.detail,
                      t.link, p.customer, m.service, m.push_group, m.uuid
                    FROM outcome o LEFT JOIN push p ON p.id = o.push
                      LEFT JOIN message m ON m.id = p.message
                      LEFT JOIN telegram t ON t.id = m.telegram
                    WHERE o.target = ? AND o.id > ? ORDER BY o.id LIMIT ?
                    """,
                    List.of(target, after, most),
                    row -> of(name, row));
        });
    }

    private static PushOutcome of(String ledger, ResultSet row) throws SQLException {
        return new PushOutcome(
                ledger,
                row.getLong(1),
                row.getLong(2),
                PushState.of(row.getInt(3)),
                row.getInt(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getString(6),
                new Origin(text(row, 7), text(row, 8), text(row, 9), text(row, 10), text(row, 11)));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    /// They have been taken: nobody need be told again.
    public static void told(Backroom ledger, String target, List<PushOutcome> outcomes)
            throws SQLException, InterruptedException {
        ledger.write(
                outcomes.size(),
                writes -> {
                    int _ =
                            writes.updateIn(
                                    "DELETE FROM outcome WHERE target = ? AND id IN ({in})",
                                    outcomes.stream().map(PushOutcome::number).toList(),
                                    target);
                });
    }

    /// Counts anew how many wait, where that may matter for their bound.
    public static void recount(Backroom ledger, String target) {
        Outbox outbox = ledger.outbox();
        if (outbox.mayBeFull(target)) {
            outbox.learn(
                    target,
                    ledger.read(reads ->
                            reads.number(
                                    0,
                                    """
                                    SELECT count(*) FROM (
                                      SELECT id FROM outcome WHERE target = ? LIMIT ?) counted
                                    """,
                                    target,
                                    outbox.most())));
        }
    }
}
