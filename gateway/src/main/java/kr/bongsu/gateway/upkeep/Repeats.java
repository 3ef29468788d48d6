package kr.bongsu.gateway.upkeep;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.ledger.Backroom;

/// Keeps the keys of telegrams for a day after they came, though their pushes were removed: an FEP
/// that lost the answer sends one again, and nobody may read it twice.
final class Repeats {

    /// A telegram that came earlier is not sent again.
    private static final Duration KNOWN = Duration.ofDays(1);

    /// Removes what was asked for by telegrams that are gone.
    static final String WITHOUT_TELEGRAM =
            """
            DELETE FROM request WHERE id BETWEEN ? AND ?
              AND NOT EXISTS (SELECT 1 FROM telegram t WHERE t.id = request.id)
            """;

    private static final int ROWS_AT_ONCE = 1_000;

    private final Backroom ledger;
    private long from = Long.MAX_VALUE;

    /// @param id of the telegram
    private record Telegram(long id, long receivedAt) {}

    Repeats(Backroom ledger) {
        this.ledger = ledger;
    }

    /// Telegrams that came before this may go with their pushes.
    static long cut(Instant now) {
        return now.minus(KNOWN).toEpochMilli();
    }

    /// From now on telegrams may outlive their pushes.
    void expect() {
        from = 0;
    }

    /// Removes telegrams that have no push any more and have come more than a day ago.
    void remove(Instant now) throws SQLException, InterruptedException {
        long cut = cut(now);
        List<Telegram> old = next(cut);
        while (!old.isEmpty()) {
            Courtesy.letOthersGoFirst(ledger);
            long first = from;
            long last = old.getLast().id;
            ledger.write(
                    old.size(),
                    writes -> {
                        int _ =
                                writes.update(
                                        """
                                        DELETE FROM telegram WHERE id BETWEEN ? AND ? AND received_at < ?
                                          AND id <> COALESCE((SELECT m.telegram FROM message m
                                            WHERE m.id >= telegram.id ORDER BY m.id LIMIT 1), 0)
                                        """,
                                        first,
                                        last,
                                        cut);
                        int _ = writes.update(WITHOUT_TELEGRAM, first, last);
                    });
            from = last + 1;
            old = next(cut);
        }
    }

    /// The next ones, up to the first that has come since.
    private List<Telegram> next(long cut) {
        return ledger
                .read(reads ->
                        reads.list(
                                "SELECT id, received_at FROM telegram WHERE id >= ? ORDER BY id LIMIT "
                                        + ROWS_AT_ONCE,
                                List.of(from),
                                row -> new Telegram(row.getLong(1), row.getLong(2))))
                .stream()
                .takeWhile(each -> each.receivedAt < cut)
                .toList();
    }
}
