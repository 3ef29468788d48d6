package kr.bongsu.gateway.ledger;

import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Lane;
import org.jspecify.annotations.Nullable;

/// Where one push stands and every way it may go on from there; pure. A way that is closed gives
/// nothing.
///
/// @param owner null when nothing is to be done, [#ANYONE] when it waits, else the node that has it
/// @param due when it may be sent, in milliseconds; kept while it is held
record Standing(
        long id,
        Lane lane,
        PushState state,
        int attempts,
        @Nullable Long owner,
        @Nullable Long due,
        Result result) {

    /// The owner of what waits in the ledger.
    static final long ANYONE = 0;

    /// Due whatever the clock says later.
    static final long ALWAYS_DUE = 0;

    /// What the last attempt came to.
    record Result(@Nullable Long settledAt, @Nullable String text, @Nullable String fcmName) {
        static final Result NONE = new Result(null, null, null);
    }

    /// What an attempt of this node means; nothing when the push is not this node's any more or
    /// already on a later attempt.
    Optional<Standing> settle(long node, Settlement settlement) {
        boolean ours = owner != null && owner == node && state == PushState.IN_FLIGHT;
        boolean isOfThisAttempt =
                switch (settlement) {
                    case Settlement.Accepted _, Settlement.Deferred _ ->
                            attempts < settlement.attempts();
                    // Sometimes without asking FCM.
                    case Settlement.Rejected _, Settlement.Expired _ ->
                            attempts <= settlement.attempts();
                    case Settlement.Held _, Settlement.Postponed _, Settlement.Cancelled _ ->
                            attempts == settlement.attempts();
                };
        if (!ours || !isOfThisAttempt) {
            return Optional.empty();
        }
        int made = settlement.attempts();
        long at = settlement.at().toEpochMilli();
        return Optional.of(
                switch (settlement) {
                    case Settlement.Accepted accepted ->
                            ended(
                                    PushState.ACCEPTED,
                                    made,
                                    new Result(at, null, accepted.fcmName()));
                    case Settlement.Rejected rejected ->
                            ended(
                                    PushState.REJECTED,
                                    made,
                                    new Result(
                                            at,
                                            rejected.reason() + ": " + rejected.detail(),
                                            null));
                    case Settlement.Expired expired ->
                            ended(PushState.EXPIRED, made, new Result(at, expired.detail(), null));
                    case Settlement.Cancelled _ ->
                            ended(PushState.CANCELLED, made, new Result(at, result.text(), null));
                    case Settlement.Postponed postponed ->
                            new Standing(
                                    id,
                                    lane,
                                    PushState.RESERVED,
                                    made,
                                    ANYONE,
                                    postponed.due().toEpochMilli(),
                                    new Result(null, postponed.reason(), null));
                    case Settlement.Deferred deferred ->
                            later(made, deferred.due(), deferred.reason());
                    case Settlement.Held held -> later(made, held.due(), held.reason());
                });
    }

    /// Back to the ledger unsent.
    Optional<Standing> giveBack(long node) {
        return owner != null && owner == node && state == PushState.IN_FLIGHT
                ? Optional.of(waiting(PushState.PENDING, ALWAYS_DUE, result))
                : Optional.empty();
    }

    Optional<Standing> cancel(Instant now) {
        return switch (state) {
            case PENDING, RESERVED, HELD ->
                    Optional.of(
                            ended(
                                    PushState.CANCELLED,
                                    attempts,
                                    new Result(now.toEpochMilli(), result.text(), null)));
            case IN_FLIGHT, ACCEPTED, REJECTED, EXPIRED, CANCELLED -> Optional.empty();
        };
    }

    Optional<Standing> hold() {
        return switch (state) {
            case PENDING, RESERVED ->
                    Optional.of(
                            new Standing(id, lane, PushState.HELD, attempts, null, due, result));
            case HELD, IN_FLIGHT, ACCEPTED, REJECTED, EXPIRED, CANCELLED -> Optional.empty();
        };
    }

    /// Lets go of what is held: it is due when it was due before.
    Optional<Standing> letGo(Instant now) {
        if (state != PushState.HELD) {
            return Optional.empty();
        }
        long when = due == null ? ALWAYS_DUE : due;
        PushState next = when > now.toEpochMilli() ? PushState.RESERVED : PushState.PENDING;
        return Optional.of(waiting(next, when, result));
    }

    /// Sends what failed once more; its attempts count on, so that no late result of an earlier one
    /// is taken for a new one's.
    Optional<Standing> sendAgain() {
        return switch (state) {
            case REJECTED, EXPIRED, CANCELLED ->
                    Optional.of(waiting(PushState.PENDING, ALWAYS_DUE, Result.NONE));
            case PENDING, RESERVED, HELD, IN_FLIGHT, ACCEPTED -> Optional.empty();
        };
    }

    private Standing waiting(PushState next, long when, Result last) {
        return new Standing(id, lane, next, attempts, ANYONE, when, last);
    }

    private Standing later(int made, Instant when, String reason) {
        Result last = new Result(null, reason, null);
        return new Standing(id, lane, PushState.PENDING, made, ANYONE, when.toEpochMilli(), last);
    }

    private Standing ended(PushState next, int made, Result last) {
        return new Standing(id, lane, next, made, null, null, last);
    }
}
