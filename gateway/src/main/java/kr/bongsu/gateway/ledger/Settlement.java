package kr.bongsu.gateway.ledger;

import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Rejection;

/// What an attempt means for a push in flight.
public sealed interface Settlement {

    /// What a rule decided about a push when it left, for its timeline.
    ///
    /// @param attempts made before
    record Note(PushId id, Instant at, int attempts, String text) {}

    PushId id();

    Instant at();

    /// Attempts made so far, this one included where it counts.
    int attempts();

    /// Until when those behind it wait; nothing when it is in nobody's way any more.
    default Optional<Instant> holdsUntil() {
        return switch (this) {
            case Accepted _, Rejected _, Expired _, Cancelled _, Postponed _ -> Optional.empty();
            case Held held -> Optional.of(held.due);
            case Deferred deferred -> Optional.of(deferred.due);
        };
    }

    /// Final: FCM has it.
    record Accepted(PushId id, Instant at, int attempts, String fcmName) implements Settlement {}

    /// Final: it will never arrive.
    record Rejected(PushId id, Instant at, int attempts, Rejection reason, String detail)
            implements Settlement {}

    /// Final: it was tried until its time was over.
    record Expired(PushId id, Instant at, int attempts, String detail) implements Settlement {}

    /// Final: a person took it back before it was sent.
    ///
    /// @param by who
    record Cancelled(PushId id, Instant at, int attempts, String by) implements Settlement {}

    /// Not final: a rule lets it leave at `due` and not before; that is no attempt. Others do not
    /// wait for it.
    record Postponed(PushId id, Instant at, int attempts, String reason, Instant due)
            implements Settlement {}

    /// Not final: back to the ledger until `due`, as if it had not been tried.
    ///
    /// @param attempts those before
    record Held(PushId id, Instant at, int attempts, String reason, Instant due)
            implements Settlement {}

    /// Not final: back to the ledger until `due`.
    record Deferred(PushId id, Instant at, int attempts, String reason, Instant due)
            implements Settlement {}
}
