package kr.bongsu.fepsimulator.line;

import java.time.Duration;

/// Counts durations in buckets, each at most 1.6 % wide, from a microsecond to over an hour.
final class Latencies {

    private static final int STEPS = 64;
    private static final int LARGEST_POWER = 32;

    private final long[] counts = new long[STEPS * LARGEST_POWER];
    private long count;

    void add(Duration duration) {
        counts[bucket(Math.max(0, duration.toNanos() / 1000))]++;
        count++;
    }

    void add(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
    }

    /// In milliseconds, the time within which `percent` of all were; 0 when there are none.
    double percentile(double percent) {
        long rank = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return highest(i) / 1000.0;
            }
        }
        return 0;
    }

    /// Below [#STEPS] µs a bucket is one µs; above, each power of two is cut into [#STEPS] steps.
    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros / STEPS);
        int bucket = (power + 1) * STEPS + (int) ((micros >> power) - STEPS);
        return Math.min(bucket, STEPS * LARGEST_POWER - 1);
    }

    private static long highest(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int power = bucket / STEPS - 1;
        return ((bucket % STEPS + STEPS + 1L) << power) - 1;
    }
}
