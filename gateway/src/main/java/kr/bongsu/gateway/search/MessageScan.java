package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.List;
import kr.bongsu.gateway.ledger.Reads;

/// Looks at every message of a range, slice by slice: what the text index does not know.
final class MessageScan implements MessageFinder {

    private final Reads reads;
    private final Predicate predicate;
    private final boolean descends;
    private Ids rest;

    /// @param predicate over messages alone
    MessageScan(Reads reads, Predicate predicate, Ids messages, boolean descends) {
        this.reads = reads;
        this.predicate = predicate;
        this.rest = messages;
        this.descends = descends;
    }

    @Override
    public Messages next(int most, TimeBudget budget) {
        if (rest.isEmpty()) {
            return new Messages(List.of(), descends ? rest.first() : rest.last(), true);
        }
        int width = budget.slice();
        Ids slice = descends ? rest.above(rest.last() - width) : rest.below(rest.first() + width);
        List<Object> arguments = new ArrayList<>(List.of(slice.first(), slice.last()));
        arguments.addAll(predicate.arguments());
        arguments.add(most);
        List<Long> ids =
                reads.list(
                        "SELECT m.id FROM message m WHERE m.id BETWEEN ? AND ?"
                                + predicate.sql()
                                + (descends ? " ORDER BY m.id DESC" : " ORDER BY m.id")
                                + " LIMIT ?",
                        arguments,
                        row -> row.getLong(1));
        budget.took();
        long reached = ids.size() == most ? ids.getLast() : descends ? slice.first() : slice.last();
        rest = descends ? rest.below(reached) : rest.above(reached);
        return new Messages(ids, reached, rest.isEmpty());
    }
}
