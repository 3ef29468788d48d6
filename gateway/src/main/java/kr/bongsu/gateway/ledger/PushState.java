package kr.bongsu.gateway.ledger;

import java.util.Locale;

/// Where a push stands. The number is what the database holds and never changes its meaning.
///
/// ```
///   RESERVED --due--> IN_FLIGHT --settle--> ACCEPTED | REJECTED | EXPIRED
///   PENDING ---due------^   |
///     ^----- retry, take over, give back
///
///   by hand:  RESERVED | PENDING <--> HELD;   RESERVED | PENDING | HELD --> CANCELLED
///             REJECTED | EXPIRED | CANCELLED --send again--> PENDING
/// ```
public enum PushState {
    /// Waits in the ledger until its time comes, or for a place in a gateway's memory.
    PENDING(0, false),
    /// In the memory of a running gateway, on its way to FCM.
    IN_FLIGHT(1, false),
    /// FCM has it.
    ACCEPTED(2, true),
    /// It will never arrive; the result says why.
    REJECTED(3, true),
    /// Waits in the ledger for the time that the institution reserved.
    RESERVED(4, false),
    /// It was tried until its time was over.
    EXPIRED(5, true),
    /// A person took it back before it was sent.
    CANCELLED(6, true),
    /// A person holds it back until further notice.
    HELD(7, false);

    private final int number;
    private final boolean last;

    PushState(int number, boolean last) {
        this.number = number;
        this.last = last;
    }

    public int number() {
        return number;
    }

    public static PushState of(int number) {
        return values()[number];
    }

    /// Whether it stays so unless a person wants it sent again.
    public boolean isFinal() {
        return last;
    }

    /// For example `in-flight`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
