package kr.bongsu.gateway.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import kr.bongsu.gateway.log.Log;

/// Moves committed pages from SQLite's write-ahead log into its file, beside the commits.
///
/// A passive checkpoint never resets the log while commits go on, so [#truncateIfLong] must be
/// called between two commits.
final class Checkpoints implements AutoCloseable {

    private static final Log LOG = Log.of(Checkpoints.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long LONG_WAL_BYTES = 128L << 20;
    private static final long CLOSE_MILLIS = 5_000;

    private final SqliteFile file;
    private final long longWalBytes;
    private final Connection connection;
    private final Thread thread;
    private boolean failing;

    Checkpoints(SqliteFile file) throws SQLException {
        this(file, LONG_WAL_BYTES);
    }

    /// @param longWalBytes above this the log is emptied between two commits
    Checkpoints(SqliteFile file, long longWalBytes) throws SQLException {
        this.file = file;
        this.longWalBytes = longWalBytes;
        this.connection = file.checkpointer();
        this.thread = Thread.ofPlatform().name("ledger-checkpoint").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// To be called by the commit thread, between two commits.
    void truncateIfLong(Sql writer) {
        if (file.walBytes() > longWalBytes) {
            try {
                // A reader that is on an old page keeps it from being emptied now; the next commit
                // tries again.
                boolean _ = writer.truncateLog();
            } catch (SQLException e) {
                writer.discard();
                LOG.warn("ledger.checkpoint-failed", "why", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
            connection.close();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("ledger.close-failed", "why", e.getMessage());
        }
    }

    private void run() {
        try (Statement statement = connection.createStatement()) {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                checkpoint(statement);
            }
        } catch (InterruptedException close) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("ledger.checkpoint-failed", "why", e.getMessage());
        }
    }

    private void checkpoint(Statement statement) {
        try {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            failing = false;
        } catch (SQLException e) {
            if (!failing) {
                LOG.warn("ledger.checkpoint-failed", "why", e.getMessage());
            }
            failing = true;
        }
    }
}
