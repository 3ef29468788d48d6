package kr.bongsu.gateway.search;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Reads;

/// Finds the pushes in states that few are in.
final class StateFinder implements Finder {

    /// What the index `push_failed` holds; SQLite uses it only if a query says the same words.
    static final Set<PushState> FAILED =
            Set.of(PushState.REJECTED, PushState.EXPIRED, PushState.CANCELLED, PushState.HELD);

    /// Those with which something is to be done yet, which the index `push_work` holds.
    static final Set<PushState> OPEN =
            Set.of(PushState.RESERVED, PushState.PENDING, PushState.IN_FLIGHT);

    static final String IN_FAILED = "state IN (3, 5, 6, 7)";
    private static final String IN_WORK = "owner IS NOT NULL";

    private final Reads reads;
    private final Set<PushState> states;
    private final boolean descends;
    private Ids rest;

    StateFinder(Reads reads, Set<PushState> states, Ids ids, boolean descends) {
        this.reads = reads;
        this.states = states;
        this.rest = ids;
        this.descends = descends;
    }

    @Override
    public Batch next(int most, TimeBudget budget) {
        List<Long> ids =
                states.stream()
                        .flatMap(state -> ids(state, most).stream())
                        .sorted(descends ? Comparator.reverseOrder() : Comparator.naturalOrder())
                        .limit(most)
                        .toList();
        boolean full = ids.size() == most;
        long reached = full ? ids.getLast() : descends ? rest.first() : rest.last();
        rest = descends ? rest.below(reached) : rest.above(reached);
        return new Batch(ids, reached, rest.isEmpty());
    }

    private List<Long> ids(PushState state, int most) {
        boolean failed = FAILED.contains(state);
        // The index of what is open is in another order: with a plain id SQLite walks the table.
        String id = failed ? "id" : "+id";
        return reads.list(
                "SELECT id FROM push WHERE state = ? AND "
                        + (failed ? IN_FAILED : IN_WORK)
                        + " AND "
                        + id
                        + " BETWEEN ? AND ? ORDER BY "
                        + id
                        + (descends ? " DESC" : "")
                        + " LIMIT ?",
                List.of((long) state.number(), rest.first(), rest.last(), (long) most),
                row -> row.getLong(1));
    }

    @Override
    public boolean isExact() {
        return false;
    }
}
