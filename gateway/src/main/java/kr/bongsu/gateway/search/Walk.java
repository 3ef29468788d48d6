package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Goes through what a finder finds and keeps what fits.
final class Walk {

    private static final int MOST_AT_ONCE = 500;

    private final Search search;
    private final Finder finder;
    private final TimeBudget budget;
    private final Predicate all;
    private long reached;
    private boolean done;

    Walk(Search search, Finder finder, TimeBudget budget) {
        this.search = search;
        this.finder = finder;
        this.budget = budget;
        this.all = search.all();
        this.reached = search.descends() ? search.ids().last() : search.ids().first();
        this.done = search.ids().isEmpty();
    }

    /// The ids that fit, at most `most`; fewer when nothing is left or the time is over.
    List<Long> ids(long most) {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < most && canGoOn()) {
            ids.addAll(next(most - ids.size()));
        }
        return ids;
    }

    /// Counts what fits, and forgets it.
    long count(long most) {
        long count = 0;
        while (count < most && canGoOn()) {
            count += next(most - count).size();
        }
        return count;
    }

    boolean isDone() {
        return done;
    }

    /// Everything to this id, itself included, has been looked at.
    long reached() {
        return reached;
    }

    private boolean canGoOn() {
        return !done && !budget.isOver();
    }

    private List<Long> next(long most) {
        Finder.Batch batch = finder.next((int) Math.min(most, MOST_AT_ONCE), budget);
        reached = batch.reached();
        done = batch.done();
        return finder.isExact() ? batch.ids() : fitting(batch.ids());
    }

    private List<Long> fitting(List<Long> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        Set<Long> fit =
                new HashSet<>(
                        search.reads()
                                .list(
                                        "SELECT p.id "
                                                + all.from()
                                                + " WHERE p.id IN ("
                                                + ids.stream()
                                                        .map(String::valueOf)
                                                        .collect(Collectors.joining(","))
                                                + ")"
                                                + all.sql(),
                                        all.arguments(),
                                        row -> row.getLong(1)));
        return ids.stream().filter(fit::contains).toList();
    }
}
