package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;

/// What an outcome means for a push: final, or again later. Pure.
///
/// After FCM's guide for senders: at least 10 s before a retry, doubling up to 10 min, with jitter;
/// FCM's own wish (`Retry-After`) when it has one; no more than `mostAttempts`. What was held for a
/// reason that is not the push's own does not count as an attempt.
record RetryPolicy(Duration first, Duration longest, int mostAttempts) {

    static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(10), 12);

    private static final String UNANSWERED = "unanswered: ";

    /// @param end then the push is of no use any more
    /// @param jitter from 0 to 1; spreads what failed together
    Settlement settle(
            Push push, Outcome outcome, Instant now, Optional<Instant> end, double jitter) {
        Settlement settlement = settle(push, outcome, now, jitter);
        return end.isEmpty() ? settlement : withEnd(settlement, end.get());
    }

    /// What would be due too late is over now.
    private static Settlement withEnd(Settlement settlement, Instant end) {
        return switch (settlement) {
            case Settlement.Deferred deferred when !deferred.due().isBefore(end) ->
                    expired(settlement, deferred.reason());
            case Settlement.Held held when !held.due().isBefore(end) ->
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
            case Outcome.Retry retry ->
                    again(
                            push,
                            attempts,
                            retry.reason(),
                            retry.after().orElse(Duration.ZERO),
                            now,
                            jitter);
            case Outcome.Throttled(Duration pause, String reason) ->
                    held(push, now, reason, pause, jitter);
            case Outcome.Held(Duration pause, String reason) ->
                    held(push, now, reason, pause, jitter);
            case Outcome.Unknown unknown ->
                    // FCM may have it all the same: whoever counts repeats wants to see why.
                    again(
                            push,
                            attempts,
                            UNANSWERED + unknown.reason(),
                            Duration.ZERO,
                            now,
                            jitter);
        };
    }

    private static Settlement held(
            Push push, Instant now, String reason, Duration pause, double jitter) {
        Instant due = spread(now, pause.toMillis(), jitter);
        return new Settlement.Held(push.id(), now, push.attempts(), reason, due);
    }

    private Settlement again(
            Push push, int attempts, String reason, Duration wish, Instant now, double jitter) {
        if (attempts >= mostAttempts) {
            return new Settlement.Expired(
                    push.id(), now, attempts, "tried " + attempts + " times, last: " + reason);
        }
        long doubled = first.toMillis() << Math.min(attempts - 1, 20);
        long pause = Math.max(wish.toMillis(), Math.min(longest.toMillis(), doubled));
        return new Settlement.Deferred(
                push.id(), now, attempts, reason, spread(now, pause, jitter));
    }

    private static Instant spread(Instant now, long pause, double jitter) {
        return now.plusMillis(pause + (long) (pause * jitter / 2));
    }
}
