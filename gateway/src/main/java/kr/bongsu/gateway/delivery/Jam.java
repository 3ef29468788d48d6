package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;

/// Whether a Firebase project cannot send what it has in memory, and since when: then what it has
/// goes back to the ledger, so that the pushes of other projects find a place. Pure; each call
/// returns the next state.
///
/// @param since from when on it cannot
/// @param keeps so many it may keep in each lane
record Jam(Instant since, int keeps) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    static Jam none(Instant now) {
        return new Jam(now, Integer.MAX_VALUE);
    }

    /// @param mayKeep so many it may keep in each lane, the greatest number when nothing is wrong
    Jam at(int mayKeep, Instant now) {
        boolean goesOn = mayKeep < Integer.MAX_VALUE && keeps < Integer.MAX_VALUE;
        // A clock that was set back begins anew.
        return new Jam(goesOn && !now.isBefore(since) ? since : now, mayKeep);
    }

    /// How many of those that are queued in a lane go back.
    int surplus(int queued, Instant now) {
        return Duration.between(since, now).compareTo(PATIENCE) < 0
                ? 0
                : Math.max(0, queued - keeps);
    }

    /// For how long they go back: the longer it lasts, the more seldom they are brought for
    /// nothing.
    Duration pause(Instant now) {
        Duration lasts = Duration.between(since, now);
        Duration least = lasts.compareTo(SHORTEST) < 0 ? SHORTEST : lasts;
        return least.compareTo(LONGEST) < 0 ? least : LONGEST;
    }
}
