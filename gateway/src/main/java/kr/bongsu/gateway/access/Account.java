package kr.bongsu.gateway.access;

import java.time.Duration;
import java.time.Instant;
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

    /// How often the password was wrong since it was last right.
    public record Attempts(
            int failures, Optional<Instant> lockedUntil, Optional<Instant> lastEntry) {
        static final Attempts NONE = new Attempts(0, Optional.empty(), Optional.empty());
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

    /// A new account, whose password its owner must change.
    static Account with(String name, Role role, String hash, Instant now) {
        return new Account(name, role, new Credential(hash, true, now), Attempts.NONE, 1);
    }

    public boolean isLocked(Instant now) {
        return attempts.lockedUntil.map(now::isBefore).orElse(false);
    }

    Account entered(Instant now) {
        return new Account(
                name,
                role,
                credential,
                new Attempts(0, Optional.empty(), Optional.of(now)),
                version);
    }

    Account failed(Instant now) {
        int failures = attempts.failures + 1;
        boolean locks = failures >= MOST_FAILURES;
        return new Account(
                name,
                role,
                credential,
                new Attempts(
                        locks ? 0 : failures,
                        locks ? Optional.of(now.plus(LOCKED_FOR)) : attempts.lockedUntil,
                        attempts.lastEntry),
                version);
    }

    /// Also unlocks it.
    Account withPassword(String hash, boolean oneTime, Instant now) {
        return new Account(
                name,
                role,
                new Credential(hash, oneTime, now),
                new Attempts(0, Optional.empty(), attempts.lastEntry),
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
