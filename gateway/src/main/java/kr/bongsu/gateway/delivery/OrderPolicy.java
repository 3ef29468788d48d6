package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.push.Push;

/// What a push that could not be sent means for those of the same customer behind it. Pure.
///
/// @param limit from its acceptance on, so long a push holds those that follow it
record OrderPolicy(Duration limit) {

    /// Until when those behind wait, when `stuck` goes back to the ledger until `due`; nothing when
    /// they wait no longer.
    Optional<Instant> holds(Push stuck, Instant due, Instant now) {
        Instant end = stuck.times().readyAt().plus(limit);
        Instant until = due.isBefore(end) ? due : end;
        return end.isAfter(now) ? Optional.of(until) : Optional.empty();
    }

    /// Back to the ledger until the one before may have left; that is no attempt.
    static Settlement behind(Push push, Instant now, Instant until) {
        return new Settlement.Held(
                push.id(),
                now,
                push.attempts(),
                "waits for an earlier push of the same customer",
                until);
    }
}
