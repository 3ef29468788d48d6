package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.sqlite.SQLiteConfig;

/// Copies of an SQLite ledger: made beside a running gateway, put back while none runs.
public final class Backup {

    /// So many numbers of pushes and of their events are left out after a restore, because some may
    /// have been given after the backup was made: a number, once on a phone or told to the core
    /// system, must not come again for something else.
    private static final long SKIPPED = 1L << 30;

    private Backup() {}

    /// Writes a whole and checked copy of one moment.
    ///
    /// @param to a file that does not exist yet
    public static void make(Path ledger, Path to) throws IOException {
        requireThere(ledger);
        if (Files.exists(to)) {
            throw new IOException(to + " is there already; name a new file");
        }
        Files.createFile(
                to,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Reads reads = Reads.open(LedgerSettings.file(ledger))) {
            reads.run("VACUUM INTO ?", to.toString());
        }
        sync(to);
        check(to);
    }

    /// Puts a copy in the place of the ledger; what was there stays beside it.
    ///
    /// @return where what was there is now
    /// @throws IOException also when a gateway is using the ledger
    public static Path restore(Path from, Path ledger, Instant now)
            throws IOException, SQLException {
        requireThere(from);
        check(from);
        new SqliteFile(ledger).create();
        try (OwnerLock _ = OwnerLock.take(ledger)) {
            Path aside =
                    ledger.resolveSibling(ledger.getFileName() + ".before-" + now.toEpochMilli());
            Path copy = ledger.resolveSibling(ledger.getFileName() + ".restoring");
            Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            skipNumbers(copy);
            sync(copy);
            for (String part : new String[] {"-wal", "-shm", ""}) {
                Path old = ledger.resolveSibling(ledger.getFileName() + part);
                if (Files.exists(old)) {
                    Files.move(old, aside.resolveSibling(aside.getFileName() + part));
                }
            }
            Files.move(copy, ledger, StandardCopyOption.ATOMIC_MOVE);
            return aside;
        }
    }

    private static void skipNumbers(Path file) throws SQLException {
        Database database = Database.of(new SqliteFile(file));
        try (Sql sql = database.toWrite()) {
            for (String counter : List.of("push", "event")) {
                sql.update("UPDATE counter SET next = next + ? WHERE name = ?", SKIPPED, counter);
            }
            // Closing the only connection moves the write-ahead log into the file.
            sql.commit();
        }
    }

    private static void check(Path file) throws IOException {
        SqliteLibrary.prepare(
                Objects.requireNonNull(file.toAbsolutePath().getParent(), "a folder"));
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Sql.Source source = () -> config.createConnection("jdbc:sqlite:" + file);
        try (Reads reads = new Reads(source, Dialect.SQLITE)) {
            String answer =
                    reads.first("PRAGMA quick_check(1)", List.of(), row -> row.getString(1))
                            .orElse("no answer");
            long version = reads.number(0, "SELECT max(version) FROM schema_version");
            if (!answer.equals("ok") || version == 0) {
                throw new IOException(file + " is no whole ledger: " + answer);
            }
        } catch (LedgerException e) {
            throw new IOException(file + " is no ledger: " + e.getMessage(), e);
        }
    }

    private static void requireThere(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("there is no readable file " + file);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
