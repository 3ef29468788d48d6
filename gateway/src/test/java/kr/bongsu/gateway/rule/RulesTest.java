package kr.bongsu.gateway.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /// A Monday.
    private static final Instant NOON = at("2026-03-02T12:00");

    private static final Hours MARKET =
            new Hours(
                    LocalTime.of(8, 30),
                    LocalTime.of(15, 30),
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                    Set.of(LocalDate.parse("2026-03-03")),
                    true);

    private static final ServiceRule FILL =
            new ServiceRule(
                    Optional.of(Duration.ofMinutes(10)), Optional.empty(), Optional.empty());
    private static final ServiceRule QUOTE =
            new ServiceRule(Optional.empty(), Optional.of(MARKET), Optional.empty());
    private static final ServiceRule ADVERT =
            new ServiceRule(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Advert("봉수증권", Set.of("N"))));

    private final Rules rules =
            new Rules(
                    ServiceRule.NONE, Map.of("fill", FILL, "quote", QUOTE, "event", ADVERT), SEOUL);

    @Test
    void aServiceWithoutRulesMayAlwaysSend() {
        Push push = push("other", "t", "1", NOON);
        assertThat(rules.decide(push, at("2026-03-02T23:00")))
                .isEqualTo(new Verdict.Send(push, Optional.empty()));
        assertThat(rules.end(push)).isEmpty();
    }

    @Test
    void aFillNoticeIsNoiseAfterTenMinutesAndFcmIsToldSo() {
        Push push = push("fill", "t", "1", NOON);
        Instant end = NOON.plus(Duration.ofMinutes(10));
        assertThat(rules.end(push)).contains(end);
        assertThat(rules.decide(push, end.minusMillis(1)))
                .isEqualTo(new Verdict.Send(push.expiringAt(end), Optional.empty()));
        assertThat(rules.decide(push, end)).isInstanceOf(Verdict.Drop.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:29, 2026-03-02T08:30",
        "2026-03-02T15:30, 2026-03-04T08:30",
        "2026-03-03T10:00, 2026-03-04T08:30",
        "2026-03-06T15:30, 2026-03-09T08:30",
        "2026-03-07T10:00, 2026-03-09T08:30"
    })
    void outsideTheMarketsHoursAPushWaitsForTheNextOpening(String now, String opening) {
        assertThat(rules.decide(push("quote", "t", "1", NOON), at(now)))
                .isEqualTo(new Verdict.Later(at(opening), "outside the hours 08:30-15:30"));
    }

    @Test
    void insideTheMarketsHoursAPushLeaves() {
        assertThat(rules.decide(push("quote", "t", "1", NOON), at("2026-03-02T08:30")))
                .isInstanceOf(Verdict.Send.class);
        assertThat(rules.decide(push("quote", "t", "1", NOON), at("2026-03-02T15:29")))
                .isInstanceOf(Verdict.Send.class);
    }

    @Test
    void whatShallNotWaitForTheMarketOrCannotIsDropped() {
        Hours strict =
                new Hours(MARKET.from(), MARKET.until(), MARKET.days(), MARKET.holidays(), false);
        ServiceRule drop = new ServiceRule(Optional.empty(), Optional.of(strict), Optional.empty());
        ServiceRule brief =
                new ServiceRule(
                        Optional.of(Duration.ofHours(1)), Optional.of(MARKET), Optional.empty());
        Push push = push("x", "t", "1", at("2026-03-02T16:00"));
        Instant now = at("2026-03-02T16:00");
        assertThat(new Rules(drop, Map.of(), SEOUL).decide(push, now))
                .isEqualTo(new Verdict.Drop("outside the hours 08:30-15:30"));
        assertThat(new Rules(brief, Map.of(), SEOUL).decide(push, now))
                .isInstanceOf(Verdict.Drop.class);
    }

    @Test
    void whatIsDroppedOutsideTheHoursDoesNotReachAPhoneAfterThem() {
        Hours strict =
                new Hours(MARKET.from(), MARKET.until(), MARKET.days(), MARKET.holidays(), false);
        ServiceRule drop = new ServiceRule(Optional.empty(), Optional.of(strict), Optional.empty());
        Push push = push("quote", "t", "1", NOON);
        Instant now = at("2026-03-02T15:29:59");
        assertThat(sent(new Rules(drop, Map.of(), SEOUL), push, now).times().expiresAt())
                .contains(at("2026-03-02T15:30"));
        assertThat(sent(rules, push, now).times().expiresAt())
                .as("what may wait for the next opening may also come late")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // From Monday to Friday evening, but on the 3rd.
        "22:30, 05:00, 2026-03-02T22:29, 2026-03-02T22:30, ",
        "22:30, 05:00, 2026-03-02T22:30, , 2026-03-03T05:00",
        "22:30, 05:00, 2026-03-03T04:59, , 2026-03-03T05:00",
        "22:30, 05:00, 2026-03-03T05:00, 2026-03-04T22:30, ",
        "22:30, 05:00, 2026-03-03T23:00, 2026-03-04T22:30, ",
        "22:30, 05:00, 2026-03-07T04:59, , 2026-03-07T05:00",
        "22:30, 05:00, 2026-03-08T23:00, 2026-03-09T22:30, ",
        "09:00, 00:00, 2026-03-02T23:59, , 2026-03-03T00:00",
        "09:00, 00:00, 2026-03-03T00:00, 2026-03-04T09:00, ",
        "00:00, 00:00, 2026-03-02T00:00, , 2026-03-03T00:00",
        "00:00, 00:00, 2026-03-03T12:00, 2026-03-04T00:00, "
    })
    void hoursMaySpanMidnightOrEndAtIt(
            LocalTime from,
            LocalTime until,
            String now,
            @Nullable String opening,
            @Nullable String closing) {
        Hours hours = new Hours(from, until, MARKET.days(), MARKET.holidays(), opening != null);
        Rules night =
                new Rules(
                        new ServiceRule(Optional.empty(), Optional.of(hours), Optional.empty()),
                        Map.of(),
                        SEOUL);
        Push push = push("quote", "t", "1", NOON);
        if (opening == null || closing != null) {
            assertThat(sent(night, push, at(now)).times().expiresAt())
                    .contains(at(Objects.requireNonNull(closing)));
        } else {
            assertThat(night.decide(push, at(now)))
                    .isInstanceOfSatisfying(
                            Verdict.Later.class,
                            later -> assertThat(later.until()).isEqualTo(at(opening)));
        }
    }

    @Test
    void aPushDoesNotOutliveItsMessage() {
        ServiceRule brief = FILL.living(Optional.of(Duration.ofMinutes(1)));
        ServiceRule longer = FILL.living(Optional.of(Duration.ofHours(1)));
        Rules lives = new Rules(ServiceRule.NONE, Map.of("fill", brief, "late", longer), SEOUL);
        Push push = push("fill", "t", "1", NOON);
        Instant end = NOON.plusSeconds(60);
        assertThat(lives.end(push)).contains(end);
        assertThat(sent(lives, push, NOON.plusSeconds(20)).times().expiresAt()).contains(end);
        assertThat(lives.decide(push, end)).isEqualTo(new Verdict.Drop("not sent within PT1M"));
        assertThat(lives.end(push("late", "t", "1", NOON)))
                .contains(NOON.plus(Duration.ofMinutes(10)));
    }

    @Test
    void whatIsForNowOrNeverMayWaitForItsNow() {
        Rules lives =
                new Rules(ServiceRule.NONE.living(Optional.of(Duration.ZERO)), Map.of(), SEOUL);
        Push push = push("fill", "t", "1", NOON);
        assertThat(sent(lives, push, NOON.plusSeconds(20)).times().expiresAt()).isEmpty();
        assertThat(lives.end(push)).as("once tried").contains(NOON);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T20:59:59, ",
        "2026-03-02T21:00, 2026-03-03T08:00",
        "2026-03-02T23:59, 2026-03-03T08:00",
        "2026-03-03T00:00, 2026-03-03T08:00",
        "2026-03-03T07:59:59, 2026-03-03T08:00",
        "2026-03-03T08:00, "
    })
    void anAdvertIsHeldFromNineToEight(String now, String morning) {
        Verdict verdict = rules.decide(push("event", "t", "1", NOON), at(now));
        if (morning == null) {
            assertThat(verdict).isInstanceOf(Verdict.Send.class);
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Later.class,
                            later -> {
                                assertThat(later.until()).isEqualTo(at(morning));
                                assertThat(later.reason()).contains("not consented for the night");
                            });
        }
    }

    @Test
    void whoHasConsentedToTheNightGetsItAndTheReasonIsKept() {
        Verdict verdict = rules.decide(push("event", "t", "N", NOON), at("2026-03-02T23:00"));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Send.class,
                        send -> {
                            assertThat(send.note().orElseThrow())
                                    .isEqualTo(
                                            "advert sent: night, consented by type N;"
                                                    + " label and sender put first");
                            assertThat(send.push().times().expiresAt()).isEmpty();
                        });
    }

    @Test
    void anAdvertThatFcmCannotDeliverInTheDayDoesNotComeAtNight() {
        Verdict verdict = rules.decide(push("event", "t", "1", NOON), at("2026-03-02T20:30"));
        assertThat(((Verdict.Send) verdict).push().times().expiresAt())
                .contains(at("2026-03-02T21:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "여름 이벤트, (광고) 봉수증권 여름 이벤트",
        "봉수증권 여름 이벤트, (광고) 봉수증권 여름 이벤트",
        "(광고) 여름 이벤트, (광고) 봉수증권 여름 이벤트",
        "(광고)봉수증권 여름, (광고)봉수증권 여름",
        "(광고) 봉수증권 여름, (광고) 봉수증권 여름",
        "[광고] 여름, (광고) 봉수증권 [광고] 여름"
    })
    void labelAndSenderComeFirst(String title, String sent) {
        Verdict verdict = rules.decide(push("event", title, "1", NOON), NOON);
        assertThat(((Verdict.Send) verdict).push().message().title()).isEqualTo(sent);
        assertThat(((Verdict.Send) verdict).note().orElseThrow())
                .contains("day, 12:00 in Asia/Seoul")
                .endsWith(title.equals(sent) ? "are there" : "put first");
        assertThat(rules.worded(push("event", title, "1", NOON)).message().title())
                .as("at any time, to be looked at")
                .isEqualTo(sent);
        assertThat(rules.worded(push("quote", title, "1", NOON)).message().title())
                .as("of a service without adverts")
                .isEqualTo(title);
    }

    private static Push sent(Rules rules, Push push, Instant now) {
        return ((Verdict.Send) rules.decide(push, now)).push();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SEOUL).toInstant();
    }

    private static Push push(String service, String title, String type, Instant readyAt) {
        return new Push(
                new PushId("led", 1),
                Lane.SINGLE,
                new Message(service, title, "b", "g", "u"),
                new Recipient("1", "010", new DeviceToken("token"), "c", type),
                0,
                Push.Times.readyAt(readyAt));
    }
}
