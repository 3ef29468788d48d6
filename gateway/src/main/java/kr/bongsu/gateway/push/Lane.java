package kr.bongsu.gateway.push;

import java.util.Locale;

/// The queue a push travels in: a single push (an order was filled) goes before a multi push (a
/// notice to thousands).
public enum Lane {
    SINGLE(0),
    MULTI(1);

    private final int number;

    Lane(int number) {
        this.number = number;
    }

    /// What a database holds for it; never changes its meaning.
    public int number() {
        return number;
    }

    public static Lane of(int number) {
        return values()[number];
    }

    public static Lane of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// As it is written in settings and answers: `single`, `multi`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
