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
        open(ServiceRule.NONE, 600_000);
    }

    private void reopen(ServiceRule rule, int perMinute) {
        close();
        open(rule, perMinute);
    }

    private static DeliverySettings settings(ServiceRule rule, int perMinute) {
        return new DeliverySettings(
                new DeliverySettings.Pacing(perMinute, Duration.ZERO, Duration.ofSeconds(60)),
                new DeliverySettings.Bounds(200, 4_000, Duration.ofSeconds(1)),
                DeliverySettings.Weights.DEFAULT,
                Duration.ofMinutes(2),
                new Rules(ServiceRule.NONE, Map.of("체결", rule), ZoneId.of("Asia/Seoul")));
    }

    private void open(ServiceRule rule, int perMinute) {
        DeliverySettings settings = settings(rule, perMinute);
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

    /// `-Dbongsu.reserved=100000` tells how long so many take.
    @Test
    void reservedPushesThatAreDueTogetherLeaveInTheirSecondAndNotBefore() throws Exception {
        int pushes = Integer.getInteger("bongsu.reserved", 10_000);
        reopen(ServiceRule.NONE, 100_000_000);
        Instant due = EVENING.plusSeconds(60);
        for (int i = 0; i < pushes / 1_000; i++) {
            accept(Lane.MULTI, Optional.of(due), 1_000);
        }
        now = due.minusSeconds(1);
        Await.until("they wait", () -> ledger.counts().in(PushState.RESERVED) == pushes);
        long begun = System.nanoTime();
        now = due;
        Await.until("all are sent", () -> ledger.counts().accepted() == pushes);
        System.out.printf(
                "%d reserved pushes: %d ms%n", pushes, (System.nanoTime() - begun) / 1_000_000);
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

    /// The settable clock, moving on a little at each look so that the pace goes on.
    private Instant time() {
        now = now.plusNanos(100_000);
        return now;
    }
}
