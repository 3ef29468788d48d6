package kr.bongsu.fcmemulator.send;

import java.time.Duration;
import java.time.Instant;

/// The messages a project may send in a minute.
///
/// As documented the bucket is refilled whole, once a minute, in windows that follow the first
/// message and not the clock.
final class ProjectQuota {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private Instant windowEnd = Instant.MIN;
    private long used;

    /// Takes one message out of the bucket.
    ///
    /// @return false when the bucket is empty
    boolean take(long limit, Instant now) {
        if (limit == 0) {
            return true;
        }
        if (!now.isBefore(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            used = 0;
        }
        if (used >= limit) {
            return false;
        }
        used++;
        return true;
    }
}
