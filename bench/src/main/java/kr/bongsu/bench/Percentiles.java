package kr.bongsu.bench;

import java.util.Arrays;
import java.util.Locale;

/// A sorted set of times.
public final class Percentiles {

    private final long[] sortedNanos;

    private Percentiles(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    /// Sorts a copy.
    public static Percentiles of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /// In milliseconds; 0 when there is no time.
    public double millis(double percent) {
        if (sortedNanos.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
        return sortedNanos[Math.clamp(rank - 1, 0, sortedNanos.length - 1)] / 1e6;
    }

    /// Half and 99 of 100 are at most so long.
    String cells() {
        return String.format(Locale.ROOT, "%.1f | %.1f", millis(50), millis(99));
    }
}
