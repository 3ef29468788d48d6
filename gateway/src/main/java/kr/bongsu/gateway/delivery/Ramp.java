package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;

/// How much of the full pace a campaign may have: it goes up while it is used, by the second, and
/// down again while it is not. Pure; each call returns the next state.
///
/// @param length from nothing to the full pace; zero for none
/// @param fraction of the full pace, 0 to 1
/// @param begun the second at hand
/// @param used pushes that left in it
record Ramp(Duration length, double fraction, Instant begun, int used) {

    private static final Duration STEP = Duration.ofSeconds(1);

    /// The pace goes up when this much of it is used.
    private static final double USED_WELL = 0.8;

    static Ramp starting(Duration length, Instant now) {
        return new Ramp(length, least(length), now, 0);
    }

    /// @param perSecond the full pace
    Ramp at(double perSecond, Instant now) {
        Duration passed = Duration.between(begun, now);
        if (length.isZero() || passed.compareTo(STEP) < 0) {
            return passed.isNegative() ? new Ramp(length, fraction, now, 0) : this;
        }
        double seconds = passed.toNanos() / 1e9;
        boolean isUsed = used >= USED_WELL * fraction * perSecond * seconds;
        double step = least(length);
        double next = isUsed ? fraction + step : fraction - step * seconds;
        return new Ramp(length, Math.clamp(next, step, 1), now, 0);
    }

    Ramp take(int pushes) {
        return new Ramp(length, fraction, begun, used + pushes);
    }

    /// What a second of the ramp is worth.
    private static double least(Duration length) {
        return length.compareTo(STEP) <= 0 ? 1 : 1.0 * STEP.toMillis() / length.toMillis();
    }
}
