package kr.bongsu.gateway.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a caller may do.
public enum Scope {
    /// See everything but personal data, the audit log and the accounts.
    READ,
    /// Hold, release, switch and trace lines.
    LINKS,
    /// Pause and resume lanes.
    LANES,
    /// Read the dead tokens, in whole; for programs, no role has it.
    TOKENS,
    /// Hand in pushes over HTTP, and take back what it has handed in.
    PUSHES,
    /// Cancel, hold, let go and send again any push.
    STEER,
    /// Start, stop, restart, reload and scale what the process manager keeps, and read its logs.
    PROCESSES,
    /// Send one push to one token, to see whether it arrives.
    TEST,
    /// Remove everything from the ledger that is settled.
    FLUSH,
    /// See personal data, for a reason that is written down.
    PERSONAL,
    /// Read who did what when.
    AUDIT,
    /// Make, change and remove accounts.
    USERS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The scope of that word.
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
