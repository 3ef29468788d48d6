package kr.bongsu.fcmemulator.http;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs actions when they are due and flushes each connection once per batch.
///
/// The event loop has timers of its own; one timer for the earliest deadline costs less than one
/// for each message and lets answers that fall due together share a packet. Bounded by the streams
/// that connections may have open.
final class Deadlines {

    private record Due(long at, long order, Exchange exchange, Runnable action)
            implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at - other.at, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final Logger LOG = Logger.getLogger(Deadlines.class.getName());

    private final EventLoop loop;
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long order;
    private long wakeAt = Long.MAX_VALUE;

    Deadlines(EventLoop loop) {
        this.loop = loop;
    }

    void add(Duration delay, Exchange exchange, Runnable action) {
        assert loop.inEventLoop();
        queue.add(new Due(now() + delay.toNanos(), order++, exchange, action));
        wakeForHead();
    }

    private void run() {
        wakeAt = Long.MAX_VALUE;
        List<Exchange> touched = new ArrayList<>();
        long now = now();
        for (Due due = queue.peek(); due != null && due.at() <= now; due = queue.peek()) {
            queue.poll();
            try {
                due.action().run();
            } catch (RuntimeException e) {
                // One answer that cannot be written must not keep back those that are due after it.
                LOG.log(Level.SEVERE, "answer_failed", e);
            }
            touched.add(due.exchange());
        }
        for (Exchange exchange : touched) {
            exchange.flush();
        }
        wakeForHead();
    }

    private void wakeForHead() {
        Due head = queue.peek();
        if (head != null && head.at() < wakeAt) {
            wakeAt = head.at();
            var _ = loop.schedule(this::run, Math.max(0, head.at() - now()), TimeUnit.NANOSECONDS);
        }
    }

    /// Nanoseconds since this class was loaded: never near an overflow, unlike `System.nanoTime`
    /// itself.
    private static long now() {
        return System.nanoTime() - ORIGIN;
    }

    private static final long ORIGIN = System.nanoTime();
}
