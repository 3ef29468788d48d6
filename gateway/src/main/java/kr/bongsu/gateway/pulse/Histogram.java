package kr.bongsu.gateway.pulse;

import java.util.Arrays;

/// Counts durations in steps of 9 %, from a microsecond to half an hour; in 1 kB. For one thread.
final class Histogram {

    private static final int STEPS_PER_DOUBLING = 8;
    private static final int DOUBLINGS = 31;

    private final int[] counts = new int[STEPS_PER_DOUBLING * DOUBLINGS];
    private long count;

    void add(long nanos) {
        double micros = Math.max(1, nanos / 1_000.0);
        int step = (int) (Math.log(micros) / Math.log(2) * STEPS_PER_DOUBLING);
        counts[Math.min(step, counts.length - 1)]++;
        count++;
    }

    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
    }

    long count() {
        return count;
    }

    /// The time within which this share of all was, rounded up by a step at most; 0 without any.
    ///
    /// @param share from 0 to 1
    double millis(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                double micros = Math.pow(2, (i + 1.0) / STEPS_PER_DOUBLING);
                return Math.round(micros) / 1_000.0;
            }
        }
        return 0;
    }
}
