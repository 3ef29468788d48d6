package kr.bongsu.gateway.fcm;

import java.time.Duration;

/// Whether a project's pushes may go to FCM. Pure; each call returns the next state.
///
/// ```
///   Open --FCM refuses the caller, or too many pushes--> Shut --pause--> Probing --taken--> Open
///                                                          ^---- refused ----/
/// ```
sealed interface Gate {

    /// Why it is shut.
    enum Cause {
        /// FCM refuses who asks: credentials, permission, project.
        CALLER,
        /// FCM refuses more pushes for good than can be true.
        REFUSALS
    }

    /// What an answer says about the project.
    enum Sign {
        TAKEN,
        PUSH_REFUSED,
        CALLER_REFUSED,
        NOTHING
    }

    /// Every push goes.
    record Open(Refusals latest) implements Gate {}

    /// No push goes.
    ///
    /// @param times how often in a row it was shut
    /// @param untilNanos then one push is tried
    record Shut(Cause cause, String why, int times, long untilNanos) implements Gate {}

    /// One push goes.
    ///
    /// @param out whether the one push that is tried has left
    record Probing(Cause cause, String why, int times, boolean out) implements Gate {}

    static Gate open() {
        return new Open(Refusals.NONE);
    }

    /// One push may leave now.
    default boolean isPassable() {
        return switch (this) {
            case Open _ -> true;
            case Shut _ -> false;
            case Probing probing -> !probing.out();
        };
    }

    /// One push has left.
    default Gate passed() {
        return switch (this) {
            case Open open -> open;
            case Shut shut -> shut;
            case Probing(Cause cause, String why, int times, boolean _) ->
                    new Probing(cause, why, times, true);
        };
    }

    /// Time goes by.
    default Gate at(long nanos) {
        return this instanceof Shut(Cause cause, String why, int times, long until)
                        && nanos - until >= 0
                ? new Probing(cause, why, times, false)
                : this;
    }

    /// An answer has come.
    default Gate after(Sign sign, String why, FcmSettings.Breaker breaker, long nanos) {
        return switch (this) {
            case Open(Refusals latest) ->
                    switch (sign) {
                        case NOTHING -> this;
                        case CALLER_REFUSED -> shut(Cause.CALLER, why, 1, breaker, nanos);
                        case TAKEN -> new Open(latest.and(false));
                        case PUSH_REFUSED -> {
                            Refusals next = latest.and(true);
                            yield next.areAtLeast(breaker.refusedPercent())
                                    ? shut(Cause.REFUSALS, why, 1, breaker, nanos)
                                    : new Open(next);
                        }
                    };
            case Shut shut -> shut;
            case Probing probing ->
                    switch (sign) {
                        case NOTHING ->
                                new Probing(probing.cause(), probing.why(), probing.times(), false);
                        case TAKEN -> open();
                        case CALLER_REFUSED ->
                                shut(Cause.CALLER, why, probing.times() + 1, breaker, nanos);
                        case PUSH_REFUSED ->
                                probing.cause() == Cause.REFUSALS
                                        ? shut(
                                                Cause.REFUSALS,
                                                why,
                                                probing.times() + 1,
                                                breaker,
                                                nanos)
                                        : open();
                    };
        };
    }

    private static Shut shut(
            Cause cause, String why, int times, FcmSettings.Breaker breaker, long nanos) {
        Duration pause = breaker.pause().multipliedBy(Math.min(10, 1L << Math.min(times - 1, 4)));
        return new Shut(cause, why, times, nanos + pause.toNanos());
    }
}
