package kr.bongsu.gateway.ledger;

import java.time.Instant;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Rejection;

/// What an attempt means for a push in flight.
public sealed interface Settlement {

    PushId id();

    Instant at();

    /// Attempts made so far, this one included where it counts.
    int attempts();

    /// Final: FCM has it.
    record Accepted(PushId id, Instant at, int attempts, String fcmName) implements Settlement {}

    /// Final: it will never arrive.
    record Rejected(PushId id, Instant at, int attempts, Rejection reason, String detail)
            implements Settlement {}

    /// Final: it was tried until its time was over.
    record Expired(PushId id, Instant at, int attempts, String detail) implements Settlement {}

    /// Not final: back to the ledger until `due`, as if it had not been tried.
    ///
    /// @param attempts those before
    record Held(PushId id, Instant at, int attempts, String reason, Instant due)
            implements Settlement {}

    /// Not final: back to the ledger until `due`.
    record Deferred(PushId id, Instant at, int attempts, String reason, Instant due)
            implements Settlement {}
}
