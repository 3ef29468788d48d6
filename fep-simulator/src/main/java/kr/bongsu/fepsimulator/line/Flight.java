package kr.bongsu.fepsimulator.line;

import java.time.Instant;

/// A push on its way: sent, and not answered for good.
///
/// @param tries how often it was sent before this time
/// @param sent the last time
/// @param due when it is to be sent again
record Flight(Push push, int tries, Instant sent, Instant due) {

    private static final int MOST_RETRIES = 99;

    /// As the telegram says it, in two digits.
    int retryCount() {
        return Math.min(tries, MOST_RETRIES);
    }

    Flight again(Instant now, Instant nextDue) {
        return new Flight(push, tries + 1, now, nextDue);
    }

    Flight dueAt(Instant at) {
        return new Flight(push, tries, sent, at);
    }
}
