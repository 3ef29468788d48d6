package kr.bongsu.gateway.ledger;

import java.util.Locale;

/// What may happen to a push besides the attempt that settles it. The number is what the database
/// holds and never changes its meaning.
public enum EventKind {
    /// An attempt failed; it was to be tried again.
    RETRIED(0),
    /// Another node took it over from one that was no more.
    TAKEN_OVER(1),
    HELD(2),
    LET_GO(3),
    CANCELLED(4),
    /// A person wanted it sent again; the detail is the result it had until then.
    SENT_AGAIN(5),
    /// It was kept back for a while though nothing is wrong with it; that is no attempt.
    PUT_OFF(6),
    /// A rule decided how it left; the detail says what and why.
    DECIDED(7);

    private final int number;

    EventKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static EventKind of(int number) {
        return values()[number];
    }

    /// For example `taken-over`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
