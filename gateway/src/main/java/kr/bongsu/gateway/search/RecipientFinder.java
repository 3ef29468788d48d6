package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kr.bongsu.gateway.ledger.Reads;

/// Finds the pushes of some recipients, segment by segment.
final class RecipientFinder implements Finder {

    /// The pushes of a segment are 2 to the power of this; [Indexer] writes only the newest one, so
    /// that its pages stay in memory.
    static final int SEGMENT_BITS = 18;

    private static final int MOST_SEGMENTS = 8;

    private final Reads reads;
    private final String recipients;
    private final boolean descends;
    private Ids rest;
    private int segmentsAtOnce = 1;

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
            List<Ids> parts = nextSegments();
            List<Long> ids = ids(parts, most);
            boolean full = ids.size() == most;
            Ids last = parts.getLast();
            long reached = full ? ids.getLast() : descends ? last.first() : last.last();
            rest = descends ? rest.below(reached) : rest.above(reached);
            if (!ids.isEmpty() || rest.isEmpty() || budget.isOver()) {
                return new Batch(ids, reached, rest.isEmpty());
            }
        }
        return new Batch(List.of(), descends ? rest.first() : rest.last(), true);
    }

    /// Twice as many each time: who has few pushes is looked for in many segments, at the cost of
    /// few questions to a server.
    private List<Ids> nextSegments() {
        List<Ids> parts = new ArrayList<>();
        Ids left = rest;
        while (parts.size() < segmentsAtOnce && !left.isEmpty()) {
            long segment = (descends ? left.last() : left.first()) >>> SEGMENT_BITS;
            Ids part =
                    left.meet(
                            new Ids(segment << SEGMENT_BITS, ((segment + 1) << SEGMENT_BITS) - 1));
            parts.add(part);
            left = descends ? left.below(part.first()) : left.above(part.last());
        }
        segmentsAtOnce = Math.min(MOST_SEGMENTS, 2 * segmentsAtOnce);
        return parts;
    }

    private List<Long> ids(List<Ids> parts, int most) {
        List<Object> arguments = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        for (Ids part : parts) {
            questions.add(
                    "SELECT push FROM (SELECT push FROM recipient_push WHERE segment = ? AND recipient IN ("
                            + recipients
                            + ") AND push BETWEEN ? AND ? ORDER BY push"
                            + (descends ? " DESC" : "")
                            + " LIMIT ?) s"
                            + questions.size());
            arguments.addAll(
                    List.of(part.first() >>> SEGMENT_BITS, part.first(), part.last(), most));
        }
        Comparator<Long> order = descends ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return reads
                .list(String.join(" UNION ALL ", questions), arguments, row -> row.getLong(1))
                .stream()
                .sorted(order)
                .limit(most)
                .toList();
    }

    @Override
    public boolean isExact() {
        return false;
    }
}
