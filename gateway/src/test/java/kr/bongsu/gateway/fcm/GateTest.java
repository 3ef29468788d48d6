package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kr.bongsu.gateway.fcm.Gate.Sign;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final FcmSettings.Breaker BREAKER =
            new FcmSettings.Breaker(50, Duration.ofSeconds(30));

    @Test
    void aRefusedCallerShutsItAndEachTryThatFailsDoublesThePause() {
        Gate gate = after(Gate.open(), Sign.CALLER_REFUSED, 0);
        assertThat(gate.isPassable()).isFalse();
        long[] pauses = {30, 60, 120, 240, 300, 300, 300};
        long now = 0;
        for (long pause : pauses) {
            assertThat(gate.at(now + seconds(pause) - 1)).isEqualTo(gate);
            now += seconds(pause);
            Gate probing = gate.at(now);
            assertThat(probing.isPassable()).isTrue();
            assertThat(probing.passed().isPassable()).as("one at a time").isFalse();
            gate = after(probing.passed(), Sign.CALLER_REFUSED, now);
        }
    }

    @Test
    void whateverShowsThatTheCallerIsKnownOpensItAgain() {
        Gate probing = after(Gate.open(), Sign.CALLER_REFUSED, 0).at(seconds(30)).passed();
        assertThat(after(probing, Sign.TAKEN, 0)).isEqualTo(Gate.open());
        assertThat(after(probing, Sign.PUSH_REFUSED, 0)).isEqualTo(Gate.open());
        assertThat(after(probing, Sign.NOTHING, 0).isPassable()).as("the next is tried").isTrue();
    }

    @Test
    void halfOfTheLatestRefusedShutsItAndOnlyOneThatIsTakenOpensItAgain() {
        Gate gate = Gate.open();
        for (int i = 0; i < 198; i++) {
            gate = after(gate, i % 2 == 0 ? Sign.TAKEN : Sign.PUSH_REFUSED, 0);
        }
        gate = after(gate, Sign.TAKEN, 0);
        assertThat(gate.isPassable()).as("fewer than 200 say nothing").isTrue();
        gate = after(gate, Sign.PUSH_REFUSED, 0);
        assertThat(gate).isInstanceOf(Gate.Shut.class);
        Gate probing = gate.at(seconds(30)).passed();
        assertThat(after(probing, Sign.PUSH_REFUSED, 0)).isInstanceOf(Gate.Shut.class);
        assertThat(after(probing, Sign.TAKEN, 0)).isEqualTo(Gate.open());
    }

    @Test
    void manyThatWereTakenBeforeDoNotHideThatAllAreRefusedNow() {
        Gate gate = Gate.open();
        for (int i = 0; i < 1_000_000; i++) {
            gate = after(gate, Sign.TAKEN, 0);
        }
        int refused = 0;
        while (gate.isPassable()) {
            gate = after(gate, Sign.PUSH_REFUSED, 0);
            refused++;
        }
        assertThat(refused).isLessThanOrEqualTo(500);
    }

    @Test
    void lessThanTheShareNeverShutsIt() {
        Gate gate = Gate.open();
        for (int i = 0; i < 10_000; i++) {
            gate = after(gate, i % 5 < 2 ? Sign.PUSH_REFUSED : Sign.TAKEN, 0);
            assertThat(gate.isPassable()).isTrue();
        }
    }

    private static Gate after(Gate gate, Sign sign, long now) {
        return gate.after(sign, "why", BREAKER, now);
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
