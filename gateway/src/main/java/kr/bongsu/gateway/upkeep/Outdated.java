package kr.bongsu.gateway.upkeep;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.ledger.Backroom;

/// Removes what would otherwise only grow, however long pushes are kept: dead tokens and counts of
/// minutes, after [#KEPT].
final class Outdated {

    static final Duration KEPT = Duration.ofDays(400);

    private static final int ROWS_AT_ONCE = 1_000;

    private final Backroom ledger;

    Outdated(Backroom ledger) {
        this.ledger = ledger;
    }

    void remove(Instant now) throws SQLException, InterruptedException {
        Instant cut = now.minus(KEPT);
        removeTokens(cut.toEpochMilli());
        removeMinutes(cut.getEpochSecond() / 60);
    }

    private void removeTokens(long cut) throws SQLException, InterruptedException {
        List<Long> ids = tokens(cut);
        while (!ids.isEmpty()) {
            List<Long> some = ids;
            ledger.write(
                    some.size(),
                    writes -> {
                        // A token may have died anew meanwhile.
                        int _ =
                                writes.updateIn(
                                        "DELETE FROM dead_token WHERE at < ? AND id IN ({in})",
                                        some,
                                        cut);
                    });
            ids = tokens(cut);
        }
    }

    private List<Long> tokens(long cut) {
        return ledger.read(reads ->
                reads.list(
                        "SELECT id FROM dead_token WHERE at < ? ORDER BY at, id LIMIT "
                                + ROWS_AT_ONCE,
                        List.of(cut),
                        row -> row.getLong(1)));
    }

    private void removeMinutes(long cut) throws SQLException, InterruptedException {
        long minute = firstMinute(cut);
        while (minute < cut) {
            long gone = minute;
            ledger.write(
                    ROWS_AT_ONCE,
                    writes -> {
                        int _ = writes.update("DELETE FROM stat WHERE minute = ?", gone);
                    });
            minute = firstMinute(cut);
        }
    }

    private long firstMinute(long otherwise) {
        return ledger.read(reads ->
                reads.number(otherwise, "SELECT minute FROM stat ORDER BY minute LIMIT 1"));
    }
}
