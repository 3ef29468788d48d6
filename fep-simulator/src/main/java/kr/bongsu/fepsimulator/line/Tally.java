package kr.bongsu.fepsimulator.line;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// Adds up what a line, or all lines together, sent and got back. Not for several threads.
public final class Tally {

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Latencies latencies = new Latencies();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void count(Count what) {
        count(what, 1);
    }

    void count(Count what, long times) {
        counts.merge(what, times, Long::sum);
    }

    void sent(Instant now, int recipients) {
        first = first.isBefore(now) ? first : now;
        count(Count.TELEGRAMS);
        count(Count.RECIPIENTS, recipients);
    }

    void answered(Flight flight, Instant now) {
        last = last.isAfter(now) ? last : now;
        count(Count.ANSWERED);
        latencies.add(Duration.between(flight.push().first(), now));
    }

    public void add(Tally other) {
        other.counts.forEach(this::count);
        latencies.add(other.latencies);
        first = first.isBefore(other.first) ? first : other.first;
        last = last.isAfter(other.last) ? last : other.last;
    }

    public long get(Count what) {
        return counts.getOrDefault(what, 0L);
    }

    /// Telegrams that were sent and not answered for good.
    public long unanswered() {
        return get(Count.TELEGRAMS) - get(Count.ANSWERED);
    }

    /// In milliseconds, from a telegram's first sending to its answer.
    public double answerPercentile(double percent) {
        return latencies.percentile(percent);
    }

    /// From the first telegram's sending to the last one's answer.
    public double seconds() {
        return get(Count.ANSWERED) == 0 ? 0 : Duration.between(first, last).toMillis() / 1000.0;
    }
}
