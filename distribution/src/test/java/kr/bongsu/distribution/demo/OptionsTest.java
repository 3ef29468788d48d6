package kr.bongsu.distribution.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void sendsTenThousandPushesAndStaysWhenNothingIsAsked() {
        assertThat(Options.parse(List.of()))
                .isEqualTo(new Options.Parsed.Run(new Options(10_000, false, false, false)));
    }

    @Test
    void readsEveryOptionInAnyOrderAndBothSpellings() {
        Options.Parsed all = new Options.Parsed.Run(new Options(500, true, true, true));
        assertThat(Options.parse(List.of("--exit", "--keep", "--pushes", "500", "--json")))
                .isEqualTo(all);
        assertThat(Options.parse(List.of("--pushes=500", "--json", "--exit", "--keep")))
                .isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000001", "9999999999999", "many", ""})
    void refusesANumberOutOfRange(String number) {
        assertThat(Options.parse(List.of("--pushes", number)))
                .isInstanceOfSatisfying(
                        Options.Parsed.Wrong.class,
                        wrong -> assertThat(wrong.why()).contains("1 to 1000000", number));
    }

    @Test
    void refusesAMissingNumber() {
        assertThat(Options.parse(List.of("--pushes"))).isInstanceOf(Options.Parsed.Wrong.class);
    }

    @Test
    void namesTheOptionThatWasMeant() {
        assertThat(Options.parse(List.of("--jsno")))
                .isEqualTo(new Options.Parsed.Wrong("no option '--jsno'; did you mean --json?"));
    }
}
