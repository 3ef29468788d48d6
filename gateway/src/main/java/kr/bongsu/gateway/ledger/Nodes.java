package kr.bongsu.gateway.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import kr.bongsu.gateway.log.Log;

/// Keeps this node's lease, and takes over what nodes had that are no more.
final class Nodes implements AutoCloseable {

    private static final Log LOG = Log.of(Nodes.class);
    private static final int ROUNDS_A_LEASE = 5;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(60);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final GroupCommit commits;
    private final boolean alone;
    private final Duration lease;
    private final InstantSource clock;
    private final Thread thread;
    private volatile long renewed;
    private volatile int alive;
    private final ReentrantLock looking = new ReentrantLock();

    /// Guarded by the lock.
    private Watch watch;

    /// @param alone whether every other node is dead for certain
    Nodes(GroupCommit commits, boolean alone, Duration lease, InstantSource clock) {
        this.commits = commits;
        this.alone = alone;
        this.lease = lease;
        this.clock = clock;
        this.renewed = System.nanoTime();
        this.watch = Watch.starting(lease.toNanos(), renewed);
        this.thread = Thread.ofPlatform().name("ledger-nodes").daemon().unstarted(this::run);
    }

    /// Takes over at once what a process of this machine left that is dead for certain: what is
    /// accepted from now on comes after it. While the ledger cannot be written, waits for that for
    /// a while.
    void start() {
        try {
            long end = System.nanoTime() + LONGEST_START.toNanos();
            boolean isKnown = isRoundDone(true);
            while (!isKnown && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
                isKnown = isRoundDone(false);
            }
            if (alone && isKnown) {
                // Nobody else can come, and nobody asks for a sign of life.
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        thread.start();
    }

    private boolean isRoundDone(boolean isFirst) throws InterruptedException {
        try {
            round();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            if (isFirst) {
                LOG.warn(
                        "ledger.nodes-unknown",
                        "why",
                        String.valueOf(e.getMessage()),
                        "means",
                        "what other gateways left cannot be taken over yet");
            }
            return false;
        }
    }

    /// Whether nobody can have taken this node for dead. It gives up its right some time before the
    /// others may use it.
    boolean holdsLease() {
        return alone || System.nanoTime() - renewed < lease.toNanos() / 3 * 2;
    }

    /// How many other nodes live, as of the last round.
    int alive() {
        return alive;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                LOG.warn("ledger.nodes-not-stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(lease.dividedBy(ROUNDS_A_LEASE));
                round();
            } catch (InterruptedException close) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // The commit thread has said what is wrong.
            }
        }
    }

    /// Looks at the other nodes now, and takes over what those had that are no more.
    ///
    /// @throws ExecutionException when the ledger cannot be written
    void round() throws InterruptedException, ExecutionException, TimeoutException {
        looking.lockInterruptibly();
        try {
            look();
        } finally {
            looking.unlock();
        }
    }

    private void look() throws InterruptedException, ExecutionException, TimeoutException {
        long asked = System.nanoTime();
        List<Node> seen =
                commits.submit(
                                1,
                                tx -> {
                                    tx.countOthers();
                                    return Node.others(tx.sql(), tx.node());
                                })
                        .get(LONGEST_ROUND.toSeconds(), TimeUnit.SECONDS);
        renewed = asked;
        watch = watch.look(seen, asked, System.nanoTime());
        alive = (int) seen.stream().filter(node -> !isDead(node)).count();
        for (Node node : seen) {
            if (isDead(node)) {
                takeOver(node);
            }
        }
    }

    private boolean isDead(Node node) {
        return alone
                || node.ended() == Node.ENDED
                || node.process().isDead()
                || watch.isSilent(node, System.nanoTime());
    }

    private void takeOver(Node node)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean isDead =
                node.ended() == Node.ENDED
                        || commits.submit(1, tx -> TakeOver.end(tx, node))
                                .get(LONGEST_ROUND.toSeconds(), TimeUnit.SECONDS);
        int pushes = 0;
        int some = isDead ? 1 : 0;
        while (some > 0) {
            some =
                    commits.submit(
                                    TakeOver.MOST,
                                    tx -> {
                                        int taken = TakeOver.some(tx, node, clock.instant());
                                        tx.countOthers();
                                        return taken;
                                    })
                            .get(LONGEST_ROUND.toSeconds(), TimeUnit.SECONDS);
            pushes += some;
        }
        if (pushes > 0) {
            LOG.info("ledger.taken-over", "node", node.name(), "pushes", pushes);
        }
    }
}
