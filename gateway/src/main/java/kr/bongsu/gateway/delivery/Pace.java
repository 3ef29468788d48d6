package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;

/// A token bucket: how many pushes may leave by now. Pure; each call returns the next state.
///
/// The bucket holds at most a tenth of a second's worth, so that a quota is never spent in one
/// burst.
///
/// @param perSecond pushes a second
/// @param held pushes that may leave at `at`, with their fraction
record Pace(double perSecond, double held, Instant at) {

    static Pace starting(double perSecond, Instant now) {
        return new Pace(perSecond, 0, now);
    }

    /// The same at another rate from now on.
    Pace at(double newPerSecond, Instant now) {
        Pace until = at(now);
        return new Pace(newPerSecond, Math.min(until.held, most(newPerSecond)), now);
    }

    Pace at(Instant now) {
        if (now.isBefore(at)) {
            // The clock was set back: go on from there, else nothing would leave until it has
            // caught up.
            return new Pace(perSecond, held, now);
        }
        double more = Duration.between(at, now).toNanos() * perSecond / 1e9;
        return new Pace(perSecond, Math.min(held + more, most(perSecond)), now);
    }

    private static double most(double perSecond) {
        return Math.max(1, perSecond / 10);
    }

    int whole() {
        return (int) held;
    }

    Pace take(int pushes) {
        return new Pace(perSecond, held - pushes, at);
    }

    /// Until one push may leave.
    Duration untilNext() {
        return held >= 1
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil((1 - held) * 1e9 / perSecond));
    }
}
