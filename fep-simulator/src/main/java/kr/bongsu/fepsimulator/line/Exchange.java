package kr.bongsu.fepsimulator.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where the threads of a line meet: readers bring in what came, the writer waits for what is to be
/// written next.
///
/// Connections are told apart by number; only the newest one is given anything to write.
final class Exchange {

    /// A push server that asks more than this without reading an answer is not served further.
    private static final int MOST_ANSWERS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final Queue<byte[]> answers = new ArrayDeque<>();
    private final Traffic traffic;
    private final Duration heartbeat;
    private final InstantSource clock;
    private long newest;
    private boolean signedOn;
    private Instant heartbeatDue;

    Exchange(Traffic traffic, Duration heartbeat, InstantSource clock) {
        this.traffic = traffic;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.heartbeatDue = clock.instant().plus(heartbeat);
        settleIfDone();
    }

    /// Completes when every push is answered for good.
    CompletableFuture<Void> settled() {
        return settled;
    }

    /// A connection takes over from every earlier one.
    ///
    /// @return its number
    long connected() {
        lock.lock();
        try {
            answers.clear();
            signedOn = false;
            heartbeatDue = clock.instant().plus(heartbeat);
            changed.signalAll();
            return ++newest;
        } finally {
            lock.unlock();
        }
    }

    /// No connection is served any more.
    void close() {
        long _ = connected();
    }

    /// The push server signed on: from now on it is sent telegrams.
    void signedOn(long connection) {
        lock.lock();
        try {
            if (connection == newest && !signedOn) {
                Instant now = clock.instant();
                signedOn = true;
                heartbeatDue = now.plus(heartbeat);
                traffic.reconnected(now);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Hands an answer to the writer.
    ///
    /// @return false when too many wait to be written
    boolean answer(long connection, byte[] telegram) {
        lock.lock();
        try {
            if (connection == newest) {
                answers.add(telegram);
                changed.signalAll();
            }
            return answers.size() <= MOST_ANSWERS;
        } finally {
            lock.unlock();
        }
    }

    /// The push server answered data telegrams, on whichever connection.
    void answered(List<Reply> replies) {
        lock.lock();
        try {
            Instant now = clock.instant();
            replies.forEach(reply -> traffic.answered(reply, now));
            settleIfDone();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something to do for the writer of a connection.
    ///
    /// @param unflushed whether the writer holds bytes back; then it is told to flush instead of
    ///   waiting
    Step next(long connection, boolean unflushed) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Instant now = clock.instant();
                Optional<Step> due = ahead(connection, now);
                if (due.isPresent()) {
                    return due.get();
                }
                Instant until = heartbeatDue;
                if (signedOn) {
                    switch (traffic.next(now)) {
                        case Due.Now push -> {
                            return new Step.Send(push.flight());
                        }
                        case Due.Later later -> until = earlier(until, later.at());
                    }
                }
                if (unflushed) {
                    return new Step.Flush();
                }
                long nanos = Duration.between(now, until).toNanos();
                long _ = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until another connection took over from this one, or `atMost`.
    void awaitGone(long connection, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (connection == newest && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void addTo(Tally sum) {
        lock.lock();
        try {
            sum.add(traffic.tally());
        } finally {
            lock.unlock();
        }
    }

    /// What goes before pushes.
    private Optional<Step> ahead(long connection, Instant now) {
        if (connection != newest) {
            return Optional.of(new Step.Gone());
        }
        byte[] answer = answers.poll();
        if (answer != null) {
            return Optional.of(new Step.Answer(answer));
        }
        if (!heartbeatDue.isAfter(now)) {
            heartbeatDue = now.plus(heartbeat);
            return signedOn ? Optional.of(new Step.Heartbeat()) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void settleIfDone() {
        if (traffic.isSettled()) {
            settled.complete(null);
        }
    }
}
