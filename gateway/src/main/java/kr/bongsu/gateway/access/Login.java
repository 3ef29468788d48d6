package kr.bongsu.gateway.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Finds out whether somebody is who he says. An unknown name, a wrong password and a locked
/// account take about the same time and look the same from outside.
///
/// Hashing is dear, so only two are checked at a time: pushes need the processor more.
public final class Login {

    private static final int AT_ONCE = 2;
    private static final Duration TURN_LIMIT = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final InstantSource clock;
    private final Brake brake = new Brake();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final String nobodys;

    /// What came of it.
    public sealed interface Result {
        /// Let in.
        record In(Account account) implements Result {}

        /// Not let in.
        ///
        /// @param account whose, if there is such an account
        record Refused(Optional<Account> account) implements Result {}

        /// Too many have failed from this address, or too many are being checked.
        record Later(Duration after) implements Result {}
    }

    public Login(Accounts accounts, Passwords passwords, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.nobodys = passwords.nobodys();
    }

    /// Blocks for about as long as a hash takes.
    ///
    /// @param address where the attempt comes from
    /// @throws IOException when the accounts cannot be read or written; then nobody gets in
    public Result attempt(String name, String password, String address)
            throws IOException, InterruptedException {
        Duration wait = brake.wait(address, clock.instant());
        if (!wait.isZero()) {
            return new Result.Later(wait);
        }
        if (!turns.tryAcquire(TURN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            return new Result.Later(TURN_LIMIT);
        }
        try {
            return check(name.toLowerCase(Locale.ROOT), password, address);
        } finally {
            turns.release();
        }
    }

    private Result check(String name, String password, String address) throws IOException {
        Optional<Account> known = accounts.find(name);
        String hash = known.map(each -> each.credential().hash()).orElse(nobodys);
        boolean right = Passwords.matches(password, hash);
        Instant now = clock.instant();
        if (known.isEmpty()) {
            brake.failed(address, now);
            return new Result.Refused(Optional.empty());
        }
        boolean locked = known.get().isLocked(now);
        if (right && !locked) {
            accounts.change(
                    all -> all.computeIfPresent(name, (_, account) -> account.entered(now)));
            return new Result.In(known.get());
        }
        brake.failed(address, now);
        if (!locked) {
            accounts.change(all -> all.computeIfPresent(name, (_, account) -> account.failed(now)));
        }
        return new Result.Refused(accounts.find(name));
    }
}
