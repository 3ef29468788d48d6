package kr.bongsu.gateway.search;

import java.util.List;

/// Finds the ids of messages that may fit, in the order of the walk.
interface MessageFinder {

    /// The next messages.
    Messages next(int most, TimeBudget budget);

    /// Some messages in the order of the walk.
    ///
    /// @param reached every message from the beginning of the walk to this id, itself included, has
    ///   been looked at
    /// @param done whether nothing is left
    record Messages(List<Long> ids, long reached, boolean done) {}
}
