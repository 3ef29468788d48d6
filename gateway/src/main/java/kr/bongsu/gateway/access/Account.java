package kr.bongsu.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person's account.
///
/// @param name in lower case
/// @param version rises with every change that ends the person's sessions
public record Account(
        String name, Role role, Credential credential, Attempts attempts, int version) {

    /// Letters, digits and `_.@-`, so that it can stand in a file of words.
    public static final String NAME = "[a-z0-9][a-z0-9_.@-]{0,63}";

    /// Wrong passwords in a row after which the account is locked for a while.
    public static final int MOST_FAILURES = 5;

    public static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    /// What proves that it is this person.
    ///
    /// @param hash as [Passwords] makes it
    /// @param oneTime somebody else knows the password: it must be changed before anything else
    public record Credential(String hash, boolean oneTime, Instant since) {}

    /// How often the password was wrong since it was last right, and where it was right.
    ///
    /// @param failures in browsers that are not known
    /// @param known browsers in which the owner has been
    public record Attempts(
            int failures,
            Optional<Instant> lockedUntil,
            Optional<Instant> lastEntry,
            List<KnownBrowser> known) {
        static final Attempts NONE = new Attempts(0, Optional.empty(), Optional.empty(), List.of());

        public Attempts {
            known = List.copyOf(known);
        }
    }

    public Account {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' is no name; use 1 to 64 small letters, digits, '_', '.', '@' or"
                            + " '-'");
        }
    }

    /// A new account, whose password its owner must change. No session of somebody who had the name
    /// before is one of its owner's.
    static Account with(String name, Role role, String hash, Instant now) {
        int version = Math.floorMod(now.getEpochSecond(), Integer.MAX_VALUE / 2);
        return new Account(name, role, new Credential(hash, true, now), Attempts.NONE, version);
    }

    public boolean isLocked(Instant now) {
        return attempts.lockedUntil.map(now::isBefore).orElse(false);
    }

    /// Whether the owner has logged in with this browser before.
    boolean knows(Optional<String> browser) {
        return KnownBrowser.has(attempts.known, browser);
    }

    /// Strangers who have locked it meanwhile stay locked out.
    Account entered(Instant now, String browser) {
        boolean locked = isLocked(now);
        return with(
                new Attempts(
                        locked ? attempts.failures : 0,
                        locked ? attempts.lockedUntil : Optional.empty(),
                        Optional.of(now),
                        KnownBrowser.entered(attempts.known, browser)));
    }

    /// A wrong password, from a browser that is not known.
    Account failed(Instant now) {
        int failures = attempts.failures + 1;
        boolean locks = failures >= MOST_FAILURES;
        return with(
                new Attempts(
                        locks ? 0 : failures,
                        locks ? Optional.of(now.plus(LOCKED_FOR)) : attempts.lockedUntil,
                        attempts.lastEntry,
                        attempts.known));
    }

    /// A wrong password, from a browser that is known.
    Account failedIn(String browser) {
        return with(
                new Attempts(
                        attempts.failures,
                        attempts.lockedUntil,
                        attempts.lastEntry,
                        KnownBrowser.failed(attempts.known, browser)));
    }

    private Account with(Attempts others) {
        return new Account(name, role, credential, others, version);
    }

    /// Also unlocks it.
    Account withPassword(String hash, boolean oneTime, Instant now) {
        return new Account(
                name,
                role,
                new Credential(hash, oneTime, now),
                new Attempts(0, Optional.empty(), attempts.lastEntry, attempts.known),
                version + 1);
    }

    Account as(Role other) {
        return new Account(name, other, credential, attempts, version + 1);
    }

    @Override
    public String toString() {
        return "account " + name;
    }
}
