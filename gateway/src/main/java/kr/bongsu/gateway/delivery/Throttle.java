package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import kr.bongsu.gateway.push.Outcome;

/// How many pushes of one Firebase project may leave by now: its quota, this gateway's share of it,
/// how FCM takes what is sent, a campaign's ramp, and FCM's wish for a pause. Pure; each call
/// returns the next state.
///
/// @param all what may leave
/// @param multis what of it may be multis
record Throttle(
        DeliverySettings.Pacing pacing,
        Pace all,
        Pace multis,
        Ramp ramp,
        Speed speed,
        Instant pausedUntil) {

    /// So little of the pace is left when FCM answers hardly any of what it is sent.
    private static final double AILING = 0.1;

    private static final Duration SOON = Duration.ofSeconds(10);

    static Throttle starting(DeliverySettings.Pacing pacing, Instant now) {
        double full = pacing.perMinute() / 60.0;
        return new Throttle(
                pacing,
                Pace.starting(full, now),
                Pace.starting(full, now),
                Ramp.starting(pacing.ramp(), now),
                Speed.starting(now),
                Instant.EPOCH);
    }

    /// @param gateways how many share the quota, each an equal part
    Throttle at(Instant now, int gateways) {
        double full = pacing.perMinute() / 60.0 / gateways;
        Speed faster = speed.at(full, now);
        double rate = full * faster.factor();
        Ramp next = ramp.at(rate, now);
        return new Throttle(
                pacing,
                all.at(rate, now),
                multis.at(rate * next.fraction(), now),
                next,
                faster,
                pauseAt(now));
    }

    /// A clock that was set back takes the end of the pause along.
    private Instant pauseAt(Instant now) {
        return now.isBefore(all.at())
                ? pausedUntil.minus(Duration.between(now, all.at()))
                : pausedUntil;
    }

    /// How many may leave.
    int whole() {
        return all.at().isBefore(pausedUntil) ? 0 : all.whole();
    }

    /// How many multis may be among them.
    int wholeMultis() {
        return Math.min(whole(), multis.whole());
    }

    Throttle take(int pushes, int ofThemMultis) {
        return new Throttle(
                pacing,
                all.take(pushes),
                multis.take(ofThemMultis),
                ramp.take(ofThemMultis),
                speed.sent(pushes),
                pausedUntil);
    }

    /// How many are worth being kept in memory: as a rule all, but none while FCM wishes a pause,
    /// and few while its answers leave next to nothing of the pace.
    int worthKeeping() {
        if (all.at().isBefore(pausedUntil)) {
            return 0;
        }
        return speed.factor() > AILING
                ? Integer.MAX_VALUE
                : (int) Math.ceil(all.perSecond() * SOON.toSeconds());
    }

    /// FCM has answered, or it has not.
    Throttle answered(Outcome outcome, Duration after, Instant now) {
        boolean isSlow = after.compareTo(pacing.slowAnswer()) > 0;
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Rejected _ -> with(speed.answered(isSlow, false));
            case Outcome.Retry _, Outcome.Unknown _ -> with(speed.answered(isSlow, true));
            case Outcome.Throttled throttled ->
                    with(speed.answered(isSlow, true)).pausedUntil(now.plus(throttled.pause()));
            // Not FCM's load: the project's own trouble, of which the sender takes care.
            case Outcome.Held _ -> this;
        };
    }

    /// Until one push may leave.
    ///
    /// @param multi whether it is a multi
    Duration untilNext(boolean multi) {
        Duration paced = multi ? longer(all.untilNext(), multis.untilNext()) : all.untilNext();
        Duration paused = Duration.between(all.at(), pausedUntil);
        return longer(paced, paused.isNegative() ? Duration.ZERO : paused);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private Throttle with(Speed next) {
        return new Throttle(pacing, all, multis, ramp, next, pausedUntil);
    }

    private Throttle pausedUntil(Instant time) {
        return new Throttle(
                pacing, all, multis, ramp, speed, time.isAfter(pausedUntil) ? time : pausedUntil);
    }
}
