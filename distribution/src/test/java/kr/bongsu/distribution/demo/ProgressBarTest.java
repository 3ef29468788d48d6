package kr.bongsu.distribution.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void redrawsOneLineOnATerminalAndClearsIt() {
        ProgressBar bar = new ProgressBar(out, true, 10_000);
        bar.show(5_000, Duration.ofMillis(1_500));
        bar.clear();
        assertThat(bytes.toString(UTF_8))
                .isEqualTo(
                        "\r\033[K["
                                + "#".repeat(15)
                                + ".".repeat(15)
                                + "] 5,000 of 10,000 pushes settled, 1.5 s\r\033[K");
    }

    @Test
    void printsPlainLinesAndFewOfThemElsewhere() {
        ProgressBar bar = new ProgressBar(out, false, 100);
        for (int second = 0; second <= 11; second++) {
            bar.show(second, Duration.ofSeconds(second));
        }
        bar.clear();
        assertThat(bytes.toString(UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("\033", "\r"));
    }
}
