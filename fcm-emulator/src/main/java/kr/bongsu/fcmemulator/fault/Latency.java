package kr.bongsu.fcmemulator.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a send takes.
///
/// As text: `50ms`; `uniform:20ms-80ms`; `lognormal:60ms/400ms` (median and 99th percentile).
public sealed interface Latency {

    record Fixed(Duration value) implements Latency {}

    record Uniform(Duration from, Duration to) implements Latency {
        public Uniform {
            if (to.compareTo(from) <= 0) {
                throw new IllegalArgumentException(
                        "a uniform latency needs its second time above its first");
            }
        }
    }

    /// The long-tailed shape that production shows.
    record LogNormal(Duration median, Duration p99) implements Latency {
        public LogNormal {
            if (!median.isPositive() || p99.compareTo(median) <= 0) {
                throw new IllegalArgumentException(
                        "a log-normal latency needs a median above 0 and a 99th percentile above the median");
            }
        }
    }

    default Duration sample(RandomGenerator random) {
        return switch (this) {
            case Fixed(Duration value) -> value;
            case Uniform(Duration from, Duration to) ->
                    Duration.ofNanos(random.nextLong(from.toNanos(), to.toNanos()));
            case LogNormal(Duration median, Duration p99) -> {
                // 2.326 standard deviations above the mean lies the 99th percentile of a normal
                // distribution.
                double sigma = Math.log((double) p99.toNanos() / median.toNanos()) / 2.326;
                double sampled = median.toNanos() * Math.exp(sigma * random.nextGaussian());
                yield Duration.ofNanos((long) Math.min(sampled, 10.0 * p99.toNanos()));
            }
        };
    }

    static Latency parse(String text) {
        if (text.startsWith("uniform:")) {
            String[] ends = parts(text, "uniform:", "-");
            return new Uniform(Spans.parse(ends[0]), Spans.parse(ends[1]));
        }
        if (text.startsWith("lognormal:")) {
            String[] ends = parts(text, "lognormal:", "/");
            return new LogNormal(Spans.parse(ends[0]), Spans.parse(ends[1]));
        }
        return new Fixed(Spans.parse(text));
    }

    default String text() {
        return switch (this) {
            case Fixed(Duration value) -> Spans.format(value);
            case Uniform(Duration from, Duration to) ->
                    "uniform:" + Spans.format(from) + "-" + Spans.format(to);
            case LogNormal(Duration median, Duration p99) ->
                    "lognormal:" + Spans.format(median) + "/" + Spans.format(p99);
        };
    }

    private static String[] parts(String text, String prefix, String separator) {
        String[] ends = text.substring(prefix.length()).split(separator, -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' needs two times, such as uniform:20ms-80ms or lognormal:60ms/400ms");
        }
        return ends;
    }
}
