package kr.bongsu.fcmemulator.phone;

import java.time.Duration;

/// How often messages that may collapse reach one app on one phone; what is too much waits, and may
/// be replaced meanwhile.
///
/// @param burst at once; 0 means no limit
/// @param refill the time after which one more may come
public record Throttle(int burst, Duration refill) {

    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    public static final Throttle OFF = new Throttle(0, THREE_MINUTES);
    public static final Throttle GOOGLE = new Throttle(20, THREE_MINUTES);

    public Throttle {
        if (burst < 0) {
            throw new IllegalArgumentException("a limit must be 0 (none) or above");
        }
        if (!refill.isPositive()) {
            throw new IllegalArgumentException("the refill must take some time");
        }
    }
}
