package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.PushState;

/// A state that few pushes are in, asked for together with a text: the pushes in it are looked up
/// for a whole range and met with the messages of the range, which is cheaper than to look at every
/// push of each message.
///
/// @param share of all pushes that are in one of the states
record RareState(Search search, Set<PushState> states, double share) {

    private static final double MOST_SHARE = 0.05;

    /// Rows that are read at a time: with an index those in the state, without it all of a range.
    private static final int MOST_FOUND = 20_000;

    private static final int MOST_SCANNED = 150_000;

    /// What is asked for, if it is of this kind.
    static Optional<RareState> of(Search search, Counts counts) {
        return search.query()
                .condition(Condition.State.class)
                .map(condition -> {
                    Set<PushState> states = condition.ordered();
                    double all = Math.max(1, counts.stored());
                    long in = states.stream().mapToLong(counts::in).sum();
                    return new RareState(search, states, in / all);
                })
                .filter(each -> each.share <= MOST_SHARE);
    }

    /// Whether a range is small enough to be looked up at once.
    boolean isWorth(Ids range) {
        double width = range.last() - range.first() + 1.0;
        return isIndexed() ? width * share <= MOST_FOUND : width <= MOST_SCANNED;
    }

    private boolean isIndexed() {
        return search.reads().hasPartialIndexes() && StateFinder.FAILED.containsAll(states);
    }

    /// The pushes in the states that are of some messages, in the order of the walk.
    List<Long> pushes(Ids range, Set<Long> messages) {
        List<Long> pushes = new ArrayList<>();
        for (PushState state : states) {
            search
                    .reads()
                    .list(
                            "SELECT id, message FROM push WHERE state = ?"
                                    + (isIndexed() ? " AND " + StateFinder.IN_FAILED : "")
                                    + " AND id BETWEEN ? AND ?",
                            List.of((long) state.number(), range.first(), range.last()),
                            row -> new long[] {row.getLong(1), row.getLong(2)})
                    .stream()
                    .filter(each -> messages.contains(each[1]))
                    .forEach(each -> pushes.add(each[0]));
        }
        pushes.sort(search.descends() ? Comparator.reverseOrder() : Comparator.naturalOrder());
        return pushes;
    }
}
