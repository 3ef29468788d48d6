package kr.bongsu.gateway.upkeep;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.ledger.Reads;

/// Writes the pushes of a time as lines of text, beside a running gateway.
public final class Export {

    private static final long IDS_AT_ONCE = 1_000;

    private Export() {}

    /// Writes them in the order of their acceptance.
    ///
    /// @param from when the first of them were received
    /// @param until not included
    /// @return how many
    public static long write(Reads reads, Instant from, Instant until, Lines format, Appendable out)
            throws IOException {
        out.append(format.header());
        long written = 0;
        long next = first(reads, 0);
        while (next < Long.MAX_VALUE) {
            List<PushRow> rows =
                    reads.list(
                            PushRow.SELECT
                                    + """
                                    WHERE p.id BETWEEN ? AND ? AND t.received_at >= ? AND t.received_at < ?
                                    ORDER BY p.id
                                    """,
                            List.of(
                                    next,
                                    next + IDS_AT_ONCE - 1,
                                    from.toEpochMilli(),
                                    until.toEpochMilli()),
                            PushRow::of);
            for (PushRow row : rows) {
                out.append(format.line(row));
            }
            written += rows.size();
            next = first(reads, next + IDS_AT_ONCE);
        }
        return written;
    }

    private static long first(Reads reads, long from) {
        return reads.number(Long.MAX_VALUE, "SELECT min(id) FROM push WHERE id >= ?", from);
    }
}
