package kr.bongsu.gateway.ledger;

import java.util.Locale;

/// Where a push stands. The number is what the database holds and never changes its meaning.
public enum PushState {
    /// Waits in the ledger until its time comes.
    PENDING(0),
    /// In the memory of the running gateway, on its way to FCM.
    IN_FLIGHT(1),
    /// FCM has it.
    ACCEPTED(2),
    /// It will never arrive.
    REJECTED(3);

    private final int number;

    PushState(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static PushState of(int number) {
        return values()[number];
    }

    /// For example `in-flight`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
