package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BeatTest {

    private static final Duration PERIOD = Duration.ofMillis(20);

    private final Beat beat = new Beat(PERIOD);

    @Test
    void aTurnComesNoSoonerThanAPeriodAfterTheOneBefore() throws Exception {
        beat.calculateStrategy(() -> 1, false);
        long first = System.nanoTime();
        beat.calculateStrategy(() -> 1, true);
        // The first turn began a moment before the clock was read.
        assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(PERIOD.dividedBy(2));
    }

    @Test
    void whatIsReadyIsHandledAndNothingIsWaitedForWhileThereAreTasks() throws Exception {
        assertThat(beat.calculateStrategy(() -> 3, false)).isEqualTo(3);
        assertThat(beat.calculateStrategy(() -> 0, true)).isZero();
    }

    @Test
    void withNothingToDoItSleepsUntilSomethingComes() throws Exception {
        assertThat(beat.calculateStrategy(() -> 0, false)).isEqualTo(SelectStrategy.SELECT);
    }
}
