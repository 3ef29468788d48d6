package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submission.Addressed;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.rule.Rules;
import kr.bongsu.gateway.rule.ServiceRule;
import org.junit.jupiter.api.Test;

/// The times of a campaign's recipients.
class SpreadTest {

    private static final Instant NOW = Submissions.NOW;
    private static final Rules HALF_AN_HOUR =
            new Rules(
                    ServiceRule.NONE,
                    Map.of(
                            "체결",
                            new ServiceRule(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(Duration.ofMinutes(30)))),
                    ZoneId.of("Asia/Seoul"));

    @Test
    void aFewRecipientsHaveATimeEachAtEqualDistances() {
        List<Instant> times = times(Spread.of(multi("a", 20), HALF_AN_HOUR));
        assertThat(times).hasSize(20).isSorted();
        assertThat(times.getFirst()).isBetween(NOW, NOW.plusSeconds(90));
        assertThat(distances(times)).containsOnly(Duration.ofSeconds(90));
    }

    @Test
    void telegramsOfOneCampaignDoNotFallTogether() {
        assertThat(times(Spread.of(multi("a", 20), HALF_AN_HOUR)))
                .doesNotContainAnyElementsOf(times(Spread.of(multi("b", 20), HALF_AN_HOUR)));
    }

    @Test
    void ofManyATenthAsManyGroupsAreMadeAndNobodyIsLeftOut() {
        Submission many = multi("a", 10_000);
        Submission spread = Spread.of(many, HALF_AN_HOUR);
        assertThat(spread.messages()).hasSize(1_000);
        assertThat(recipients(spread)).isEqualTo(recipients(many));
        assertThat(times(spread)).doesNotHaveDuplicates();
        assertThat(times(spread).getLast()).isBefore(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void noTwoTimesAreCloserThanASecond() {
        Submission spread = Spread.of(named(10, Duration.ofSeconds(5)), Rules.NONE);
        assertThat(distances(times(spread))).hasSize(4).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void theSendersWordHoldsBeforeTheServices() {
        Submission atOnce = named(10, Duration.ZERO);
        assertThat(Spread.of(atOnce, HALF_AN_HOUR)).isEqualTo(atOnce);
        assertThat(times(Spread.of(named(10, Duration.ofSeconds(60)), HALF_AN_HOUR)).getLast())
                .isBefore(NOW.plusSeconds(60));
    }

    @Test
    void aReservedCampaignBeginsAtItsTime() {
        Instant later = NOW.plus(Duration.ofHours(3));
        Submission reserved =
                Submissions.of("a", Lane.MULTI, Optional.of(later), Submissions.recipients(20));
        assertThat(times(Spread.of(reserved, HALF_AN_HOUR)).getFirst())
                .isBetween(later, later.plusSeconds(90));
    }

    @Test
    void singlesAndOtherServicesLeaveAtOnce() {
        Submission single = Submissions.of("a", Lane.SINGLE, 1);
        assertThat(Spread.of(single, HALF_AN_HOUR)).isEqualTo(single);
        assertThat(Spread.of(multi("a", 20), Rules.NONE)).isEqualTo(multi("a", 20));
    }

    private static Submission multi(String key, int recipients) {
        return Submissions.of(key, Lane.MULTI, recipients);
    }

    private static Submission named(int recipients, Duration span) {
        Addressed all = multi("a", recipients).messages().getFirst();
        return multi("a", recipients)
                .with(
                        List.of(
                                new Addressed(
                                        all.message(),
                                        Optional.empty(),
                                        Optional.of(span),
                                        all.recipients())));
    }

    private static List<Instant> times(Submission spread) {
        return spread.messages().stream().map(each -> each.reservedFor().orElseThrow()).toList();
    }

    private static List<Duration> distances(List<Instant> times) {
        return java.util.stream.IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .toList();
    }

    private static List<Recipient> recipients(Submission submission) {
        return submission.messages().stream().flatMap(each -> each.recipients().stream()).toList();
    }
}
