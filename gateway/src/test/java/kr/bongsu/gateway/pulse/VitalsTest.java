package kr.bongsu.gateway.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.Test;

class VitalsTest {

    private static final Outcome ACCEPTED = new Outcome.Accepted("projects/p/messages/1");

    private final AtomicLong clock = new AtomicLong(Duration.ofHours(-3).toNanos());
    private final Deque<Consumer<Outcome>> asked = new ArrayDeque<>();
    private final List<Outcome> told = new ArrayList<>();
    private final Vitals vitals = new Vitals((_, whenDone) -> asked.add(whenDone), clock::get);

    @Test
    void everyOutcomeIsPassedOn() {
        send(1, ACCEPTED);
        assertThat(told).containsExactly(ACCEPTED);
        assertThat(asked).isEmpty();
    }

    @Test
    void itKnowsHowLongAnswersTook() {
        for (int millis = 1; millis <= 100; millis++) {
            send(millis, ACCEPTED);
        }
        Vitals.Latency latency = vitals.lastMinute().latency();
        assertThat(latency.answers()).isEqualTo(100);
        assertThat(latency.p50Millis()).isCloseTo(50, within(5.0));
        assertThat(latency.p95Millis()).isCloseTo(95, within(9.0));
        assertThat(latency.p99Millis()).isCloseTo(99, within(9.0));
    }

    @Test
    void refusalsAreCountedByFcmsWord() {
        send(1, ACCEPTED);
        send(1, new Outcome.Rejected(Rejection.UNREGISTERED, "gone"));
        send(1, new Outcome.Retry(Optional.empty(), "503 UNAVAILABLE"));
        send(1, new Outcome.Throttled(Duration.ofSeconds(1), "503 UNAVAILABLE"));
        send(1, new Outcome.Retry(Optional.empty(), "the gateway is stopping"));
        send(1, new Outcome.Unknown("the connection broke"));
        assertThat(vitals.lastMinute().refusals())
                .isEqualTo(
                        Map.of(
                                "UNREGISTERED",
                                1L,
                                "UNAVAILABLE",
                                2L,
                                "RETRY",
                                1L,
                                "NO_ANSWER",
                                1L));
    }

    @Test
    void afterAMinuteItIsForgotten() {
        send(1, ACCEPTED);
        pass(Duration.ofSeconds(58));
        assertThat(vitals.lastMinute().sent()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(vitals.lastMinute().sent()).isZero();
        assertThat(vitals.lastMinute().latency()).isEqualTo(new Vitals.Latency(0, 0, 0, 0));
    }

    private void send(int millis, Outcome outcome) {
        vitals.send(push(), told::add);
        pass(Duration.ofMillis(millis));
        asked.remove().accept(outcome);
    }

    private void pass(Duration time) {
        long _ = clock.addAndGet(time.toNanos());
    }

    private static Push push() {
        return new Push(
                new PushId("test", 1),
                Lane.SINGLE,
                new Message("ORDER", "title", "body", "", ""),
                new Recipient("0000000001", "", new DeviceToken("token"), "", "1"),
                0);
    }
}
