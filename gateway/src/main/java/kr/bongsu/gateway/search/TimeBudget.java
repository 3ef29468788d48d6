package kr.bongsu.gateway.search;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long a search may take, and how much to look through at a time so that it keeps to it.
final class TimeBudget {

    private static final int FIRST_SLICE = 4_096;
    private static final int LARGEST_SLICE = 65_536;
    private static final int SMALLEST_SLICE = 256;
    private static final long SLICE_NANOS = 20_000_000;

    private final LongSupplier nanos;
    private final long end;
    private int slice = FIRST_SLICE;
    private long begun;

    TimeBudget(Duration limit) {
        this(limit, System::nanoTime);
    }

    /// @param nanos a clock that only goes forward
    TimeBudget(Duration limit, LongSupplier nanos) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + limit.toNanos();
    }

    boolean isOver() {
        return nanos.getAsLong() - end >= 0;
    }

    /// How many rows to look through next; to be followed by [#took].
    int slice() {
        begun = nanos.getAsLong();
        return slice;
    }

    /// The slice is done: the next is larger if it was quick, smaller if it was slow.
    void took() {
        long time = nanos.getAsLong() - begun;
        if (time < SLICE_NANOS / 2) {
            slice = Math.min(LARGEST_SLICE, slice * 2);
        } else if (time > SLICE_NANOS) {
            slice = Math.max(SMALLEST_SLICE, slice / 2);
        }
    }
}
