package kr.bongsu.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Gateway;

/// A running gateway at one moment.
record Sample(long nanos, Counts counts, Usage usage) {

    static Sample of(Gateway gateway) throws IOException, InterruptedException {
        return new Sample(System.nanoTime(), gateway.counts(), Usage.of(gateway.program().pid()));
    }

    /// Samples of one run, and what lies between its first quarter, in which the JVM warms up, and
    /// the moment at which the last push had come in.
    record Series(List<Sample> samples) {

        Series() {
            this(new ArrayList<>());
        }

        Sample take(Gateway gateway) throws IOException, InterruptedException {
            Sample sample = of(gateway);
            samples.add(sample);
            return sample;
        }

        private Sample warm() {
            long quarter = samples.getLast().counts.settled() / 4;
            return samples.stream()
                    .filter(sample -> sample.counts.settled() >= quarter)
                    .findFirst()
                    .orElseThrow();
        }

        /// The first sample in which all is settled.
        private Sample done() {
            long all = samples.getLast().counts.settled();
            return samples.stream()
                    .filter(sample -> sample.counts.settled() == all)
                    .findFirst()
                    .orElseThrow();
        }

        double pushesPerSecond() {
            return settled() * 1e9 / (done().nanos - warm().nanos);
        }

        double cpuMicrosPerPush() {
            return done().usage.cpu().minus(warm().usage.cpu()).toNanos() / 1e3 / settled();
        }

        /// The largest number of resident bytes up to a share of all pushes.
        long rssUpTo(double share) {
            long limit = (long) (samples.getLast().counts.settled() * share);
            return samples.stream()
                    .filter(sample -> sample.counts.settled() <= limit)
                    .mapToLong(sample -> sample.usage.rss())
                    .max()
                    .orElse(0);
        }

        long peakRss() {
            return samples.getLast().usage.peakRss();
        }

        private long settled() {
            return done().counts.settled() - warm().counts.settled();
        }
    }
}
