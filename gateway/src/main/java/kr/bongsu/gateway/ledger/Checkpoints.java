package kr.bongsu.gateway.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import kr.bongsu.gateway.log.Log;

/// Moves committed pages from SQLite's write-ahead log into its file, beside the commits.
///
/// Commits that go on meanwhile leave a rest in the log, so it would grow for ever. When the rest
/// is small, right after a checkpoint of its own thread, [#restartIfLong] moves it between two
/// commits; the next commit then begins the log anew. The file keeps its size: to write over what
/// is there is what makes a commit's sync cheap.
final class Checkpoints implements AutoCloseable {

    private static final Log LOG = Log.of(Checkpoints.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long LONG_LOG_BYTES = 16L << 20;
    private static final long FRAME_BYTES = 4_096 + 24;
    private static final long CLOSE_MILLIS = 5_000;

    private final long longLogBytes;
    private final Connection connection;
    private final Thread thread;
    private volatile boolean isLong;
    private final AtomicLong restarts = new AtomicLong();
    private boolean failing;

    Checkpoints(SqliteFile file) throws SQLException {
        this(file, LONG_LOG_BYTES);
    }

    /// @param longLogBytes above this the log is begun anew
    Checkpoints(SqliteFile file, long longLogBytes) throws SQLException {
        this.longLogBytes = longLogBytes;
        this.connection = file.checkpointer();
        this.thread = Thread.ofPlatform().name("ledger-checkpoint").daemon().unstarted(this::run);
    }

    /// Starts those of a file; a server makes its own.
    static Optional<Checkpoints> begin(Database database) throws SQLException {
        if (database.file().isEmpty()) {
            return Optional.empty();
        }
        Checkpoints checkpoints = new Checkpoints(database.file().get());
        checkpoints.start();
        return Optional.of(checkpoints);
    }

    void start() {
        thread.start();
    }

    /// To be called by the commit thread, between two commits. Waits for no reader: one that is on
    /// an old page only puts it off.
    void restartIfLong(Sql writer) {
        if (!isLong) {
            return;
        }
        isLong = false;
        try {
            if (writer.checkpoint().isComplete()) {
                restarts.incrementAndGet();
            }
        } catch (SQLException e) {
            writer.discard();
            LOG.warn("ledger.checkpoint-failed", "why", e.getMessage());
        }
    }

    /// How often the log could be begun anew.
    long restarts() {
        return restarts.get();
    }

    /// What a checkpoint achieved.
    ///
    /// @param log pages in the log; negative when another checkpoint was in the way
    /// @param moved of these, pages that are in the file too
    record Progress(long log, long moved) {

        boolean isComplete() {
            return log >= 0 && log == moved;
        }

        /// Moves what it can of the log into the file without waiting for anybody.
        static Progress of(Statement statement) throws SQLException {
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
                return row.next() && row.getInt(1) == 0
                        ? new Progress(row.getLong(2), row.getLong(3))
                        : new Progress(-1, -1);
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
            isLong = Progress.of(statement).log * FRAME_BYTES > longLogBytes;
            failing = false;
        } catch (SQLException e) {
            if (!failing) {
                LOG.warn("ledger.checkpoint-failed", "why", e.getMessage());
            }
            failing = true;
        }
    }
}
