package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.PushState;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

    private final Rates rates = new Rates();

    @Test
    void nowIsOverTenSecondsAndHistoryOfEachSecond() {
        for (int second = 0; second <= 20; second++) {
            // A hundred a second for ten seconds, then two hundred.
            sample(second, second <= 10 ? second * 100L : 1_000 + (second - 10) * 200L, 0);
        }
        assertThat(rates.now().stored()).isEqualTo(200);
        assertThat(rates.history())
                .hasSize(20)
                .startsWith(new Rates.Point(100, 100, 100, 0))
                .endsWith(new Rates.Point(200, 200, 200, 0));
    }

    @Test
    void whatFailedIsToldApartFromWhatWasSent() {
        sample(0, 0, 0);
        sample(10, 500, 20);
        assertThat(rates.now()).isEqualTo(new Rates.Point(52, 52, 50, 2));
    }

    @Test
    void twoMinutesAreKept() {
        for (int second = 0; second < 1_000; second++) {
            sample(second, second, 0);
        }
        assertThat(rates.history()).hasSize(Rates.SECONDS);
    }

    @Test
    void whatRetentionTakesAwayIsNoTraffic() {
        sample(0, 1_000, 0);
        sample(10, 10, 0);
        assertThat(rates.now()).isEqualTo(Rates.Point.NONE);
    }

    private void sample(int second, long accepted, long rejected) {
        rates.sample(
                BEGIN.plusSeconds(second),
                new Counts(Map.of(PushState.ACCEPTED, accepted, PushState.REJECTED, rejected)));
    }
}
