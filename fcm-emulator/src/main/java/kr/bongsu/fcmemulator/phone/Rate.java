package kr.bongsu.fcmemulator.phone;

import java.time.Duration;
import java.time.Instant;

/// Counts up to a limit in windows that begin with the first event after the last one ended.
final class Rate {

    private final long windowMillis;
    private long windowEnd = Long.MIN_VALUE;
    private int used;

    Rate(Duration window) {
        this.windowMillis = window.toMillis();
    }

    /// Takes one.
    ///
    /// @param limit 0 means none
    /// @return false when the window is used up
    boolean take(int limit, Instant now) {
        if (limit == 0) {
            return true;
        }
        long millis = now.toEpochMilli();
        if (millis >= windowEnd) {
            windowEnd = millis + windowMillis;
            used = 0;
        }
        if (used >= limit) {
            return false;
        }
        used++;
        return true;
    }
}
