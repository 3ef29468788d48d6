package kr.bongsu.gateway.upkeep;

import java.sql.SQLException;
import java.util.List;
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
        for (long segment :
                numbers("SELECT DISTINCT segment FROM recipient_push ORDER BY segment")) {
            if (isEmpty("push", segment, SEGMENT_BITS)) {
                removeSegment(segment);
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

    private void removeSegment(long segment) throws SQLException, InterruptedException {
        for (long until = 0; until < Long.MAX_VALUE; ) {
            until =
                    next(
                            "SELECT recipient + 1 FROM recipient_push WHERE segment = ? AND"
                                    + " recipient < ? ORDER BY recipient",
                            segment,
                            Long.MAX_VALUE);
            write("DELETE FROM recipient_push WHERE segment = ? AND recipient < ?", segment, until);
        }
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
