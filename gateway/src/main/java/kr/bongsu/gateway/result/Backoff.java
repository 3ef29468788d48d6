package kr.bongsu.gateway.result;

import java.time.Duration;
import java.util.Optional;

/// How long to wait before it is tried again: doubles from a second to five minutes. Pure.
///
/// @param failures one after the other
record Backoff(int failures) {

    static final Backoff NONE = new Backoff(0);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 9;

    Backoff more() {
        return new Backoff(Math.min(failures + 1, MOST_DOUBLINGS));
    }

    /// @param wish of who refused, which is followed up to the longest
    Duration pause(Optional<Duration> wish) {
        Duration own = FIRST.multipliedBy(1L << Math.max(0, failures - 1));
        Duration pause = wish.filter(each -> each.compareTo(own) > 0).orElse(own);
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
