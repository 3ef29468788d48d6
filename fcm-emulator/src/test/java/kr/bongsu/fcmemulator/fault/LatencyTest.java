package kr.bongsu.fcmemulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "50ms, 50000",
        "1.5s, 1500000",
        "2m, 120000000",
        "1h, 3600000000",
        "250us, 250"
    })
    void spansAreReadWithTheirUnits(String text, long micros) {
        assertThat(Spans.parse(text)).isEqualTo(Duration.ofNanos(micros * 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "-1s", "fast", "1.5", "1 s", "9999999999s"})
    void whatIsNoSpanIsExplained(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spans.parse(text))
                .withMessageContaining("write a number and a unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50ms", "uniform:20ms-80ms", "lognormal:60ms/400ms", "0"})
    void isWrittenAsItIsRead(String text) {
        assertThat(Latency.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uniform:80ms-20ms",
                "uniform:20ms",
                "lognormal:60ms/50ms",
                "lognormal:0/1s",
                "gauss:1s"
            })
    void anImpossibleDistributionIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.parse(text));
    }

    @Test
    void aLogNormalLatencyHasTheMedianAndTheTailAskedFor() {
        SplittableRandom random = new SplittableRandom(42);
        Latency latency = Latency.parse("lognormal:60ms/400ms");
        long[] micros = new long[100_000];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = latency.sample(random).toNanos() / 1000;
        }
        Arrays.sort(micros);

        assertThat(micros[50_000]).isBetween(58_000L, 62_000L);
        assertThat(micros[99_000]).isBetween(370_000L, 430_000L);
    }
}
