package kr.bongsu.acceptance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition, with a deadline.
final class Await {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Await() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(String what, Duration within, Condition condition) throws Exception {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + within.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException(what);
            }
        }
    }
}
