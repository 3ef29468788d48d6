package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Outcome;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
    private static final DeliverySettings.Pacing PACING = DeliverySettings.Pacing.DEFAULT;
    private static final Outcome GOOD = new Outcome.Accepted("n");

    private Throttle throttle = Throttle.starting(PACING.withoutRamp(), NOW);
    private Instant now = NOW;

    @Test
    void overAMinuteTheQuotaAndNoMoreLeaves() {
        assertThat(run(60, 1, GOOD, Duration.ZERO)).isBetween(599_000, 600_000);
    }

    @Test
    void gatewaysShareTheQuota() {
        assertThat(run(60, 3, GOOD, Duration.ZERO)).isBetween(199_000, 200_100);
    }

    @Test
    void aCampaignTakesAMinuteToTheFullPaceWhileSinglesHaveAllOfIt() {
        throttle = Throttle.starting(PACING, NOW);
        throttle = throttle.at(NOW.plusMillis(100), 1);
        assertThat(throttle.whole()).isEqualTo(1_000);
        assertThat(throttle.wholeMultis()).isLessThan(20);
        now = NOW;
        throttle = Throttle.starting(PACING, NOW);
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isLessThan(200);
        assertThat(run(29, 1, GOOD, Duration.ZERO)).isBetween(60_000, 90_000);
        assertThat(run(31, 1, GOOD, Duration.ZERO)).isBetween(200_000, 260_000);
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isBetween(9_900, 10_001);
    }

    @Test
    void aCampaignThatComesLaterRampsUpAgain() {
        throttle = Throttle.starting(PACING, NOW);
        run(70, 1, GOOD, Duration.ZERO);
        for (int second = 0; second < 61; second++) {
            now = now.plusSeconds(1);
            throttle = throttle.at(now, 1);
        }
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isLessThan(1_500);
    }

    @Test
    void retryAfterStopsTheWholeProjectForSoLong() {
        run(1, 1, GOOD, Duration.ZERO);
        throttle =
                throttle.answered(
                        new Outcome.Throttled(Duration.ofSeconds(30), "429"), Duration.ZERO, now);
        assertThat(run(29, 1, GOOD, Duration.ZERO)).isZero();
        assertThat(throttle.untilNext(false))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(1));
        assertThat(run(2, 1, GOOD, Duration.ZERO)).isPositive();
    }

    @Test
    void aClockThatIsSetBackDoesNotProlongIt() {
        run(1, 1, GOOD, Duration.ZERO);
        throttle =
                throttle.answered(
                        new Outcome.Throttled(Duration.ofSeconds(60), "429"), Duration.ZERO, now);
        run(10, 1, GOOD, Duration.ZERO);
        now = now.minusSeconds(3_600);
        assertThat(run(49, 1, GOOD, Duration.ZERO)).isZero();
        assertThat(run(2, 1, GOOD, Duration.ZERO)).isPositive();
    }

    @Test
    void onlyWhatMayLeaveSoonIsWorthKeeping() {
        run(5, 1, GOOD, Duration.ZERO);
        assertThat(throttle.worthKeeping()).isEqualTo(Integer.MAX_VALUE);
        run(60, 1, new Outcome.Unknown("no answer in time"), Duration.ZERO);
        assertThat(throttle.worthKeeping()).isEqualTo(2_000);
        throttle =
                throttle.answered(
                        new Outcome.Throttled(Duration.ofSeconds(60), "429"), Duration.ZERO, now);
        assertThat(throttle.worthKeeping()).isZero();
    }

    @Test
    void refusalsSlowItDownAndGoodAnswersBringItBack() {
        int before = run(5, 1, GOOD, Duration.ZERO);
        int bad = run(10, 1, new Outcome.Retry(Optional.empty(), "503"), Duration.ZERO);
        assertThat(bad).isLessThan(before);
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isLessThan(1_000);
        run(20, 1, GOOD, Duration.ZERO);
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isBetween(9_900, 10_001);
    }

    @Test
    void slowAnswersSlowItDownAndNeverToNothing() {
        run(5, 1, GOOD, Duration.ZERO);
        run(60, 1, GOOD, Duration.ofSeconds(2));
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isBetween(100, 1_000);
    }

    @Test
    void fewRefusalsAreNoReason() {
        for (int second = 0; second < 10; second++) {
            run(1, 1, GOOD, Duration.ZERO);
            throttle =
                    throttle.answered(
                            new Outcome.Retry(Optional.empty(), "503"), Duration.ZERO, now);
        }
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isBetween(9_900, 10_001);
    }

    @Test
    void oneAnswerOfTwentyMayBeSlowOrARefusalAndNoMore() {
        assertThat(factorAfter(5, 0)).isEqualTo(1);
        assertThat(factorAfter(0, 5)).isEqualTo(1);
        assertThat(factorAfter(6, 0)).isLessThan(0.71);
        assertThat(factorAfter(0, 6)).isLessThan(0.71);
    }

    /// Of the pace, after a second with a hundred answers.
    private static double factorAfter(int slow, int refused) {
        Speed speed = Speed.starting(NOW).sent(100);
        for (int i = 0; i < 100; i++) {
            speed = speed.answered(i < slow, i >= 100 - refused);
        }
        return speed.at(100, NOW.plusSeconds(1)).factor();
    }

    @Test
    void aSpentQuotaSlowsItDownBeyondThePauseThatFcmWishes() {
        run(5, 1, GOOD, Duration.ZERO);
        run(1, 1, new Outcome.Throttled(Duration.ofSeconds(2), "429"), Duration.ZERO);
        assertThat(run(2, 1, GOOD, Duration.ZERO)).isLessThan(1_000);
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isBetween(1, 9_000);
        run(30, 1, GOOD, Duration.ZERO);
        assertThat(run(1, 1, GOOD, Duration.ZERO)).isBetween(9_900, 10_001);
    }

    /// Takes all that may leave, multis, a hundred times a second, each answered so.
    private int run(int seconds, int gateways, Outcome answer, Duration after) {
        int left = 0;
        for (int tick = 0; tick < seconds * 100; tick++) {
            now = now.plusMillis(10);
            throttle = throttle.at(now, gateways);
            int some = throttle.wholeMultis();
            throttle = throttle.take(some, some);
            for (int i = 0; i < some; i++) {
                throttle = throttle.answered(answer, after, now);
            }
            left += some;
        }
        return left;
    }
}
