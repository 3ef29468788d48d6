package kr.bongsu.fcmemulator.phone;

import java.time.Instant;

/// What a phone may still take of messages that collapse.
final class Allowance {

    /// When it would be whole again.
    private long wholeAtMillis = Long.MIN_VALUE;

    /// Takes one.
    ///
    /// @return false when nothing is left
    boolean take(Throttle throttle, Instant now) {
        long millis = now.toEpochMilli();
        long step = throttle.refill().toMillis();
        long next = Math.max(wholeAtMillis, millis) + step;
        if (next - millis > throttle.burst() * step) {
            return false;
        }
        wholeAtMillis = next;
        return true;
    }
}
