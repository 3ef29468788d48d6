package kr.bongsu.gateway.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a line waits after a failure: doubles up to a limit, with jitter so that many lines do
/// not come back in one moment. Pure but for the jitter.
final class Pause {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 10;

    private Pause() {}

    /// @param failures one after the other, this one included
    static Duration after(int failures, RandomGenerator jitter) {
        long millis =
                Math.min(
                        LONGEST.toMillis(),
                        FIRST.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(millis / 2 + jitter.nextLong(millis / 2 + 1));
    }
}
