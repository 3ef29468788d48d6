package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Intervention;
import kr.bongsu.gateway.ledger.LanePause;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.ledger.Timeline;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;
import kr.bongsu.gateway.rule.Advert;
import kr.bongsu.gateway.rule.Rules;
import kr.bongsu.gateway.rule.ServiceRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules, lanes, reserved times and taking back, from the ledger to the sender, with a settable
/// clock.
class RulesDeliveryTest {

    /// 20:30 in Seoul.
    private static final Instant EVENING = Instant.parse("2026-03-02T11:30:00Z");

    @TempDir Path folder;
    private volatile Instant now = EVENING;
    private volatile boolean isStanding;
    private final List<Push> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<Instant> sentAt = Collections.synchronizedList(new ArrayList<>());
    private Sender sender =
            (push, done) -> {
                sent.add(push);
                sentAt.add(now);
                done.accept(new Outcome.Accepted("n"));
            };
    private Places places;
    private Ledger ledger;
    private Delivery delivery;
    private int telegrams;

    @BeforeEach
    void begin() {
        open(settings(ServiceRule.NONE, 600_000));
    }

    private void reopen(ServiceRule rule, int perMinute) {
        close();
        open(settings(rule, perMinute));
    }

    private static DeliverySettings settings(ServiceRule rule, int perMinute) {
        return new DeliverySettings(
                new DeliverySettings.Pacing(perMinute, Duration.ZERO, Duration.ofSeconds(60)),
                new DeliverySettings.Bounds(200, 4_000, Duration.ofSeconds(1)),
                DeliverySettings.Weights.DEFAULT,
                Duration.ofMinutes(2),
                new Rules(ServiceRule.NONE, Map.of("체결", rule), ZoneId.of("Asia/Seoul")));
    }

    private void open(DeliverySettings settings) {
        places = new Places(settings.bounds().inMemory());
        ledger = Ledger.open(LedgerSettings.file(folder.resolve("ledger.db")), places, () -> now);
        delivery = new Delivery(settings, ledger, places, sender, this::time);
        delivery.start();
    }

    @AfterEach
    void close() {
        delivery.close();
        ledger.close();
    }

