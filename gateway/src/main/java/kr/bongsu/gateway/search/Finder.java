package kr.bongsu.gateway.search;

import java.util.List;

/// Finds the ids of pushes that may fit, in the order of the walk, some at a time.
interface Finder {

    /// The next ids.
    ///
    /// @param most at least 1
    Batch next(int most, TimeBudget budget);

    /// Some ids in the order of the walk.
    ///
    /// @param reached every push from the beginning of the walk to this id, itself included, has
    ///   been looked at
    /// @param done whether nothing is left
    record Batch(List<Long> ids, long reached, boolean done) {}

    /// Whether the ids fit every condition, so that nothing needs to be looked at again.
    boolean isExact();
}
