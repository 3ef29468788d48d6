package kr.bongsu.fepsimulator.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kr.bongsu.fepsimulator.fault.Misbehaviour;
import kr.bongsu.fepsimulator.fault.Spoil;
import kr.bongsu.fepsimulator.fault.Spoiling;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    private static final Rules RULES =
            new Rules(Duration.ofSeconds(30), Duration.ofSeconds(5), Set.of("0001"));

    @Test
    void theWindowHoldsBackAndAnAnswerMakesRoom() {
        Traffic traffic = traffic(10, 2, 0, Misbehaviour.NONE);
        Flight first = sent(traffic, START);
        sent(traffic, START);
        assertThat(traffic.next(START)).isEqualTo(new Due.Later(START.plusSeconds(5)));
        traffic.answered(answer(first, "0000"), START);
        assertThat(sent(traffic, START).push().sequence()).isEqualTo(9);
    }

    @Test
    void aRateIsKeptAndAtMostASecondIsCaughtUp() {
        Traffic traffic = traffic(100, 100, 10, Misbehaviour.NONE);
        sent(traffic, START);
        assertThat(traffic.next(START)).isEqualTo(new Due.Later(START.plusMillis(100)));
        Instant late = START.plusSeconds(4);
        for (int i = 0; i < 11; i++) {
            sent(traffic, late);
        }
        assertThat(traffic.next(late)).isInstanceOf(Due.Later.class);
    }

    @Test
    void theSequenceStartsAgainAtMidnightInSeoul() {
        Traffic traffic = traffic(10, 10, 0, Misbehaviour.NONE);
        Instant beforeMidnight = Instant.parse("2026-03-02T14:59:59Z");
        Push last = sent(traffic, beforeMidnight).push();
        Push next = sent(traffic, beforeMidnight.plusSeconds(1)).push();
        assertThat(last.date()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(last.sequence()).isEqualTo(7);
        assertThat(next.date()).isEqualTo(LocalDate.of(2026, 3, 3));
        assertThat(next.sequence()).isEqualTo(1);
        assertThat(next.uuid()).isNotEqualTo(last.uuid());
    }

    @Test
    void whatIsNotAnsweredIsDueAgainAndARefusalForNowWaitsFromItsAnswer() {
        Traffic traffic = traffic(1, 1, 0, Misbehaviour.NONE);
        Flight first = sent(traffic, START);
        Flight again = sent(traffic, START.plusSeconds(5));
        assertThat(again.push()).isEqualTo(first.push());
        assertThat(again.tries()).isEqualTo(1);
        traffic.answered(answer(again, "9001"), START.plusSeconds(6));
        assertThat(traffic.next(START.plusSeconds(10)))
                .isEqualTo(new Due.Later(START.plusSeconds(11)));
        traffic.answered(answer(again, "0000"), START.plusSeconds(10));
        assertThat(traffic.isSettled()).isTrue();
    }

    @Test
    void aFinalRefusalSettlesThePushButNotAsGood() {
        Traffic traffic = traffic(1, 1, 0, Misbehaviour.NONE);
        traffic.answered(answer(sent(traffic, START), "0001"), START);
        assertThat(traffic.isSettled()).isTrue();
        assertThat(traffic.tally().get(Count.ANSWERED)).isEqualTo(1);
        assertThat(traffic.tally().get(Count.GOOD)).isZero();
    }

    @Test
    void theLateRefusalOfASpoiledSendingDoesNotTouchTheIntactOne() {
        Misbehaviour spoiled =
                new Misbehaviour(
                        Misbehaviour.NONE.delivery(),
                        new Spoiling(List.of(Spoil.SEND_COUNT_HIGH), 1, 1),
                        Misbehaviour.NONE.manners());
        Traffic traffic = traffic(1, 1, 0, spoiled);
        Flight first = sent(traffic, START);
        Flight intact = sent(traffic, START.plusSeconds(5));
        traffic.answered(answer(first, "0001"), START.plusSeconds(6));
        assertThat(traffic.isSettled()).isFalse();
        traffic.answered(answer(intact, "0000"), START.plusSeconds(7));
        assertThat(traffic.isSettled()).isTrue();
        assertThat(traffic.tally().get(Count.GOOD)).isEqualTo(1);
        assertThat(traffic.tally().get(Count.SPOILED_GOOD)).isZero();
    }

    @Test
    void percentilesAreNearTheTruth() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.add(Duration.ofMillis(millis));
        }
        assertThat(latencies.percentile(50)).isBetween(500.0, 508.0);
        assertThat(latencies.percentile(99)).isBetween(990.0, 1006.0);
        assertThat(new Latencies().percentile(99)).isZero();
    }

    private static Traffic traffic(int pushes, int window, double rate, Misbehaviour faults) {
        LinePlan.Load load = new LinePlan.Load(pushes, 1, 1, rate, 7);
        LinePlan first = new LinePlan("a", 0, load, window, true, faults);
        return new Traffic(first, RULES, "0123456789abcdef");
    }

    private static Flight sent(Traffic traffic, Instant now) {
        return switch (traffic.next(now)) {
            case Due.Now(Flight flight) -> flight;
            case Due.Later later -> throw new AssertionError(later.toString());
        };
    }

    private static Reply answer(Flight flight, String code) {
        return new Reply(flight.push().sequence(), flight.push().uuid(), flight.tries(), code);
    }
}
