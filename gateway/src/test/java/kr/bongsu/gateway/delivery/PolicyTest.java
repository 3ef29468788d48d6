package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void aRetryWaitsAtLeastTenSecondsAndDoubles() {
        assertThat(pause(0, Optional.empty(), 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pause(1, Optional.empty(), 0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(pause(9, Optional.empty(), 0)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aPhoneThatGetsTooMuchIsLeftAloneForAMinuteDoublingButForFcmsOwnWish() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(
                        IntStream.range(0, 6)
                                .mapToObj(i ->
                                        retry(
                                                i,
                                                new Outcome.Retry(Optional.empty(), "429", minute),
                                                NOW,
                                                0))
                                .map(each ->
                                        Duration.between(NOW, ((Settlement.Deferred) each).due())
                                                .toMinutes()))
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        Outcome wished = new Outcome.Retry(Optional.of(Duration.ofMinutes(15)), "429", minute);
        assertThat(retry(0, wished, NOW, 0)).isEqualTo(deferred(1, "429", NOW.plusSeconds(900)));
    }

    /// Against FCM that always answers the same, over a settable clock.
    @ParameterizedTest
    @CsvSource({"10, 0, 12", "10, 1, 10", "60, 0, 10", "60, 1, 8"})
    void aPushIsTriedForAnHourAndNoLonger(int least, double jitter, int attempts) {
        Outcome refused = new Outcome.Retry(Optional.empty(), "503", Duration.ofSeconds(least));
        Instant now = NOW;
        Settlement settlement = retry(0, refused, NOW, jitter);
        for (int made = 1; settlement instanceof Settlement.Deferred deferred; made++) {
            assertThat(Duration.between(now, deferred.due()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(least));
            now = deferred.due();
            settlement = tried(made, refused, now, jitter);
        }
        assertThat(settlement)
                .isEqualTo(
                        new Settlement.Expired(
                                push(1, Lane.SINGLE, 0).id(),
                                NOW.plus(Duration.ofMinutes(60)),
                                attempts,
                                "tried " + attempts + " times, last: 503"));
    }

    @Test
    void whatIsForNowOrNeverIsTriedOnceButMayWaitForItsNow() {
        Push push = push(1, Lane.SINGLE, 0);
        Optional<Instant> atOnce = Optional.of(push.times().readyAt());
        for (Outcome failed :
                List.of(new Outcome.Retry(Optional.empty(), "503"), new Outcome.Unknown("cut"))) {
            assertThat(RetryPolicy.DEFAULT.settle(push, failed, NOW, atOnce, 0))
                    .isInstanceOf(Settlement.Expired.class);
        }
        assertThat(
                        RetryPolicy.DEFAULT.settle(
                                push,
                                new Outcome.Held(Duration.ofSeconds(30), "403"),
                                NOW,
                                atOnce,
                                0))
                .isInstanceOf(Settlement.Held.class);
    }

    @Test
    void fcmsWishIsHonouredAndJitterOnlyAddsToIt() {
        assertThat(pause(0, Optional.of(Duration.ofSeconds(90)), 0))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(pause(0, Optional.of(Duration.ofSeconds(90)), 1))
                .isEqualTo(Duration.ofSeconds(135));
        assertThat(pause(0, Optional.of(Duration.ofSeconds(1)), 0))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatIsUnknownIsSentAgainAndSaysThatItWasNotAnswered() {
        Push push = push(1, Lane.SINGLE, 0);
        assertThat(
                        RetryPolicy.DEFAULT.settle(
                                push, new Outcome.Unknown("cut"), NOW, Optional.empty(), 0))
                .isEqualTo(
                        new Settlement.Deferred(
                                push.id(), NOW, 1, "unanswered: cut", NOW.plusSeconds(10)));
    }

    @Test
    void whatWasHeldIsNoAttemptHoweverOften() {
        Push push = push(1, Lane.SINGLE, 11);
        assertThat(
                        RetryPolicy.DEFAULT.settle(
                                push,
                                new Outcome.Held(Duration.ofSeconds(30), "403"),
                                NOW,
                                Optional.empty(),
                                0))
                .isEqualTo(new Settlement.Held(push.id(), NOW, 11, "403", NOW.plusSeconds(30)));
    }

    @Test
    void anEndIsAnEnd() {
        Push push = push(1, Lane.SINGLE, 2);
        assertThat(
                        RetryPolicy.DEFAULT.settle(
                                push, new Outcome.Accepted("n"), NOW, Optional.empty(), 0))
                .isEqualTo(new Settlement.Accepted(push.id(), NOW, 3, "n"));
        assertThat(
                        RetryPolicy.DEFAULT.settle(
                                push,
                                new Outcome.Rejected(Rejection.UNREGISTERED, "404"),
                                NOW,
                                Optional.empty(),
                                0))
                .isEqualTo(
                        new Settlement.Rejected(push.id(), NOW, 3, Rejection.UNREGISTERED, "404"));
    }

    @Test
    void aBucketFillsWithTimeAndNeverHoldsMoreThanATenthOfASecond() {
        Pace pace = Pace.starting(10_000, NOW);
        assertThat(pace.whole()).isZero();
        assertThat(pace.at(NOW.plusMillis(5)).whole()).isEqualTo(50);
        assertThat(pace.at(NOW.plusSeconds(60)).whole()).isEqualTo(1_000);
        Pace setBack = pace.at(NOW.minusSeconds(1_800));
        assertThat(setBack.whole()).isZero();
        assertThat(setBack.at(NOW.minusSeconds(1_799)).whole())
                .as("goes on after the clock was set back")
                .isEqualTo(1_000);
    }

    @Test
    void overAMinuteNoMoreLeavesThanThePaceAllows() {
        Pace pace = Pace.starting(100, NOW);
        int left = 0;
        for (int millis = 1; millis <= 60_000; millis++) {
            pace = pace.at(NOW.plusMillis(millis));
            int now = pace.whole();
            pace = pace.take(now);
            left += now;
        }
        assertThat(left).isBetween(5_990, 6_000);
        assertThat(pace.untilNext()).isBetween(Duration.ZERO, Duration.ofMillis(10));
    }

    @Test
    void singlesGoFirstButMultisAreNotStarved() {
        LaneQueues queues = new LaneQueues(DeliverySettings.Weights.DEFAULT);
        IntStream.range(0, 100).mapToObj(i -> push(i, Lane.MULTI, 0)).forEach(queues::add);
        IntStream.range(100, 200).mapToObj(i -> push(i, Lane.SINGLE, 0)).forEach(queues::add);
        List<Push> first = queues.take(100, 100, Set.of());
        assertThat(first.stream().filter(push -> push.lane() == Lane.MULTI)).hasSize(10);
        assertThat(first.getFirst().lane()).isEqualTo(Lane.SINGLE);
        assertThat(numbers(first.stream().filter(push -> push.lane() == Lane.MULTI)))
                .isEqualTo(IntStream.range(0, 10).mapToObj(i -> (long) i).toList());
        assertThat(queues.takeAll()).hasSize(100);
        assertThat(queues.size()).isZero();
    }

    @Test
    void theWeightsSayHowManyOfEachLeaveWhileBothWait() {
        assertThat(multisOf(40, new DeliverySettings.Weights(3, 1))).isEqualTo(10);
        assertThat(multisOf(40, new DeliverySettings.Weights(1, 3))).isEqualTo(30);
        assertThat(multisOf(40, new DeliverySettings.Weights(1, 1))).isEqualTo(20);
        assertThat(multisOf(202, new DeliverySettings.Weights(100, 1))).isEqualTo(2);
    }

    /// How many multis there are among the first, while both wait.
    private static long multisOf(int first, DeliverySettings.Weights weights) {
        LaneQueues queues = new LaneQueues(weights);
        pushes(300, Lane.MULTI).forEach(queues::add);
        pushes(300, Lane.SINGLE).forEach(queues::add);
        return queues.take(first, first, Set.of()).stream()
                .filter(push -> push.lane() == Lane.MULTI)
                .count();
    }

    @Test
    void whatIsNewGoesBeforeThousandsOfRetriesWhichKeepATenth() {
        LaneQueues queues = new LaneQueues(DeliverySettings.Weights.DEFAULT);
        IntStream.range(0, 3_000).mapToObj(i -> push(i, Lane.SINGLE, 1)).forEach(queues::add);
        IntStream.range(3_000, 3_100).mapToObj(i -> push(i, Lane.SINGLE, 0)).forEach(queues::add);
        List<Push> first = queues.take(100, 0, Set.of());
        assertThat(numbers(first.stream().filter(push -> push.attempts() == 0)))
                .startsWith(3_000L, 3_001L, 3_002L)
                .hasSize(90);
        assertThat(numbers(first.stream().filter(push -> push.attempts() > 0)))
                .isEqualTo(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
        assertThat(numbers(queues.takeLast(Lane.SINGLE, 1).stream()))
                .as("retries give way first")
                .isEqualTo(List.of(2_999L));
        assertThat(queues.take(20, 0, Set.of()))
                .filteredOn(push -> push.attempts() == 0)
                .hasSize(10);
        assertThat(queues.take(50, 0, Set.of())).as("nothing else waits").hasSize(50);
    }

    @Test
    void singlesLeaveWhileNoMoreMultisMay() {
        LaneQueues queues = new LaneQueues(DeliverySettings.Weights.DEFAULT);
        IntStream.range(0, 50).mapToObj(i -> push(i, Lane.MULTI, 0)).forEach(queues::add);
        IntStream.range(50, 60).mapToObj(i -> push(i, Lane.SINGLE, 0)).forEach(queues::add);
        assertThat(queues.take(100, 0, Set.of()))
                .hasSize(10)
                .allMatch(push -> push.lane() == Lane.SINGLE);
        assertThat(queues.take(100, 7, Set.of())).hasSize(7);
    }

    @Test
    void aCampaignLeavesPlacesAndRequestsToSingles() {
        Places places = new Places(4_000);
        assertThat(places.take(Lane.MULTI, 3_000)).isTrue();
        assertThat(places.take(Lane.MULTI, 1)).isFalse();
        assertThat(places.take(Lane.SINGLE, 1_000)).isTrue();
        assertThat(places.free()).isZero();
        Outstanding.Part only = new Outstanding(20, false).part();
        only.add(pushes(18, Lane.MULTI));
        assertThat(only.freeForMultis()).isZero();
        assertThat(only.free()).isEqualTo(2);
        only.remove(push(1, Lane.MULTI, 0));
        assertThat(only.freeForMultis()).isEqualTo(1);
    }

    @Test
    void eachProjectLeavesAQuarterOfWhatItFindsToOthers() {
        Outstanding outstanding = new Outstanding(2_000, true);
        Outstanding.Part first = outstanding.part();
        Outstanding.Part second = outstanding.part();
        assertThat(first.freeForMultis()).isEqualTo(1_350);
        first.add(pushes(1_350, Lane.MULTI));
        assertThat(first.freeForMultis()).isZero();
        assertThat(first.free()).isEqualTo(150);
        first.add(pushes(150, Lane.SINGLE));
        assertThat(first.free()).isZero();
        assertThat(second.free()).isEqualTo(375);
        assertThat(second.freeForMultis()).isEqualTo(338);
        second.add(pushes(375, Lane.SINGLE));
        assertThat(outstanding.part().free()).isEqualTo(94);
        assertThat(first.free()).as("the first has to come down first").isNegative();
        assertThat(outstanding.all()).isEqualTo(1_875);
    }

    @Test
    void whatAProjectCannotSendGoesBackAfterAWhileForEverLonger() {
        Jam jam = Jam.none(NOW).at(0, NOW.plusSeconds(10));
        assertThat(jam.surplus(100, NOW.plusSeconds(14))).isZero();
        Instant later = NOW.plusSeconds(15);
        assertThat(jam.at(0, later).surplus(100, later)).isEqualTo(100);
        assertThat(jam.at(30, later).surplus(100, later)).isEqualTo(70);
        assertThat(jam.at(30, later).surplus(20, later)).isZero();
        assertThat(jam.pause(later)).isEqualTo(Duration.ofSeconds(30));
        assertThat(jam.pause(NOW.plusSeconds(130))).isEqualTo(Duration.ofMinutes(2));
        assertThat(jam.pause(NOW.plusSeconds(9_000))).isEqualTo(Duration.ofMinutes(5));
        Jam over = jam.at(Integer.MAX_VALUE, later).at(0, later);
        assertThat(over.surplus(100, later)).as("begins anew").isZero();
        Instant setBack = NOW.minusSeconds(3_600);
        assertThat(jam.at(0, setBack).surplus(100, setBack.plusSeconds(5))).isEqualTo(100);
    }

    private static List<Push> pushes(int count, Lane lane) {
        return IntStream.range(0, count).mapToObj(i -> push(i, lane, 0)).toList();
    }

    private static List<Long> numbers(Stream<Push> pushes) {
        return pushes.map(push -> push.id().number()).toList();
    }

    private static Duration pause(int attempts, Optional<Duration> wish, double jitter) {
        Settlement settlement =
                RetryPolicy.DEFAULT.settle(
                        push(1, Lane.SINGLE, attempts),
                        new Outcome.Retry(wish, "503"),
                        NOW,
                        Optional.empty(),
                        jitter);
        return Duration.between(NOW, ((Settlement.Deferred) settlement).due());
    }

    private static Settlement retry(int attempts, Outcome outcome, Instant now, double jitter) {
        return RetryPolicy.DEFAULT.settle(
                push(1, Lane.SINGLE, attempts), outcome, now, Optional.empty(), jitter);
    }

    /// The same of a push that is tried since the beginning.
    private static Settlement tried(int attempts, Outcome outcome, Instant now, double jitter) {
        Push push = push(1, Lane.SINGLE, attempts);
        Push since =
                new Push(
                        push.id(),
                        push.lane(),
                        push.message(),
                        push.recipient(),
                        attempts,
                        push.times().triedSince(NOW));
        return RetryPolicy.DEFAULT.settle(since, outcome, now, Optional.empty(), jitter);
    }

    private static Settlement deferred(int attempts, String why, Instant due) {
        return new Settlement.Deferred(push(1, Lane.SINGLE, 0).id(), NOW, attempts, why, due);
    }

    static Push push(long number, Lane lane, int attempts) {
        return new Push(
                new PushId("led", number),
                lane,
                new Message("s", "t", "b", "g", "u"),
                new Recipient("1", "010", new DeviceToken("token"), "c", "1"),
                attempts);
    }
}
