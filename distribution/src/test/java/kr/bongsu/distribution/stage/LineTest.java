package kr.bongsu.distribution.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 199, 200, 10_000, 10_007, 1_000_000})
    void shareAllPushesAmongSixteenLinks(int pushes) {
        List<Line> lines = Line.sixteen(new Load(pushes, 0, Duration.ZERO));
        assertThat(lines).hasSize(16).extracting(Line::name).doesNotHaveDuplicates();
        assertThat(lines.stream().mapToInt(Line::pushes).sum()).isEqualTo(pushes);
    }

    @Test
    void carryHalfOfThePushesInTelegramsOfAHundred() {
        List<Line> lines = Line.sixteen(new Load(10_000, 0, Duration.ZERO));
        assertThat(lines)
                .filteredOn(line -> line.name().startsWith("single"))
                .allSatisfy(line -> assertThat(line.telegrams()).isEqualTo(625))
                .hasSize(8);
        assertThat(lines)
                .filteredOn(line -> line.name().startsWith("multi"))
                .allSatisfy(line -> assertThat(line.telegrams()).isBetween(6, 7))
                .hasSize(8);
    }

    @Test
    void shareTheRateAmongTheLinksAsTelegramsASecond() {
        List<Line> lines = Line.sixteen(new Load(10_000, 1_600, Duration.ZERO));
        assertThat(lines.getFirst().asArgument())
                .isEqualTo("name=single01,port=0,pushes=625,recipients=1,window=8,rate=100.000");
        assertThat(lines.getLast().asArgument())
                .isEqualTo("name=multi08,port=0,pushes=6,recipients=100,window=8,rate=1.000");
    }
}
