package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.List;
import kr.bongsu.gateway.ledger.Reads;

/// Looks at every push, slice by slice.
final class ScanFinder implements Finder {

    private final Reads reads;
    private final Predicate predicate;
    private final boolean descends;
    private Ids rest;

    /// @param ids a range that is about dense
    ScanFinder(Reads reads, Predicate predicate, Ids ids, boolean descends) {
        this.reads = reads;
        this.predicate = predicate;
        this.rest = ids;
        this.descends = descends;
    }

    @Override
    public Batch next(int most, TimeBudget budget) {
        if (rest.isEmpty()) {
            return new Batch(List.of(), descends ? rest.first() : rest.last(), true);
        }
        int width = budget.slice();
        Ids slice = descends ? rest.above(rest.last() - width) : rest.below(rest.first() + width);
        List<Object> arguments = new ArrayList<>(List.of(slice.first(), slice.last()));
        arguments.addAll(predicate.arguments());
        arguments.add(most);
        List<Long> ids =
                reads.list(
                        "SELECT p.id "
                                + predicate.from()
                                + " WHERE p.id BETWEEN ? AND ?"
                                + predicate.sql()
                                + (descends ? " ORDER BY p.id DESC" : " ORDER BY p.id")
                                + " LIMIT ?",
                        arguments,
                        row -> row.getLong(1));
        budget.took();
        boolean full = ids.size() == most;
        long reached = full ? ids.getLast() : descends ? slice.first() : slice.last();
        rest = descends ? rest.below(reached) : rest.above(reached);
        return new Batch(ids, reached, rest.isEmpty());
    }

    @Override
    public boolean isExact() {
        return true;
    }
}
