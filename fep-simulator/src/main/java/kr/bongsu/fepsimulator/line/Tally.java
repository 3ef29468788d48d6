package kr.bongsu.fepsimulator.line;

import java.time.Duration;
import java.time.Instant;

/// Counts what a line, or all lines together, sent and got back. Not for several threads.
///
/// A telegram that was sent several times counts once as sent, and each time again as re-sent.
public final class Tally {

    private final Latencies latencies = new Latencies();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long telegrams;
    private long recipients;
    private long answered;
    long good;
    long goodRecipients;
    long refused;
    long resent;
    long unexpected;

    void sent(Instant now, int recipientsOfIt) {
        first = first.isBefore(now) ? first : now;
        telegrams++;
        recipients += recipientsOfIt;
    }

    void answered(Flight flight, Instant now) {
        last = last.isAfter(now) ? last : now;
        answered++;
        latencies.add(Duration.between(flight.sent(), now));
    }

    public void add(Tally other) {
        latencies.add(other.latencies);
        first = first.isBefore(other.first) ? first : other.first;
        last = last.isAfter(other.last) ? last : other.last;
        telegrams += other.telegrams;
        recipients += other.recipients;
        answered += other.answered;
        good += other.good;
        goodRecipients += other.goodRecipients;
        refused += other.refused;
        resent += other.resent;
        unexpected += other.unexpected;
    }

    public long telegrams() {
        return telegrams;
    }

    public long recipients() {
        return recipients;
    }

    /// Telegrams answered for good: accepted, or refused with a code that makes re-sending useless.
    public long answered() {
        return answered;
    }

    public long unanswered() {
        return telegrams - answered;
    }

    public long good() {
        return good;
    }

    public long goodRecipients() {
        return goodRecipients;
    }

    /// Answers with an error code.
    public long refused() {
        return refused;
    }

    public long resent() {
        return resent;
    }

    /// Answers to nothing that waits for one: second answers to a telegram sent twice, and worse.
    public long unexpected() {
        return unexpected;
    }

    /// In milliseconds, from a telegram's last sending to its answer.
    public double answerPercentile(double percent) {
        return latencies.percentile(percent);
    }

    /// From the first telegram's sending to the last one's answer.
    public double seconds() {
        return answered == 0 ? 0 : Duration.between(first, last).toMillis() / 1000.0;
    }
}
