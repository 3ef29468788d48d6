package kr.bongsu.gateway.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Sees to it that one node tidies up, and that it leaves alone what may still be growing.
///
/// Nodes that share a database use blocks of numbers side by side, each for a second, and a commit
/// may take a while: a push may appear below others. What is older than [#GROWING] is complete.
final class Tidying {

    private static final Duration GROWING = Duration.ofSeconds(30);
    private static final long SAMPLE_NANOS = Duration.ofSeconds(1).toNanos();

    private final boolean alone;
    private final Supplier<Long> node;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private boolean mine;
    private long asked;

    private record Sample(long at, long lastId) {}

    Tidying(boolean alone, Supplier<Long> node) {
        this.alone = alone;
        this.node = node;
        this.asked = System.nanoTime() - 2 * SAMPLE_NANOS;
    }

    /// The oldest node that lives does it.
    synchronized boolean isMine(Backroom ledger) {
        if (alone) {
            return true;
        }
        long now = System.nanoTime();
        if (now - asked > SAMPLE_NANOS) {
            mine = ledger.read(Tidying::oldestNode) == node.get().longValue();
            asked = now;
        }
        return mine;
    }

    synchronized long safeId(Backroom ledger) {
        if (alone) {
            return ledger.read(Tidying::lastId);
        }
        long now = System.nanoTime();
        if (samples.isEmpty() || now - samples.getLast().at > SAMPLE_NANOS) {
            samples.addLast(new Sample(now, ledger.read(Tidying::lastId)));
        }
        long safe = 0;
        while (!samples.isEmpty() && now - samples.getFirst().at > GROWING.toNanos()) {
            safe = samples.removeFirst().lastId;
        }
        if (safe > 0) {
            samples.addFirst(new Sample(now - GROWING.toNanos() - 1, safe));
        }
        return safe;
    }

    private static long oldestNode(Reads reads) {
        return reads.number(-1, "SELECT min(id) FROM node WHERE id > 0 AND ended = 0");
    }

    private static long lastId(Reads reads) {
        return reads.number(0, "SELECT max(id) FROM push");
    }
}
