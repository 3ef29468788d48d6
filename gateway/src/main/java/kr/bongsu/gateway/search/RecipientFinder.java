package kr.bongsu.gateway.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kr.bongsu.gateway.ledger.Reads;

/// Finds the pushes of some recipients, segment by segment.
final class RecipientFinder implements Finder {

    /// The pushes of a segment are 2 to the power of this; [Indexer] writes only the newest one, so
    /// that its pages stay in memory.
    static final int SEGMENT_BITS = 18;

    private final Reads reads;
    private final String recipients;
    private final boolean descends;
    private Ids rest;

    RecipientFinder(Reads reads, long[] recipients, Ids ids, boolean descends) {
        this.reads = reads;
        this.recipients =
                LongStream.of(recipients).mapToObj(Long::toString).collect(Collectors.joining(","));
        this.rest = recipients.length == 0 ? Ids.none() : ids;
        this.descends = descends;
    }

    @Override
    public Batch next(int most, TimeBudget budget) {
        while (!rest.isEmpty()) {
            long segment = (descends ? rest.last() : rest.first()) >>> SEGMENT_BITS;
            Ids part =
                    rest.meet(
                            new Ids(segment << SEGMENT_BITS, ((segment + 1) << SEGMENT_BITS) - 1));
            List<Long> ids = ids(segment, part, most);
            boolean full = ids.size() == most;
            long reached = full ? ids.getLast() : descends ? part.first() : part.last();
            rest = descends ? rest.below(reached) : rest.above(reached);
            if (!ids.isEmpty() || rest.isEmpty() || budget.isOver()) {
                return new Batch(ids, reached, rest.isEmpty());
            }
        }
        return new Batch(List.of(), descends ? rest.first() : rest.last(), true);
    }

    private List<Long> ids(long segment, Ids part, int most) {
        return reads.list(
                "SELECT push FROM recipient_push WHERE segment = ? AND recipient IN ("
                        + recipients
                        + ") AND push BETWEEN ? AND ? ORDER BY push"
                        + (descends ? " DESC" : "")
                        + " LIMIT ?",
                List.of(segment, part.first(), part.last(), most),
                row -> row.getLong(1));
    }

    @Override
    public boolean isExact() {
        return false;
    }
}
