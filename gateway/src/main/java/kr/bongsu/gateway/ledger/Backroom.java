package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lets search and upkeep read and write in the ledger beside the accepting, which goes first.
public final class Backroom implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(60);

    private final BlockingQueue<Reads> idle = new ArrayBlockingQueue<>(CONNECTIONS);
    private final GroupCommit commits;
    private final Supplier<Counts> counts;
    private final Busy busy;
    private final Tidying tidying;
    private final Outbox outbox;
    private final Untaken untaken = new Untaken();

    /// Writes inside a transaction of the commit thread; may run again after a rollback, so it
    /// changes nothing but the database.
    @FunctionalInterface
    public interface Write {
        void run(Writes writes) throws SQLException;
    }

    Backroom(Database database, Pens pens, Supplier<Long> node) {
        this.commits = pens.first();
        this.counts = pens::counts;
        this.busy = new Busy(pens::busyNanos);
        this.outbox = pens.node().outbox();
        this.tidying = new Tidying(database.isOwned(), node);
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(new Reads(database.reader(), database.dialect()));
        }
    }

    /// Reads; waits for a connection while too many read already.
    ///
    /// @throws LedgerException with a sentence for a person when it cannot
    public <T> T read(Function<Reads, T> what) {
        Reads reads = null;
        try {
            reads = idle.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            if (reads == null) {
                throw new LedgerException("too many searches at a time; try again in a moment");
            }
            return what.apply(reads);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LedgerException("stopping", stop);
        } finally {
            if (reads != null) {
                idle.add(reads);
            }
        }
    }

    /// Writes beside the accepting and waits until it is committed.
    ///
    /// @param rows about how many rows; at most 1,000, so that no acknowledgement waits long
    public void write(int rows, Write what) throws SQLException, InterruptedException {
        CompletableFuture<Boolean> written =
                commits.submitAside(
                        rows,
                        transaction -> {
                            what.run(new Writes(transaction));
                            return true;
                        });
        try {
            boolean _ = written.get(LONGEST_WRITE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SQLException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new SQLException("the ledger did not commit within " + LONGEST_WRITE, e);
        }
    }

    Outbox outbox() {
        return outbox;
    }

    /// Who does not take what became of pushes; kept by those who tell.
    public Untaken untaken() {
        return untaken;
    }

    public Counts counts() {
        return counts.get();
    }

    /// The share of the last half second that the commit thread worked for others: 0 to 1.
    public double busy() {
        return busy.share();
    }

    /// Whether it is this node that keeps the indexes and removes what is old.
    public boolean mayTidy() {
        return tidying.isMine(this);
    }

    /// Up to this id no more pushes will come.
    public long safeId() {
        return tidying.safeId(this);
    }

    @Override
    public void close() {
        Reads reads;
        while ((reads = idle.poll()) != null) {
            reads.close();
        }
    }
}
