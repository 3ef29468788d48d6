package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;

/// How much of its quota a project is sent, by how FCM takes it: up a little each second, down by a
/// third, from what really left, after a second in which FCM refused or was slow. Pure; each call
/// returns the next state.
///
/// @param factor of the full pace, 0 to 1
/// @param second the second at hand
record Speed(double factor, Second second) {

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final double UP = 0.05;
    private static final double DOWN = 0.7;
    private static final double LEAST = 0.02;

    /// One of so many answers that is slow or a refusal is one too many.
    private static final int ONE_OF = 20;

    /// What happened in a second.
    ///
    /// @param slow answers that took too long
    /// @param refused answers that FCM is overloaded or the quota spent
    record Second(Instant begun, int sent, int answers, int slow, int refused) {

        static Second starting(Instant now) {
            return new Second(now, 0, 0, 0, 0);
        }

        private boolean isBad() {
            return answers > 0 && (refused * ONE_OF > answers || slow * ONE_OF > answers);
        }
    }

    static Speed starting(Instant now) {
        return new Speed(1, Second.starting(now));
    }

    /// @param perSecond the full pace
    Speed at(double perSecond, Instant now) {
        double seconds = Duration.between(second.begun, now).toNanos() / 1e9;
        if (seconds < 0) {
            return new Speed(factor, Second.starting(now));
        }
        if (seconds < STEP.toSeconds()) {
            return this;
        }
        if (second.isBad()) {
            double real = Math.min(factor, second.sent / seconds / perSecond);
            return new Speed(Math.max(LEAST, real * DOWN), Second.starting(now));
        }
        return new Speed(Math.min(1, factor + UP * seconds), Second.starting(now));
    }

    Speed sent(int pushes) {
        return new Speed(
                factor,
                new Second(
                        second.begun,
                        second.sent + pushes,
                        second.answers,
                        second.slow,
                        second.refused));
    }

    Speed answered(boolean isSlow, boolean isRefused) {
        return new Speed(
                factor,
                new Second(
                        second.begun,
                        second.sent,
                        second.answers + 1,
                        second.slow + (isSlow ? 1 : 0),
                        second.refused + (isRefused ? 1 : 0)));
    }
}
