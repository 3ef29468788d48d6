package kr.bongsu.gateway.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Finds out whether somebody is who he says. An unknown name, a wrong password and a locked
/// account take about the same time and look the same from outside.
///
/// Hashing is dear, so only two are checked at a time: pushes need the processor more.
///
/// Who guesses locks an account, or has his address wait; a browser in which the account's owner
/// has been before is not kept out by either, so no stranger can keep the owner out.
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
        ///
        /// @param browser for a cookie, by which this browser is known from now on
        record In(Account account, String browser) implements Result {}

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

    /// Where an attempt comes from.
    ///
    /// @param browser what the browser was given when somebody logged in with it
    public record Origin(String address, Optional<String> browser) {}

    /// Whether the account's owner has been in this browser before.
    ///
    /// @throws IOException when the accounts cannot be read
    public boolean knows(String named, Origin origin) throws IOException {
        Optional<String> browser = origin.browser.map(Tokens::digest);
        return accounts.find(named.toLowerCase(Locale.ROOT))
                .map(each -> each.knows(browser))
                .orElse(false);
    }

    /// Blocks for about as long as a hash takes.
    ///
    /// @throws IOException when the accounts cannot be read or written; then nobody gets in
    public Result attempt(String named, String password, Origin origin)
            throws IOException, InterruptedException {
        String name = named.toLowerCase(Locale.ROOT);
        Duration wait = brake.wait(origin.address, clock.instant());
        if (!wait.isZero() && !knows(name, origin)) {
            return new Result.Later(wait);
        }
        if (!turns.tryAcquire(TURN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            return new Result.Later(TURN_LIMIT);
        }
        try {
            return check(name, password, origin);
        } finally {
            turns.release();
        }
    }

    private Result check(String name, String password, Origin origin) throws IOException {
        Optional<Account> known = accounts.find(name);
        String hash = known.map(each -> each.credential().hash()).orElse(nobodys);
        boolean right = Passwords.matches(password, hash);
        Instant now = clock.instant();
        if (known.isEmpty()) {
            brake.failed(origin.address, now);
            return new Result.Refused(Optional.empty());
        }
        Optional<String> trusted =
                origin.browser.filter(each -> known.get().knows(Optional.of(Tokens.digest(each))));
        boolean locked = known.get().isLocked(now) && trusted.isEmpty();
        if (right && !locked) {
            // Never what an unknown browser shows: somebody else may have put it there.
            String browser = trusted.orElseGet(Tokens::random);
            change(name, account -> account.entered(now, Tokens.digest(browser)));
            return new Result.In(known.get(), browser);
        }
        brake.failed(origin.address, now);
        if (trusted.isPresent()) {
            change(name, account -> account.failedIn(Tokens.digest(trusted.get())));
        } else if (!locked) {
            change(name, account -> account.failed(now));
        }
        return new Result.Refused(accounts.find(name));
    }

    private void change(String name, UnaryOperator<Account> change) throws IOException {
        accounts.change(all -> all.computeIfPresent(name, (_, account) -> change.apply(account)));
    }
}
