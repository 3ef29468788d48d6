package kr.bongsu.supervisor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */5 * * * *     | 2026-11-21T22:03:10Z | 2026-11-21T22:05:00Z
                    0 3 * * *       | 2026-11-21T22:03:10Z | 2026-11-22T03:00:00Z
                    */10 * * * * *  | 2026-11-21T22:03:10Z | 2026-11-21T22:03:20Z
                    30 4 1,15 * 5   | 2026-11-21T22:03:10Z | 2026-11-27T04:30:00Z
                    0 0 29 2 *      | 2026-11-21T22:03:10Z | 2028-02-29T00:00:00Z
                    0 9-17/4 * * mon-fri | 2026-11-21T22:03:10Z | 2026-11-23T09:00:00Z
                    0 0 * * 7       | 2026-11-21T22:03:10Z | 2026-11-22T00:00:00Z
                    @hourly         | 2026-12-31T23:00:00Z | 2027-01-01T00:00:00Z
                    """)
    void theNextMomentIsFound(String line, Instant after, Instant next) {
        assertThat(CronSchedule.of(line.strip(), UTC).next(after)).contains(next);
    }

    @Test
    void fieldsAreReadInTheZone() {
        CronSchedule threeInSeoul = CronSchedule.of("0 3 * * *", ZoneId.of("Asia/Seoul"));

        assertThat(threeInSeoul.next(Instant.parse("2026-11-21T17:59:59Z")))
                .contains(Instant.parse("2026-11-21T18:00:00Z"));
    }

    @Test
    void anHourThatTheClockSkipsIsSkipped() {
        CronSchedule half = CronSchedule.of("30 2 * * *", ZoneId.of("Europe/Berlin"));

        assertThat(half.next(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void aDayThatNeverComesIsNoMoment() {
        assertThat(CronSchedule.of("0 0 31 2 *", UTC).next(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * *
                    60 * * * *
                    * 24 * * *
                    * * 0 * *
                    * * * 13 *
                    5-1 * * * *
                    */0 * * * *
                    a * * * *
                    1/2/3 * * * *
                    """)
    void whatIsNotACronLineIsRefused(String line) {
        assertThatThrownBy(() -> CronSchedule.of(line, UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cron line");
    }
}
