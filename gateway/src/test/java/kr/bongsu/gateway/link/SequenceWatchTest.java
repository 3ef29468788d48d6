package kr.bongsu.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import kr.bongsu.gateway.link.SequenceWatch.Sight;
import org.junit.jupiter.api.Test;

class SequenceWatchTest {

    private final SequenceWatch watch = new SequenceWatch();

    @Test
    void aDateMayBeginWithAnyNumber() {
        assertThat(watch.see("20260302", 500)).isEqualTo(new Sight.InOrder());
        assertThat(watch.see("20260302", 501)).isEqualTo(new Sight.InOrder());
        assertThat(watch.see("20260303", 1)).isEqualTo(new Sight.InOrder());
    }

    @Test
    void whatIsMissingMayComeLateOnce() {
        watch.see("20260302", 1);
        assertThat(watch.see("20260302", 4)).isEqualTo(new Sight.Gap(2));
        assertThat(watch.see("20260302", 3)).isEqualTo(new Sight.Late());
        assertThat(watch.see("20260302", 3)).isEqualTo(new Sight.Repeat());
        assertThat(watch.see("20260302", 4)).isEqualTo(new Sight.Repeat());
    }

    @Test
    void aGapOfManyNumbersIsCountedWholeAndRememberedInPart() {
        watch.see("20260302", 1);
        assertThat(watch.see("20260302", 90_000_000)).isEqualTo(new Sight.Gap(89_999_998));
        assertThat(watch.see("20260302", 2)).isEqualTo(new Sight.Late());
        assertThat(watch.see("20260302", 80_000_000)).isEqualTo(new Sight.Repeat());
    }
}
