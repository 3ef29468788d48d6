package kr.bongsu.supervisor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void timesAreMillisecondsUnlessAUnitSaysOtherwise() {
        assertThat(
                        List.of(
                                Units.millis("250"),
                                Units.millis("250ms"),
                                Units.millis("1.5s"),
                                Units.millis("5m"),
                                Units.millis("2h"),
                                Units.millis("7d")))
                .containsExactly(250L, 250L, 1_500L, 300_000L, 7_200_000L, 604_800_000L);
    }

    @Test
    void sizesAreBytesUnlessAUnitSaysOtherwise() {
        assertThat(
                        List.of(
                                Units.bytes("1000"),
                                Units.bytes("512K"),
                                Units.bytes("300M"),
                                Units.bytes("1.5G")))
                .containsExactly(1_000L, 524_288L, 314_572_800L, 1_610_612_736L);
    }

    @Test
    void anythingElseIsRefusedWithAnExample() {
        assertThatThrownBy(() -> Units.millis("soon")).hasMessageContaining("such as 10s");
        assertThatThrownBy(() -> Units.bytes("1X")).hasMessageContaining("such as 300M");
        assertThatThrownBy(() -> Units.bytes("99999999999999999999"))
                .hasMessageContaining("such as 300M");
        assertThatThrownBy(() -> Units.millis("1.2.3s")).hasMessageContaining("such as 10s");
    }

    @Test
    void aSlipOfTheKeysIsGuessed() {
        assertThat(
                        Spelling.nearest(
                                "max_memory_restarts",
                                List.of("max_restarts", "max_memory_restart")))
                .contains("max_memory_restart");
        assertThat(Spelling.nearest("lsit", List.of("list", "start"))).contains("list");
        assertThat(Spelling.nearest("frobnicate", List.of("list", "start"))).isEmpty();
    }

    @Test
    void wordsAreSplitAsAShellDoes() {
        assertThat(ShellWords.split("a 'b c' \"d \\\"e\" f\\ g ''"))
                .containsExactly("a", "b c", "d \"e", "f g", "");
        assertThatThrownBy(() -> ShellWords.split("it's")).hasMessageContaining("never closed");
    }
}
