package kr.bongsu.fepsimulator.line;

import java.time.Instant;

/// A push on its way: sent, and not answered for good.
///
/// @param tries how often it was sent before this time
/// @param sent the last time
/// @param due when it is to be sent again
record Flight(Push push, int tries, Instant sent, Instant due) {

    Flight again(Instant now, Instant nextDue) {
        return new Flight(push, tries + 1, now, nextDue);
    }

    Flight dueAt(Instant at) {
        return new Flight(push, tries, sent, at);
    }
}
