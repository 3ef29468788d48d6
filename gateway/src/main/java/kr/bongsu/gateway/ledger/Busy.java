package kr.bongsu.gateway.ledger;

import java.util.function.LongSupplier;

/// Tells how busy a thread has been of late, from the time that it has worked in all.
final class Busy {

    private static final long WINDOW_NANOS = 500_000_000;

    private final LongSupplier worked;
    private final LongSupplier clock;
    private long at;
    private long workedThen;
    private double share;

    Busy(LongSupplier worked) {
        this(worked, System::nanoTime);
    }

    Busy(LongSupplier worked, LongSupplier clock) {
        this.worked = worked;
        this.clock = clock;
        this.at = clock.getAsLong();
        this.workedThen = worked.getAsLong();
    }

    /// The share of the last window that is over.
    synchronized double share() {
        long now = clock.getAsLong();
        if (now - at >= WINDOW_NANOS) {
            long workedNow = worked.getAsLong();
            share = (double) (workedNow - workedThen) / (now - at);
            at = now;
            workedThen = workedNow;
        }
        return share;
    }
}
