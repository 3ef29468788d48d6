package kr.bongsu.distribution.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Received;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final Duration TIME = Duration.ofMillis(2_345);

    @Test
    void isWholeWhenAllThatWasAcknowledgedIsStoredAndSettled() {
        Summary summary = Summary.of(10, new Counts(10, 0, 9, 1), new Received(9, 9, 0, 0), TIME);
        assertThat(summary.isWhole()).isTrue();
        assertThat(summary.toJson())
                .isEqualTo(
                        "{\"sent\":10,\"stored\":10,\"accepted\":9,\"failed\":1,\"pending\":0,"
                                + "\"duplicates\":0,\"lost\":0,\"seconds\":2.345}");
    }

    @Test
    void countsWhatWasAcknowledgedButNeverStored() {
        Summary summary = Summary.of(10, new Counts(8, 0, 8, 0), new Received(8, 8, 0, 0), TIME);
        assertThat(summary.lost()).isEqualTo(2);
        assertThat(summary.isWhole()).isFalse();
    }

    @Test
    void countsWhatIsRecordedAsAcceptedButUnknownToFcm() {
        Summary summary = Summary.of(10, new Counts(10, 0, 10, 0), new Received(9, 7, 2, 0), TIME);
        assertThat(summary.lost()).isEqualTo(3);
        assertThat(summary.duplicates()).isEqualTo(2);
    }

    @Test
    void isNotWholeWhileAPushIsPending() {
        Summary summary = Summary.of(10, new Counts(10, 1, 9, 0), new Received(9, 9, 0, 0), TIME);
        assertThat(summary.lost()).isZero();
        assertThat(summary.isWhole()).isFalse();
    }
}
