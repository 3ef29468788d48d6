package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// The file of an embedded ledger, and how connections to it are opened.
///
/// WAL with `synchronous=FULL`: each commit is synced. Checkpoints never run inside a commit
/// ([Checkpoints] does them), because they cost 50 to 100 ms there.
record SqliteFile(Path path) {

    private static final int BUSY_MILLIS = 10_000;

    /// Pages that each connection keeps; others are in the system's cache, a few µs away.
    private static final int CACHE_KB = 8 << 10;

    private static final int WRITER_CACHE_KB = 32 << 10;

    /// What the log file shrinks to when it is begun anew.
    private static final String LARGEST_LOG_BYTES = String.valueOf(256L << 20);

    /// Makes file and folder if need be, readable by their user alone.
    void create() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder, readableByUser("rwx------"));
        }
        if (!Files.exists(path)) {
            Files.createFile(path, readableByUser("rw-------"));
        }
    }

    private static FileAttribute<?> readableByUser(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /// Opens the only connection that writes.
    Connection writer() throws SQLException {
        SQLiteConfig config = config();
        config.setCacheSize(-WRITER_CACHE_KB);
        return config.createConnection(url());
    }

    Connection reader() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config.createConnection(url());
    }

    /// A connection for checkpoints: waits for nobody, so that it never holds a commit up.
    Connection checkpointer() throws SQLException {
        SQLiteConfig config = config();
        config.setBusyTimeout(0);
        return config.createConnection(url());
    }

    long walBytes() {
        Path wal = path.resolveSibling(path.getFileName() + "-wal");
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException justRemoved) {
            return 0;
        }
    }

    private String url() {
        return "jdbc:sqlite:" + path;
    }

    private SQLiteConfig config() {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            SqliteLibrary.prepare(folder);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, LARGEST_LOG_BYTES);
        config.setCacheSize(-CACHE_KB);
        return config;
    }
}
