package kr.bongsu.gateway.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a caller may do.
public enum Scope {
    /// Hold, release, switch and trace lines.
    LINKS,
    /// Pause and resume lanes.
    LANES,
    /// Read the dead tokens, in whole.
    TOKENS,
    /// Hand in pushes over HTTP, and take back what it has handed in.
    PUSHES;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The scope of that word.
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
