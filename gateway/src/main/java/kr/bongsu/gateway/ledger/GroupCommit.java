package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Commits the works of many threads together: one thread, one transaction, one sync of the disk
/// for all that waited.
///
/// A future completes after the commit, or exceptionally when its work is certainly not stored. One
/// work that fails takes no other with it: the others are run again without it.
final class GroupCommit implements AutoCloseable {

    /// Runs inside a transaction; may run again after a rollback, so it changes nothing but the
    /// database.
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(Transaction transaction) throws SQLException;
    }

    private static final Log LOG = Log.of(GroupCommit.class);
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_ROWS = 4_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Sql sql;
    private final Runnable betweenCommits;
    private final Thread thread;
    private volatile Counts counts;
    private volatile boolean closing;
    private boolean failing;

    /// @param betweenCommits is run on the commit thread after each commit
    GroupCommit(Sql sql, Counts counts, Runnable betweenCommits) {
        this.sql = sql;
        this.counts = counts;
        this.betweenCommits = betweenCommits;
        this.thread = Thread.ofPlatform().name("ledger-commit").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The counts of all that is committed.
    Counts counts() {
        return counts;
    }

    /// Hands in a work; waits while too many wait already.
    ///
    /// @param rows about how many rows it writes
    <T extends @Nullable Object> CompletableFuture<T> submit(int rows, Work<T> work) {
        Waiting<T> waiting = new Waiting<>(work, rows, new CompletableFuture<>());
        try {
            if (closing) {
                waiting.future.completeExceptionally(
                        new RejectedExecutionException("the ledger is closed"));
            } else if (!queue.offer(waiting, LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                waiting.future.completeExceptionally(
                        new RejectedExecutionException("the ledger is too slow"));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            waiting.future.completeExceptionally(new RejectedExecutionException("stopping", stop));
        }
        return waiting.future;
    }

    /// Commits what waits, then closes the connection.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_WAIT);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Waiting<?>> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                Waiting<?> first = closing ? queue.poll() : queue.take();
                if (first != null) {
                    collect(first, batch);
                    commit(batch);
                    batch.clear();
                    betweenCommits.run();
                }
            } catch (InterruptedException close) {
                // close() set the flag that the loop looks at; what waits is still committed.
            }
        }
        sql.close();
    }

    private void collect(Waiting<?> first, List<Waiting<?>> batch) {
        int rows = first.rows;
        batch.add(first);
        while (rows < MOST_ROWS) {
            Waiting<?> next = queue.poll();
            if (next == null) {
                return;
            }
            batch.add(next);
            rows += next.rows;
        }
    }

    private void commit(List<Waiting<?>> batch) {
        Transaction transaction = new Transaction(sql);
        try {
            for (Waiting<?> waiting : batch) {
                waiting.run(transaction);
            }
            transaction.commit();
        } catch (SQLException | RuntimeException e) {
            // Whatever the fault, what was begun ends with the connection; a connection in doubt is
            // not used again.
            sql.discard();
            if (batch.size() > 1) {
                batch.forEach(waiting -> commit(List.of(waiting)));
            } else {
                failed(e);
                batch.getFirst().future.completeExceptionally(e);
            }
            return;
        }
        counts = transaction.addTo(counts);
        if (failing) {
            failing = false;
            LOG.info("ledger.works-again");
        }
        batch.forEach(Waiting::complete);
    }

    private void failed(Exception e) {
        if (e instanceof RuntimeException bug) {
            LOG.bug("ledger.bug", bug);
        } else if (!failing) {
            failing = true;
            LOG.error(
                    "ledger.cannot-store",
                    "why",
                    e.getMessage(),
                    "means",
                    "nothing is acknowledged to the FEP until this is mended",
                    "remedy",
                    "look at the ledger's disk: space, permissions, health");
        }
    }

    private static final class Waiting<T extends @Nullable Object> {

        private final Work<T> work;
        private final int rows;
        private final CompletableFuture<T> future;
        private @Nullable T result;

        Waiting(Work<T> work, int rows, CompletableFuture<T> future) {
            this.work = work;
            this.rows = rows;
            this.future = future;
        }

        void run(Transaction transaction) throws SQLException {
            result = work.run(transaction);
        }

        @SuppressWarnings("NullAway") // run() has set it to whatever T allows
        void complete() {
            future.complete(result);
        }
    }
}
