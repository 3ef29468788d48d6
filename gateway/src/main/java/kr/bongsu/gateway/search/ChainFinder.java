package kr.bongsu.gateway.search;

import java.util.Iterator;
import java.util.List;

/// One finder after the other: what an index does not know yet, and the index.
final class ChainFinder implements Finder {

    private final Iterator<Finder> following;
    private Finder current;

    /// @param finders at least one, in the order of the walk
    ChainFinder(List<Finder> finders) {
        this.following = finders.iterator();
        this.current = following.next();
    }

    @Override
    public Batch next(int most, TimeBudget budget) {
        Batch found = current.next(most, budget);
        if (!found.done() || !following.hasNext()) {
            return found;
        }
        current = following.next();
        return new Batch(found.ids(), found.reached(), false);
    }

    @Override
    public boolean isExact() {
        return false;
    }
}
