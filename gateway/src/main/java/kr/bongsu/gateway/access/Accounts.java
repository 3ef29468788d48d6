package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The accounts, in a file of one line each that only its user may read.
///
/// A change is on the disk, whole, when it returns; a change by another process (a command, another
/// gateway on the same file) is seen at the next look.
public final class Accounts {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ACCOUNTS = 1_000;
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Path file;
    private Optional<Read> read = Optional.empty();

    /// The file as it was last read, and by what a change is seen: each change makes a new file, so
    /// its key tells even those apart that a clock does not.
    private record Read(
            @Nullable Object key, FileTime at, long size, SortedMap<String, Account> accounts) {
        boolean isStill(BasicFileAttributes now) {
            return Objects.equals(key, now.fileKey())
                    && at.equals(now.lastModifiedTime())
                    && size == now.size();
        }
    }

    /// Changes all accounts at once, in place.
    interface Change {
        void make(SortedMap<String, Account> accounts);
    }

    public Accounts(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
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
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel = open(file.resolveSibling(file.getFileName() + ".lock"));
                FileLock _ = lock(channel)) {
            read = Optional.empty();
            SortedMap<String, Account> accounts = new TreeMap<>(current());
            change.make(accounts);
            if (accounts.size() > MOST_ACCOUNTS) {
                throw new IllegalArgumentException(
                        "there are " + MOST_ACCOUNTS + " accounts already; remove one first");
            }
            store(accounts.values());
        } finally {
            read = Optional.empty();
        }
    }

    private void store(Collection<Account> accounts) throws IOException {
        StringBuilder text =
                new StringBuilder("# NAME ROLE key=value ...; written by the gateway\n");
        accounts.forEach(each -> text.append(AccountLine.write(each)).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = open(fresh)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        // The new name is only sure to survive a power cut when its folder is on the disk, too.
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LOCK_LIMIT.toNanos();
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new IOException("another process holds the lock of " + file);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            lock = channel.tryLock();
        }
        return lock;
    }

    private SortedMap<String, Account> current() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (read.isPresent() && read.get().isStill(now)) {
                return read.get().accounts;
            }
            SortedMap<String, Account> accounts = parse(now.size());
            read =
                    Optional.of(
                            new Read(now.fileKey(), now.lastModifiedTime(), now.size(), accounts));
            return accounts;
        } catch (NoSuchFileException none) {
            return new TreeMap<>();
        }
    }

    /// A line that cannot be read is a fault of the whole file: passed over, it would be lost with
    /// the next change.
    private SortedMap<String, Account> parse(long size) throws IOException {
        if (size > MOST_BYTES) {
            throw new IOException(file + " is longer than " + MOST_BYTES + " bytes");
        }
        SortedMap<String, Account> accounts = new TreeMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                Account account = AccountLine.read(line);
                accounts.put(account.name(), account);
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        file
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
