package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import org.jspecify.annotations.Nullable;

/// Commits the works of many threads together: one thread, one transaction, one sync of the disk
/// for all that waited. Works of one kind are written together, too.
///
/// A future completes after the commit, or exceptionally when its work is certainly not stored: a
/// commit whose answer is lost is looked up. One work that fails takes no other with it.
final class GroupCommit implements AutoCloseable {

    /// Writes all works of one kind inside a transaction; may run again after a rollback, so it
    /// changes nothing but the database.
    @FunctionalInterface
    interface Writer<W, T extends @Nullable Object> {
        /// Gives a result for each work, in their order.
        List<T> write(Transaction transaction, List<W> works) throws SQLException;
    }

    /// A work that is the only one of its kind.
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(Transaction transaction) throws SQLException;
    }

    private static final Log LOG = Log.of(GroupCommit.class);
    private static final int MOST_WAITING = 20_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final WaitingWorks<Waiting<?, ?>> queue =
            new WaitingWorks<>(MOST_WAITING, Waiting::rows);
    private final Commits commits;
    private final int mostRows;
    private final Runnable betweenCommits;
    private final Thread thread;
    private volatile boolean closing;
    private final LongAdder busyNanos = new LongAdder();
    private boolean failing;

    /// @param mostRows about how many rows a commit writes at most
    /// @param betweenCommits is run on the commit thread after each commit
    GroupCommit(String name, Commits commits, int mostRows, Runnable betweenCommits) {
        this.commits = commits;
        this.mostRows = mostRows;
        this.betweenCommits = betweenCommits;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Hands in a work of its own kind.
    ///
    /// @param rows about how many rows it writes
    <T extends @Nullable Object> CompletableFuture<T> submit(int rows, Work<T> work) {
        return submit(rows, work, new CompletableFuture<>());
    }

    /// @param future of the caller's, as with works of a kind
    <T extends @Nullable Object> CompletableFuture<T> submit(
            int rows, Work<T> work, CompletableFuture<T> future) {
        return submit(rows, GroupCommit::each, work, future);
    }

    private static <T extends @Nullable Object> List<T> each(
            Transaction transaction, List<Work<T>> works) throws SQLException {
        List<T> results = new ArrayList<>();
        for (Work<T> work : works) {
            results.add(work.run(transaction));
        }
        return results;
    }

    /// Hands in a work for which nobody waits: it does not make the thread count as busy.
    <T extends @Nullable Object> CompletableFuture<T> submitAside(int rows, Work<T> work) {
        return submit(
                new Waiting<Work<T>, T>(
                        GroupCommit::each, work, rows, true, new CompletableFuture<>()),
                false);
    }

    /// How long the thread has worked in all, but for works aside.
    long busyNanos() {
        return busyNanos.sum();
    }

    /// Hands in a work; waits while too many wait already.
    ///
    /// @param rows at least as many as it numbers
    /// @param writer the same object for works that shall be written together
    <W, T extends @Nullable Object> CompletableFuture<T> submit(
            int rows, Writer<W, T> writer, W work) {
        return submit(rows, writer, work, new CompletableFuture<>());
    }

    /// The same with a future of the caller's: what depends on it already runs on the commit
    /// thread, in the order in which works were written.
    <W, T extends @Nullable Object> CompletableFuture<T> submit(
            int rows, Writer<W, T> writer, W work, CompletableFuture<T> future) {
        return submit(new Waiting<>(writer, work, rows, false, future), false);
    }

    /// The same for what somebody offers: singles go ahead of works that are in no hurry.
    <T> CompletableFuture<T> submit(
            Acceptance.Offer offer,
            Writer<Acceptance.Offer, T> writer,
            CompletableFuture<T> future) {
        boolean isSingle = offer.submission().lane() == Lane.SINGLE;
        return submit(new Waiting<>(writer, offer, offer.rows(), false, future), isSingle);
    }

    private <W, T extends @Nullable Object> CompletableFuture<T> submit(
            Waiting<W, T> waiting, boolean hurries) {
        try {
            if (closing) {
                waiting.future.completeExceptionally(
                        new RejectedExecutionException("the ledger is closed"));
            } else if (!queue.offer(waiting, hurries, LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
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
        commits.stop();
        thread.interrupt();
        try {
            thread.join(LONGEST_WAIT);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            try {
                List<Waiting<?, ?>> batch = closing ? queue.poll(mostRows) : queue.take(mostRows);
                if (!batch.isEmpty()) {
                    long begun = System.nanoTime();
                    commit(batch);
                    if (!batch.stream().allMatch(Waiting::aside)) {
                        busyNanos.add(System.nanoTime() - begun);
                    }
                    betweenCommits.run();
                }
            } catch (InterruptedException close) {
                // close() set the flag that the loop looks at; what waits is still committed.
            }
        }
        commits.close();
    }

    private void commit(List<Waiting<?, ?>> batch) {
        Map<Writer<?, ?>, Kind<?, ?>> kinds = new LinkedHashMap<>();
        int rows = 0;
        for (Waiting<?, ?> waiting : batch) {
            waiting.addTo(kinds);
            rows += waiting.rows;
        }
        try {
            commits.commit(
                    rows,
                    transaction -> {
                        for (Kind<?, ?> kind : kinds.values()) {
                            kind.write(transaction);
                        }
                    });
        } catch (SQLException | RuntimeException e) {
            if (batch.size() > 1 && Faults.isOfOneWork(e)) {
                int half = batch.size() / 2;
                commit(List.copyOf(batch.subList(0, half)));
                commit(List.copyOf(batch.subList(half, batch.size())));
            } else {
                failed(e);
                batch.forEach(waiting -> waiting.future.completeExceptionally(e));
            }
            return;
        }
        if (failing) {
            failing = false;
            LOG.info("ledger.works-again");
        }
        kinds.values().forEach(Kind::complete);
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
                    "look at the ledger's disk or database: space, permissions, health");
        }
    }

    private record Waiting<W, T extends @Nullable Object>(
            Writer<W, T> writer, W work, int rows, boolean aside, CompletableFuture<T> future) {

        @SuppressWarnings("unchecked") // a writer's kind is made here alone, with its types
        void addTo(Map<Writer<?, ?>, Kind<?, ?>> kinds) {
            Kind<W, T> kind = (Kind<W, T>) kinds.computeIfAbsent(writer, _ -> new Kind<>(writer));
            kind.all.add(this);
        }
    }

    /// The works of one kind in one commit.
    private static final class Kind<W, T extends @Nullable Object> {

        private final Writer<W, T> writer;
        private final List<Waiting<W, T>> all = new ArrayList<>();
        private List<T> results = List.of();

        Kind(Writer<W, T> writer) {
            this.writer = writer;
        }

        void write(Transaction transaction) throws SQLException {
            results = writer.write(transaction, all.stream().map(Waiting::work).toList());
            if (results.size() != all.size()) {
                throw new IllegalStateException("a writer has left out works");
            }
        }

        void complete() {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).future.complete(results.get(i));
            }
        }
    }
}