    @Test
    void anAdvertIsHeldAtNightDecidedAgainAndEachDecisionIsKept() throws Exception {
        sender =
                (push, done) -> {
                    sent.add(push);
                    done.accept(
                            push.attempts() == 0
                                    ? new Outcome.Retry(Optional.of(Duration.ofHours(1)), "503")
                                    : new Outcome.Accepted("n"));
                };
        reopen(
                new ServiceRule(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Advert("봉수증권", Set.of("N")))),
                600_000);
        accept(Lane.MULTI, Optional.empty(), 1);
        Await.until("it is tried in the evening", () -> ledger.counts().in(PushState.PENDING) == 1);
        assertThat(sent.getFirst().message().title()).startsWith("(광고) 봉수증권 ");
        now = EVENING.plus(Duration.ofHours(2));
        Await.until("it is held at night", () -> ledger.counts().in(PushState.RESERVED) == 1);
        assertThat(sent).hasSize(1);
        now = Instant.parse("2026-03-02T23:00:00Z");
        Await.until("it is sent in the morning", () -> ledger.counts().accepted() == 1);
        assertThat(ledger.log().timeline(1).orElseThrow().entries())
                .extracting(Timeline.Entry::what)
                .containsExactly(
                        "received", "decided", "retried", "put-off", "decided", "accepted");
    }

    @Test
    void whatIsTooOldIsNotSentAndARetryThatWouldComeTooLateIsNotWaitedFor() throws Exception {
        sender =
                (push, done) -> {
                    sent.add(push);
                    done.accept(new Outcome.Retry(Optional.of(Duration.ofMinutes(20)), "503"));
                };
        reopen(
                new ServiceRule(
                        Optional.of(Duration.ofMinutes(10)), Optional.empty(), Optional.empty()),
                600_000);
        accept(Lane.SINGLE, Optional.empty(), 1);
        Await.until("it is given up", () -> ledger.counts().in(PushState.EXPIRED) == 1);
        assertThat(sent).singleElement().extracting(Push::attempts).isEqualTo(0);
        assertThat(sent.getFirst().times().expiresAt())
                .contains(sent.getFirst().times().readyAt().plus(Duration.ofMinutes(10)));
        delivery.close();
        delivery = new Delivery(DeliverySettings.DEFAULT, ledger, places, sender, this::time);
        accept(Lane.SINGLE, Optional.empty(), 2);
        now = EVENING.plus(Duration.ofMinutes(11));
        reopen(
                new ServiceRule(
                        Optional.of(Duration.ofMinutes(10)), Optional.empty(), Optional.empty()),
                600_000);
        Await.until("both are too old", () -> ledger.counts().in(PushState.EXPIRED) == 3);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aMessageOfAMinuteIsNotTriedAfterItAndIsToldWhatIsLeft() throws Exception {
        sender =
                (push, done) -> {
                    sent.add(push);
                    done.accept(new Outcome.Retry(Optional.empty(), "503"));
                };
        reopen(ServiceRule.NONE.living(Optional.of(Duration.ofMinutes(1))), 600_000);
        accept(Lane.SINGLE, Optional.empty(), 1);
        Await.until("it is tried", () -> ledger.counts().in(PushState.PENDING) == 1);
        // After 10 to 15 s, and then 20 to 30 s.
        now = now.plusSeconds(15);
        Await.until("it is tried again", () -> sent.size() == 2);
        Await.until("it waits", () -> ledger.counts().in(PushState.PENDING) == 1);
        now = now.plusSeconds(30);
        Await.until("it is given up", () -> ledger.counts().in(PushState.EXPIRED) == 1);
        Instant end = sent.getFirst().times().readyAt().plusSeconds(60);
        assertThat(sent).hasSize(3);
        // The ledger's times are milliseconds.
        assertThat(sent)
                .extracting(push -> push.times().expiresAt().orElseThrow())
                .allMatch(each -> Duration.between(each, end).abs().toMillis() == 0);
        assertThat(ledger.log().timeline(1).orElseThrow().entries().getLast().detail())
                .contains("its time is over before it may be tried again, last: 503");
    }

    @Test
    void aPushIsTriedForAnHourAndForAnotherWhenAPersonWantsItSentAgain() throws Exception {
        sender =
                (push, done) -> {
                    sent.add(push);
                    sentAt.add(now);
                    done.accept(new Outcome.Retry(Optional.empty(), "503"));
                };
        reopen(ServiceRule.NONE, 600_000);
        accept(Lane.SINGLE, Optional.empty(), 1);
        expire(1);
        Duration anHour = Duration.ofMinutes(60).minusSeconds(10);
        assertThat(Duration.between(sentAt.getFirst(), sentAt.getLast()))
                .isGreaterThanOrEqualTo(anHour);
        int before = sent.size();
        ledger.intervene(new Intervention(Intervention.Kind.SEND_AGAIN, List.of(1L), "kim", now))
                .get(10, TimeUnit.SECONDS);
        assertThat(ledger.counts().in(PushState.EXPIRED)).isZero();
        expire(1);
        assertThat(Duration.between(sentAt.get(before), sentAt.getLast()))
                .isGreaterThanOrEqualTo(anHour);
    }

    /// Lets the time pass until so many are given up.
    private void expire(int pushes) throws Exception {
        Await.until(
                "it is given up",
                () -> {
                    now = now.plusSeconds(20);
                    return ledger.counts().in(PushState.EXPIRED) == pushes;
                });
    }

    /// The clock stands still but for a tenth of a second at a time, which is what the quota's
    /// bucket holds.
    @Test
    void reservedPushesThatAreDueTogetherLeaveFromTheirSecondOnAsFastAsTheQuotaLets()
            throws Exception {
        int pushes = 100_000;
        close();
        open(
                new DeliverySettings(
                        new DeliverySettings.Pacing(600_000, Duration.ZERO, Duration.ofMinutes(5)),
                        DeliverySettings.Bounds.DEFAULT,
                        DeliverySettings.Weights.DEFAULT,
                        Duration.ofMinutes(2),
                        Rules.NONE));
        Instant due = EVENING.plusSeconds(60);
        // A bucket is empty until its project has had something to do.
        accept(Lane.SINGLE, Optional.empty(), 1);
        Await.until("the first is sent", () -> ledger.counts().accepted() == 1);
        for (int i = 0; i < pushes / 1_000; i++) {
            accept(Lane.MULTI, Optional.of(due), 1_000);
        }
        isStanding = true;
        now = due.minusMillis(1);
        Await.until("they wait", () -> ledger.counts().in(PushState.RESERVED) == pushes);
        sent.clear();
        sentAt.clear();
        for (int tenths = 0; sent.size() < pushes; tenths++) {
            now = due.plusMillis(100L * tenths);
            int least = Math.min(pushes, 1_000 * tenths);
            Await.until("the quota is used", () -> sent.size() >= least);
            assertThat(sent.size()).isLessThanOrEqualTo(1_000 * (tenths + 1));
        }
        assertThat(Duration.between(due, now))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
        Await.until("all are settled", () -> ledger.counts().accepted() == pushes + 1);
        assertThat(sentAt).hasSize(pushes).noneMatch(at -> at.isBefore(due));
        assertThat(sent.stream().map(Push::id)).doesNotHaveDuplicates();
    }

    @Test
    void aCampaignLeavesEvenlyOverItsSpanAndASingleAtOnce() throws Exception {
        reopen(
                new ServiceRule(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofMinutes(10))),
                600_000);
        accept(Lane.MULTI, Optional.empty(), 20);
        accept(Lane.SINGLE, Optional.empty(), 1);
        Await.until("the single is sent", () -> ledger.counts().accepted() >= 1);
        now = EVENING.plusSeconds(300);
        Await.until("half of them are sent", () -> ledger.counts().accepted() == 11);
        assertThat(ledger.counts().in(PushState.RESERVED)).isEqualTo(10);
        now = EVENING.plusSeconds(601);
        Await.until("all are sent", () -> ledger.counts().accepted() == 21);
        List<Push> campaign = sent.stream().filter(push -> push.lane() == Lane.MULTI).toList();
        for (int i = 0; i < 20; i++) {
            assertThat(campaign.get(i).times().readyAt())
                    .isBetween(EVENING.plusSeconds(30L * i), EVENING.plusSeconds(30L * i + 31));
            assertThat(sentAt.get(sent.indexOf(campaign.get(i))))
                    .isAfterOrEqualTo(campaign.get(i).times().readyAt());
        }
    }

    @Test
    void whatHasNotLeftCanBeTakenBackWhereverItWaits() throws Exception {
        List<Consumer<Outcome>> waiting = Collections.synchronizedList(new ArrayList<>());
        sender =
                (push, done) -> {
                    sent.add(push);
                    waiting.add(done);
                };
        reopen(ServiceRule.NONE, 600_000);
        // 200 at FCM, 100 in memory, one behind another of its customer, one reserved.
        accept(Lane.SINGLE, Optional.empty(), 300);
        accept(Lane.SINGLE, Optional.empty(), 1);
        accept(Lane.SINGLE, Optional.of(EVENING.plusSeconds(60)), 1);
        Await.until("FCM has as many as it may", () -> waiting.size() == 200);
        List<Long> all = LongStream.rangeClosed(1, 302).boxed().toList();
        assertThat(delivery.cancel(all, "kim").get(10, TimeUnit.SECONDS)).hasSize(102);
        assertThat(ledger.counts().in(PushState.CANCELLED)).isEqualTo(102);
        List.copyOf(waiting).forEach(done -> done.accept(new Outcome.Accepted("n")));
        Await.until("the others arrive", () -> ledger.counts().accepted() == 200);
        now = EVENING.plusSeconds(61);
        Await.until("nothing is left", () -> ledger.counts().open() == 0);
        assertThat(sent).hasSize(200);
        Await.until("all places are free", () -> places.free() == 4_000);
        assertThat(ledger.log().timeline(302).orElseThrow().entries())
                .extracting(Timeline.Entry::what)
                .containsExactly("received", "cancelled");
    }

    @Test
    void aLaneThatIsPausedSendsNothingOfWhatComesBeforeTheDeliveryHasStarted() throws Exception {
        ledger.lanes().pause(new LanePause(Lane.MULTI, now, "kim", "wrong text"));
        delivery.close();
        delivery =
                new Delivery(
                        settings(ServiceRule.NONE, 600_000), ledger, places, sender, this::time);
        accept(Lane.MULTI, Optional.empty(), 50);
        accept(Lane.SINGLE, Optional.empty(), 50);
        delivery.start();
        Await.until("singles leave", () -> ledger.counts().accepted() == 50);
        assertThat(sent).noneMatch(push -> push.lane() == Lane.MULTI);
        ledger.lanes().resume(Lane.MULTI);
        Await.until("multis leave", () -> ledger.counts().accepted() == 100);
    }

    @Test
    void aPausedLaneSendsNothingThroughARestartAndTheOtherGoesOn() throws Exception {
        ledger.lanes().pause(new LanePause(Lane.MULTI, now, "kim", "wrong text"));
        reopen(ServiceRule.NONE, 600_000);
        Await.until(
                "the delivery has learnt it",
                () -> {
                    accept(Lane.SINGLE, Optional.empty(), 1);
                    return ledger.counts().accepted() > 300;
                });
        Await.until("all of them", () -> ledger.counts().open() == 0);
        long before = ledger.counts().accepted();
        accept(Lane.MULTI, Optional.empty(), 50);
        accept(Lane.SINGLE, Optional.empty(), 50);
        Await.until("singles leave", () -> ledger.counts().accepted() == before + 50);
        assertThat(sent).noneMatch(push -> push.lane() == Lane.MULTI);
        ledger.lanes().resume(Lane.MULTI);
        Await.until("multis leave", () -> ledger.counts().accepted() == before + 100);
    }

    private void accept(Lane lane, Optional<Instant> reserved, int recipients) throws Exception {
        Submission some =
                Submissions.of(
                        "t" + telegrams++, lane, reserved, Submissions.recipients(recipients));
        assertThat(
                        delivery.accept(
                                        new Submission(
                                                some.key(),
                                                some.link(),
                                                lane,
                                                0,
                                                now,
                                                some.messages()))
                                .get(10, TimeUnit.SECONDS))
                .isNotNull();
    }

    /// The settable clock, moving on a little at each look so that the pace goes on, unless it
    /// stands still.
    private Instant time() {
        if (isStanding) {
            return now;
        }
        now = now.plusNanos(100_000);
        return now;
    }
}
