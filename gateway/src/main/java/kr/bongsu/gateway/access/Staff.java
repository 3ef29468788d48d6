package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/// Who has an account, and how that changes. There is always an administrator.
///
/// What cannot be done is an [IllegalArgumentException] with a sentence for a person.
public final class Staff {

    private static final String FIRST = "admin";

    private final Accounts accounts;
    private final Passwords passwords;
    private final InstantSource clock;

    /// The first administrator.
    ///
    /// @param password for one login; nobody can ask for it again
    /// @param file where it stands until it is changed
    public record First(String name, String password, Path file) {}

    public Staff(Accounts accounts, Passwords passwords, InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// Makes the first administrator, if there is no account at all.
    public Optional<First> first() throws IOException {
        if (!accounts.list().isEmpty()) {
            return Optional.empty();
        }
        String password = Passwords.oneTime();
        Account admin = fresh(FIRST, Role.ADMIN, password);
        AtomicBoolean made = new AtomicBoolean();
        // Another gateway may start on the same file: only who makes the account writes its
        // password.
        accounts.change(all -> {
            if (all.isEmpty()) {
                writeFirst(password);
                all.put(FIRST, admin);
                made.set(true);
            }
        });
        return made.get()
                ? Optional.of(new First(FIRST, password, firstPassword()))
                : Optional.empty();
    }

    private void writeFirst(String password) throws IOException {
        Path file = firstPassword();
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, FIRST + " " + password + "\n", StandardCharsets.UTF_8);
    }

    private Path firstPassword() {
        return accounts.file().resolveSibling("first-password");
    }

    public List<Account> list() throws IOException {
        return accounts.list();
    }

    public Optional<Account> find(String name) throws IOException {
        return accounts.find(name);
    }

    /// Makes an account.
    ///
    /// @return the password for the first login
    public String add(String name, Role role) throws IOException {
        String password = Passwords.oneTime();
        Account account = fresh(name, role, password);
        accounts.change(all -> {
            if (all.putIfAbsent(name, account) != null) {
                throw new IllegalArgumentException("there is an account " + name + " already");
            }
        });
        return password;
    }

    /// Takes the password away, and every session with it; unlocks the account.
    ///
    /// @return the password for the next login
    public String reset(String name) throws IOException {
        String password = Passwords.oneTime();
        String hash = passwords.hash(password);
        accounts.change(
                all -> replace(all, name, each -> each.withPassword(hash, true, clock.instant())));
        return password;
    }

    public void promote(String name, Role role) throws IOException {
        accounts.change(all -> {
            replace(all, name, each -> each.as(role));
            mustHaveAnAdministrator(all);
        });
    }

    public void remove(String name) throws IOException {
        accounts.change(all -> {
            if (all.remove(name) == null) {
                throw new IllegalArgumentException("there is no account " + name);
            }
            mustHaveAnAdministrator(all);
        });
    }

    /// Sets the password that its owner has chosen; every session of his ends.
    public void choose(String name, String password) throws IOException {
        PasswordRule.brokenBy(name, password)
                .ifPresent(rule -> {
                    throw new IllegalArgumentException(rule.sentence());
                });
        String hash = passwords.hash(password);
        accounts.change(
                all -> replace(all, name, each -> each.withPassword(hash, false, clock.instant())));
        if (name.equals(FIRST)) {
            Files.deleteIfExists(firstPassword());
        }
    }

    private Account fresh(String name, Role role, String password) {
        return Account.with(name, role, passwords.hash(password), clock.instant());
    }

    private static void replace(
            SortedMap<String, Account> all, String name, UnaryOperator<Account> change) {
        if (all.computeIfPresent(name, (_, account) -> change.apply(account)) == null) {
            throw new IllegalArgumentException("there is no account " + name);
        }
    }

    private static void mustHaveAnAdministrator(SortedMap<String, Account> all) {
        if (all.values().stream().noneMatch(each -> each.role() == Role.ADMIN)) {
            throw new IllegalArgumentException(
                    "this is the last administrator; make another one first");
        }
    }
}
