package kr.bongsu.gateway.ledger;

import java.util.Locale;

/// What is counted by the minute. The number is what the database holds and never changes its
/// meaning.
public enum StatKind {
    STORED(0),
    ACCEPTED(1),
    REJECTED(2),
    EXPIRED(3),
    /// An attempt that did not settle its push.
    RETRIED(4),
    CANCELLED(5),
    /// Kept back for a while though nothing is wrong with it.
    PUT_OFF(6);

    private final int number;

    StatKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static StatKind of(int number) {
        return values()[number];
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
