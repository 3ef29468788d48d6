package kr.bongsu.gateway.pulse;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;

/// Passes pushes on to a sender, and knows of the last minute how long its answers took and what
/// they were.
public final class Vitals implements Sender {

    private static final int SECONDS = 60;
    private static final long NANOS = 1_000_000_000;

    /// A reason as it is when FCM has answered: `503 UNAVAILABLE`, or `502 ` without a word.
    private static final Pattern ANSWER = Pattern.compile("(\\d{3}) ([A-Z_]{3,40})?.*");

    private final Sender sender;
    private final LongSupplier nanos;
    private final Second[] minute = new Second[SECONDS];

    /// What the last minute was like.
    ///
    /// @param sent attempts that were begun
    /// @param latency of those that were answered, by FCM or by what stood in its way
    /// @param refusals how many attempts ended otherwise than accepted, by FCM's word for it
    public record Minute(long sent, Latency latency, Map<String, Long> refusals) {}

    /// Within what time half, 95 % and 99 % of the answers came.
    ///
    /// @param answers how many it is known from; without any, the times are 0
    public record Latency(long answers, double p50Millis, double p95Millis, double p99Millis) {}

    public Vitals(Sender sender) {
        this(sender, System::nanoTime);
    }

    /// @param nanos a clock that only goes forward
    Vitals(Sender sender, LongSupplier nanos) {
        this.sender = sender;
        this.nanos = nanos;
        for (int i = 0; i < SECONDS; i++) {
            minute[i] = new Second();
        }
    }

    @Override
    public void send(Push push, Consumer<Outcome> whenDone) {
        long begun = nanos.getAsLong();
        now().sent();
        sender.send(
                push,
                outcome -> {
                    now().answered(nanos.getAsLong() - begun, word(outcome));
                    whenDone.accept(outcome);
                });
    }

    @Override
    public String project(Push push) {
        return sender.project(push);
    }

    @Override
    public int projects() {
        return sender.projects();
    }

    @Override
    public boolean takes() {
        return sender.takes();
    }

    @Override
    public boolean takes(String project) {
        return sender.takes(project);
    }

    /// The last 60 seconds, this one as far as it has come.
    public Minute lastMinute() {
        long second = Math.floorDiv(nanos.getAsLong(), NANOS);
        Histogram times = new Histogram();
        Map<String, Long> refusals = new TreeMap<>();
        long sent = 0;
        for (Second each : minute) {
            sent += each.addTo(second - SECONDS, times, refusals);
        }
        return new Minute(
                sent,
                new Latency(
                        times.count(), times.millis(0.50), times.millis(0.95), times.millis(0.99)),
                refusals);
    }

    private Second now() {
        long second = Math.floorDiv(nanos.getAsLong(), NANOS);
        Second now = minute[Math.floorMod(second, SECONDS)];
        now.begin(second);
        return now;
    }

    /// Empty when all is well; else FCM's error code, or whose fault it was.
    static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "";
            case Outcome.Rejected rejected -> rejected.reason().name();
            case Outcome.Retry retry -> code(retry.reason(), "RETRY");
            case Outcome.Held _ -> "HELD_BACK";
            case Outcome.Throttled throttled -> code(throttled.reason(), "RETRY");
            case Outcome.Unknown _ -> "NO_ANSWER";
        };
    }

    /// The error code of FCM's answer; its status when something on the way answered without one.
    private static String code(String reason, String otherwise) {
        Matcher answer = ANSWER.matcher(reason);
        if (!answer.matches()) {
            return otherwise;
        }
        return answer.group(2) == null ? "HTTP_" + answer.group(1) : answer.group(2);
    }
}
