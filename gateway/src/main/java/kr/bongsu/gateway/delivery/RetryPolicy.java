package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;

/// What an outcome means for a push: final, or again later. Pure.
///
/// After FCM's guide for senders: at least 10 s before a retry, a minute when a phone gets too
/// much, doubling up to 10 min, with jitter; FCM's own wish (`Retry-After`) when it has one; no
/// longer than an hour from the first failure, or from when a person has it sent again. What was
/// held for a reason that is not the push's own does not count as an attempt.
///
/// @param horizon the last attempt is so long after the first
record RetryPolicy(Duration longest, Duration horizon) {

    static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofMinutes(10), Duration.ofMinutes(60));

    private static final String UNANSWERED = "unanswered: ";

    /// @param end then the push is of no use any more; the time it was ready: it is for now or
    ///   never
    /// @param jitter from 0 to 1; spreads what failed together
    Settlement settle(
            Push push, Outcome outcome, Instant now, Optional<Instant> end, double jitter) {
        Settlement settlement = settle(push, outcome, now, jitter);
        return end.isEmpty() ? settlement : withEnd(push, settlement, end.get());
    }

    /// What would be due too late is over now. What is for now or never may wait for its now.
    private static Settlement withEnd(Push push, Settlement settlement, Instant end) {
        return switch (settlement) {
            case Settlement.Deferred deferred when !deferred.due().isBefore(end) ->
                    expired(settlement, deferred.reason());
            case Settlement.Held held
                    when !held.due().isBefore(end) && end.isAfter(push.times().readyAt()) ->
                    expired(settlement, held.reason());
            case Settlement.Accepted _,
                    Settlement.Rejected _,
                    Settlement.Expired _,
                    Settlement.Cancelled _,
                    Settlement.Postponed _,
                    Settlement.Deferred _,
                    Settlement.Held _ ->
                    settlement;
        };
    }

    private static Settlement expired(Settlement settlement, String last) {
        return new Settlement.Expired(
                settlement.id(),
                settlement.at(),
                settlement.attempts(),
                "its time is over before it may be tried again, last: " + last);
    }

    private Settlement settle(Push push, Outcome outcome, Instant now, double jitter) {
        int attempts = push.attempts() + 1;
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                    new Settlement.Accepted(push.id(), now, attempts, accepted.name());
            case Outcome.Rejected rejected ->
                    new Settlement.Rejected(
                            push.id(), now, attempts, rejected.reason(), rejected.detail());
            case Outcome.Retry retry -> again(push, retry, now, jitter);
            case Outcome.Throttled(Duration pause, String reason) ->
                    held(push, now, reason, pause, jitter);
            case Outcome.Held(Duration pause, String reason) ->
                    held(push, now, reason, pause, jitter);
            case Outcome.Unknown unknown ->
                    // FCM may have it all the same: whoever counts repeats wants to see why.
                    again(
                            push,
                            new Outcome.Retry(Optional.empty(), UNANSWERED + unknown.reason()),
                            now,
                            jitter);
        };
    }

    private static Settlement held(
            Push push, Instant now, String reason, Duration pause, double jitter) {
        Instant due = spread(now, pause.toMillis(), jitter);
        return new Settlement.Held(push.id(), now, push.attempts(), reason, due);
    }

    private Settlement again(Push push, Outcome.Retry retry, Instant now, double jitter) {
        int attempts = push.attempts() + 1;
        long wish = retry.after().orElse(Duration.ZERO).toMillis();
        long least = retry.least().toMillis();
        Instant last = push.times().triedSince().orElse(now).plus(horizon);
        if (now.plusMillis(Math.max(wish, least)).isAfter(last)) {
            return new Settlement.Expired(
                    push.id(),
                    now,
                    attempts,
                    "tried " + attempts + " times, last: " + retry.reason());
        }
        long doubled = least << Math.min(attempts - 1, 20);
        long pause = Math.max(wish, Math.min(longest.toMillis(), doubled));
        Instant due = spread(now, pause, jitter);
        return new Settlement.Deferred(
                push.id(), now, attempts, retry.reason(), due.isAfter(last) ? last : due);
    }

    private static Instant spread(Instant now, long pause, double jitter) {
        return now.plusMillis(pause + (long) (pause * jitter / 2));
    }
}
