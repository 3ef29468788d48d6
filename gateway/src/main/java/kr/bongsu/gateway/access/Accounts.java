package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The accounts, in a file of one line each that only its user may read.
///
/// A change is on the disk, whole, when it returns; a change by another process (a command, another
/// gateway on the same file) is seen at the next look.
public final class Accounts {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ACCOUNTS = 1_000;

    private final SharedFile file;
    private Optional<Read> read = Optional.empty();

    /// The file as it was last read.
    private record Read(SharedFile.Mark mark, SortedMap<String, Account> accounts) {}

    /// Changes all accounts at once, in place.
    interface Change {
        void make(SortedMap<String, Account> accounts) throws IOException;
    }

    public Accounts(Path file) {
        this.file = new SharedFile(file, MOST_BYTES);
    }

    Path file() {
        return file.path();
    }

    /// All of them, by name.
    public synchronized List<Account> list() throws IOException {
        return List.copyOf(current().values());
    }

    public synchronized Optional<Account> find(String name) throws IOException {
        return Optional.ofNullable(current().get(name));
    }

    /// @throws IOException when it cannot be stored; then nothing is changed
    synchronized void change(Change change) throws IOException {
        try (SharedFile.Turn turn = file.turn()) {
            read = Optional.empty();
            SortedMap<String, Account> accounts = new TreeMap<>(current());
            change.make(accounts);
            if (accounts.size() > MOST_ACCOUNTS) {
                throw new IllegalArgumentException(
                        "there are " + MOST_ACCOUNTS + " accounts already; remove one first");
            }
            StringBuilder text =
                    new StringBuilder("# NAME ROLE key=value ...; written by the gateway\n");
            accounts.values().forEach(each -> text.append(AccountLine.write(each)).append('\n'));
            turn.store(text.toString());
        } finally {
            read = Optional.empty();
        }
    }

    private SortedMap<String, Account> current() throws IOException {
        Optional<SharedFile.Mark> now = file.mark();
        if (now.isEmpty()) {
            return new TreeMap<>();
        }
        if (read.isEmpty() || !read.get().mark.equals(now.get())) {
            read = Optional.of(new Read(now.get(), parse(file.lines())));
        }
        return read.get().accounts;
    }

    /// A line that cannot be read is a fault of the whole file: passed over, it would be lost with
    /// the next change.
    private SortedMap<String, Account> parse(List<String> lines) throws IOException {
        SortedMap<String, Account> accounts = new TreeMap<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                Account account = AccountLine.read(line);
                accounts.put(account.name(), account);
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        file()
                                + ":"
                                + number
                                + " is no account: "
                                + e.getMessage()
                                + "; correct the line or take it away",
                        e);
            }
        }
        return accounts;
    }
}
