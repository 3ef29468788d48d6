package kr.bongsu.gateway.upkeep;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.Backroom;

/// Removes the search indexes of ranges that have no pushes any more, some rows at a time.
///
/// Until then they only name pushes that are not there, which a search passes over.
final class Leftovers {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int SEGMENT_BITS = 18;
    private static final int BLOCK_BITS = 14;
    private static final int TERM_BITS = 43;

    private final Backroom ledger;

    Leftovers(Backroom ledger) {
        this.ledger = ledger;
    }

    void remove() throws SQLException, InterruptedException {
        for (long block : numbers("SELECT block FROM text_block ORDER BY block")) {
            if (isEmpty("message", block, BLOCK_BITS)) {
                removeBlock(block);
            }
        }
        List<Long> segments =
                numbers("SELECT DISTINCT segment FROM recipient_push ORDER BY segment DESC");
        for (long segment : segments.reversed()) {
            if (isEmpty("push", segment, SEGMENT_BITS)) {
                removeSegment(segment, segments.stream().filter(each -> each > segment).toList());
            }
        }
    }

    private List<Long> numbers(String sql) {
        return ledger.read(reads -> reads.list(sql, List.of(), row -> row.getLong(1)));
    }

    private boolean isEmpty(String table, long number, int bits) {
        return ledger.read(reads ->
                reads.number(
                        0,
                        "SELECT id FROM " + table + " WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1",
                        number << bits,
                        ((number + 1) << bits) - 1))
                == 0;
    }

    private void removeBlock(long block) throws SQLException, InterruptedException {
        long end = (block + 1) << TERM_BITS;
        long first = block << TERM_BITS;
        for (long until = 0; until < end; ) {
            until =
                    next(
                            "SELECT id FROM text_posting WHERE id >= ? AND id < ? ORDER BY id",
                            first,
                            end);
            write("DELETE FROM text_posting WHERE id >= ? AND id < ?", first, until);
        }
        write("DELETE FROM text_block WHERE block = ?", block);
    }

    /// @param later segments that are left, the newest first
    private void removeSegment(long segment, List<Long> later)
            throws SQLException, InterruptedException {
        for (long until = 0; until < Long.MAX_VALUE; ) {
            until =
                    next(
                            "SELECT recipient + 1 FROM recipient_push WHERE segment = ? AND"
                                    + " recipient < ? ORDER BY recipient",
                            segment,
                            Long.MAX_VALUE);
            // The recipients first: after a crash between the two they would not be found again.
            removeRecipients(segment, until, later);
            write("DELETE FROM recipient_push WHERE segment = ? AND recipient < ?", segment, until);
        }
    }

    /// Removes the recipients of a segment that have no push in a later one. The indexer may give
    /// one of them a push at any time: the newest segments are looked at again inside the
    /// transaction, and the indexer learns that numbers it knows may be gone.
    private void removeRecipients(long segment, long until, List<Long> later)
            throws SQLException, InterruptedException {
        Set<Long> alone =
                new HashSet<>(
                        ledger.read(reads ->
                                reads.list(
                                        """
                                        SELECT DISTINCT recipient FROM recipient_push
                                        WHERE segment = ? AND recipient < ?
                                        """,
                                        List.of(segment, until),
                                        row -> row.getLong(1))));
        for (long other : later) {
            if (alone.isEmpty()) {
                return;
            }
            String among = alone.stream().map(String::valueOf).collect(Collectors.joining(","));
            ledger.read(reads ->
                            reads.list(
                                    "SELECT DISTINCT recipient FROM recipient_push WHERE segment = ?"
                                            + " AND recipient IN ("
                                            + among
                                            + ")",
                                    List.of(other),
                                    row -> row.getLong(1)))
                    .forEach(alone::remove);
        }
        if (alone.isEmpty()) {
            return;
        }
        long newest = later.isEmpty() ? segment + 1 : later.getFirst();
        ledger.write(
                alone.size() + 1,
                writes -> {
                    writes.sweptRecipients();
                    int _ =
                            writes.updateIn(
                                    """
                                    DELETE FROM recipient WHERE NOT EXISTS (
                                      SELECT 1 FROM recipient_push r WHERE r.segment IN (?, ?, ?)
                                        AND r.recipient = recipient.id)
                                      AND id IN ({in})
                                    """,
                                    List.copyOf(alone),
                                    newest,
                                    newest + 1,
                                    newest + 2);
                });
    }

    /// Where the next thousand rows end.
    private long next(String sql, long first, long end) {
        return ledger.read(
                reads -> reads.number(end, sql + " LIMIT 1 OFFSET " + ROWS_AT_ONCE, first, end));
    }

    private void write(String sql, Object... arguments) throws SQLException, InterruptedException {
        ledger.write(
                ROWS_AT_ONCE,
                writes -> {
                    int _ = writes.update(sql, arguments);
                });
    }
}
