package kr.bongsu.gateway.fcm;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Turns the event loop at most once a period: what comes meanwhile, from the ledger and from FCM,
/// is handled together, in one record of TLS and one system call. After a pause it turns at once,
/// and a loop that has more to do than fits into a period never waits.
///
/// Waking a thread for each answer costs more than the answer itself.
final class Beat implements SelectStrategy {

    /// Little beside the 50 ms and more that FCM takes, much beside the 0.02 ms of a message.
    static final Duration PERIOD = Duration.ofMillis(2);

    private final long periodNanos;
    private long turnedNanos;

    Beat(Duration period) {
        this.periodNanos = period.toNanos();
        this.turnedNanos = System.nanoTime() - periodNanos;
    }

    @Override
    public int calculateStrategy(IntSupplier readyNow, boolean hasTasks) throws Exception {
        long rest = turnedNanos + periodNanos - System.nanoTime();
        if (rest > 0) {
            LockSupport.parkNanos(this, rest);
        }
        turnedNanos = System.nanoTime();
        int ready = readyNow.get();
        return ready > 0 || hasTasks ? ready : SELECT;
    }
}
