package kr.bongsu.bench.fcm;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kr.bongsu.bench.Percentiles;

/// Sends messages through something that can, and weighs it.
final class Load {

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Load() {}

    /// Sends message number n and says when it is done, on any thread.
    @FunctionalInterface
    interface Way {
        void send(long number, Runnable whenDone);
    }

    /// What came of it.
    ///
    /// @param latency from the moment at which a message was due; empty for a flat-out run
    record Result(
            long messages, double seconds, double cpu, double steadyCpu, Percentiles latency) {

        double perSecond() {
            return messages / seconds;
        }

        double micros() {
            return cpu * 1e6 / messages;
        }

        double steadyMicros() {
            return steadyCpu * 1e6 / messages;
        }
    }

    /// So many a second, by the clock, however long each takes.
    static Result paced(Way way, int perSecond, Duration time)
            throws IOException, InterruptedException {
        int messages = (int) (perSecond * time.toSeconds());
        long[] nanos = new long[messages];
        Semaphore done = new Semaphore(0);
        Cpu before = Cpu.own();
        long start = System.nanoTime();
        int sent = 0;
        while (sent < messages) {
            long due = (System.nanoTime() - start) * perSecond / 1_000_000_000;
            while (sent < Math.min(due, messages)) {
                int number = sent++;
                long dueAt = start + number * 1_000_000_000L / perSecond;
                way.send(
                        number,
                        () -> {
                            nanos[number] = System.nanoTime() - dueAt;
                            done.release();
                        });
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
        acquire(done, messages);
        return result(messages, start, before, Percentiles.of(nanos));
    }

    /// As many as go, with so many unanswered.
    static Result flatOut(Way way, int inFlight, Duration time)
            throws IOException, InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        Cpu before = Cpu.own();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long sent = 0;
        while (System.nanoTime() - end < 0) {
            // A few at a time: waking for each answer would cost more than sending.
            int some = Math.max(1, inFlight / 16);
            acquire(free, some);
            for (int i = 0; i < some; i++) {
                way.send(sent++, free::release);
            }
        }
        acquire(free, inFlight);
        return result(sent, start, before, Percentiles.of(new long[0]));
    }

    private static Result result(long messages, long start, Cpu before, Percentiles latency)
            throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        Cpu after = Cpu.own();
        return new Result(
                messages, seconds, after.since(before), after.steadySince(before), latency);
    }

    private static void acquire(Semaphore permits, int count)
            throws IOException, InterruptedException {
        if (!permits.tryAcquire(count, LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("messages have no outcome after " + LIMIT.toSeconds() + " s");
        }
    }
}
