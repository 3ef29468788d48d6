package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the ledger keeps beside the pushes: dead tokens, paused lanes, what people wish of links,
/// what rules decided. Whatever database it is in.
abstract class DeadTokenContract {

    private LedgerSettings settings;
    private Ledger ledger;
    private volatile Instant now = NOW;
    private int telegrams;

    /// An empty database.
    abstract LedgerSettings fresh() throws Exception;

    @BeforeEach
    void open() throws Exception {
        settings =
                fresh().with(new LedgerSettings.Terms(Duration.ofMinutes(2), Duration.ofDays(30)));
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> now);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aTokenThatFcmKnowsNoMoreIsRejectedUntilItsTimeIsOver() throws Exception {
        reject(stored("old").getFirst(), Rejection.UNREGISTERED);
        assertThat(stored("old")).isEmpty();
        assertThat(ledger.log().newestBefore(OptionalLong.empty(), 1).getFirst())
                .extracting(PushRow::state, PushRow::result)
                .containsExactly(PushState.REJECTED, Optional.of("DEAD_TOKEN"));
        assertThat(stored("new")).as("the customer's new token").hasSize(1);
        ledger.close();
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> now);
        assertThat(stored("old")).as("after a restart").isEmpty();
        now = NOW.plus(Duration.ofDays(31));
        assertThat(stored("old")).as("after its time").hasSize(1);
    }

    @Test
    void whatWaitedWhileItsTokenDiedIsNotSent() throws Exception {
        Instant later = NOW.plusSeconds(3_600);
        ledger.accept(
                        Submissions.of(
                                "reserved",
                                Lane.SINGLE,
                                Optional.of(later),
                                List.of(
                                        Submissions.recipient(1, "old"),
                                        Submissions.recipient(2, "good"))))
                .get(10, TimeUnit.SECONDS);
        Push asked = stored("old").getFirst();
        Push retried = stored("old").getFirst();
        ledger.settle(List.of(new Settlement.Deferred(retried.id(), NOW, 1, "503", later)))
                .get(10, TimeUnit.SECONDS);
        reject(asked, Rejection.UNREGISTERED);
        assertThat(ledger.claim(Lane.SINGLE, 10, later).get(10, TimeUnit.SECONDS))
                .extracting(push -> push.recipient().token().value())
                .containsExactly("good");
        assertThat(ledger.counts().in(PushState.REJECTED)).isEqualTo(3);
        assertThat(ledger.counts().in(PushState.IN_FLIGHT)).isEqualTo(1);
        assertThat(ledger.log().timeline(1).orElseThrow().entries().getLast())
                .extracting(Timeline.Entry::what, Timeline.Entry::attempts, Timeline.Entry::detail)
                .containsExactly("rejected", 0, "DEAD_TOKEN: found while it waited");
        assertThat(ledger.log().timeline(4).orElseThrow().entries().getLast().attempts())
                .as("FCM was asked once")
                .isEqualTo(1);
    }

    @Test
    void onlyWhatFcmSaysOfTheTokenItselfMarksIt() throws Exception {
        reject(stored("a").getFirst(), Rejection.INVALID_MESSAGE);
        reject(stored("b").getFirst(), Rejection.TOO_LARGE);
        reject(stored("c").getFirst(), Rejection.SENDER_ID_MISMATCH);
        reject(stored("d").getFirst(), Rejection.INVALID_TOKEN);
        assertThat(stored("a")).hasSize(1);
        assertThat(stored("b")).hasSize(1);
        assertThat(stored("c")).hasSize(1);
        assertThat(stored("d")).isEmpty();
    }

    @Test
    void aResultThatIsNotThisAttemptsMarksNothing() throws Exception {
        Push push = stored("t").getFirst();
        ledger.settle(List.of(new Settlement.Accepted(push.id(), NOW, 1, "n")))
                .get(10, TimeUnit.SECONDS);
        reject(push, Rejection.UNREGISTERED);
        assertThat(stored("t")).hasSize(1);
    }

    @Test
    void deadTokensAreListedPageByPage() throws Exception {
        for (String token : List.of("a", "b", "c")) {
            reject(stored(token).getFirst(), Rejection.UNREGISTERED);
        }
        List<DeadToken> first = DeadToken.list(ledger.backroom(), Instant.EPOCH, 0, 2);
        assertThat(first)
                .extracting(DeadToken::token)
                .containsExactly(new DeviceToken("a"), new DeviceToken("b"));
        DeadToken last = first.getLast();
        assertThat(DeadToken.list(ledger.backroom(), last.since(), last.push(), 2))
                .singleElement()
                .extracting(DeadToken::token, DeadToken::customer, DeadToken::reason)
                .containsExactly(new DeviceToken("c"), "0000000001", "UNREGISTERED");
    }

    @Test
    void aPausedLaneStaysPausedUntilItIsResumed() throws Exception {
        LanePause pause = new LanePause(Lane.MULTI, NOW, "kim", "점검");
        ledger.lanes().pause(new LanePause(Lane.MULTI, NOW, "lee", "x"));
        ledger.lanes().pause(pause);
        ledger.close();
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> now);
        assertThat(ledger.lanes().list()).containsExactly(pause);
        ledger.lanes().resume(Lane.MULTI);
        assertThat(ledger.lanes().list()).isEmpty();
    }

    @Test
    void whatPeopleWishOfALinkOutlivesTheGatewayUntilTheyWishOtherwise() throws Exception {
        LinkWish.Hold hold = new LinkWish.Hold(NOW, "kim", "점검");
        LinkWish.Place place = new LinkWish.Place(NOW, "lee", "b:2", "[a:1, b:2]");
        ledger.links().keepHold("single01", () -> Optional.of(new LinkWish.Hold(NOW, "x", "y")));
        ledger.links().keepHold("single01", () -> Optional.of(hold));
        ledger.links().keepPlace("single01", () -> Optional.of(place));
        ledger.close();
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> now);
        assertThat(ledger.links().of("single01", "[a:1, b:2]"))
                .isEqualTo(new LinkWish(Optional.of(hold), Optional.of(place)));
        assertThat(ledger.links().of("single02", "[a:1, b:2]")).isEqualTo(LinkWish.NONE);
        assertThat(ledger.links().of("single01", "[c:3, b:2]").place())
                .as("once other endpoints are configured")
                .isEmpty();
        assertThat(ledger.links().of("single01", "[a:1, b:2]"))
                .as("it is forgotten for good")
                .isEqualTo(new LinkWish(Optional.of(hold), Optional.empty()));
        ledger.links().keepHold("single01", Optional::empty);
        assertThat(ledger.links().of("single01", "[a:1, b:2]")).isEqualTo(LinkWish.NONE);
    }

    @Test
    void whatARuleDecidedIsInTheTimelineAndAPostponedPushIsReservedAgain() throws Exception {
        Push push = stored("t").getFirst();
        long id = push.id().number();
        Instant morning = NOW.plusSeconds(3_600);
        ledger.settle(List.of(new Settlement.Postponed(push.id(), NOW, 0, "night", morning)))
                .get(10, TimeUnit.SECONDS);
        assertThat(ledger.counts().in(PushState.RESERVED)).isEqualTo(1);
        assertThat(stored("t")).as("it is in nobody's way").hasSize(1);
        assertThat(ledger.claim(Lane.SINGLE, 10, morning).get(10, TimeUnit.SECONDS)).hasSize(1);
        ledger.settle(
                        List.of(new Settlement.Accepted(push.id(), morning, 1, "n")),
                        List.of(new Settlement.Note(push.id(), morning, 0, "advert sent: day")))
                .get(10, TimeUnit.SECONDS);
        assertThat(ledger.log().timeline(id).orElseThrow().entries())
                .extracting(Timeline.Entry::what)
                .containsExactly("received", "put-off", "decided", "accepted");
    }

    @Test
    void whatIsHeldForTheSameReasonAgainIsInTheTimelineOnce() throws Exception {
        Push push = stored("t").getFirst();
        for (String reason : List.of("403", "403", "quota")) {
            ledger.settle(List.of(new Settlement.Held(push.id(), NOW, 0, reason, NOW)))
                    .get(10, TimeUnit.SECONDS);
            assertThat(ledger.claim(Lane.SINGLE, 10, NOW).get(10, TimeUnit.SECONDS)).hasSize(1);
        }
        assertThat(ledger.log().timeline(push.id().number()).orElseThrow().entries())
                .extracting(Timeline.Entry::what)
                .containsExactly("received", "put-off", "put-off");
    }

    @Test
    void whatIsDroppedOrCancelledBeforeItLeftWasNoAttempt() throws Exception {
        Push dropped = stored("t").getFirst();
        Push cancelled = stored("t").getFirst();
        ledger.settle(
                        List.of(
                                new Settlement.Expired(dropped.id(), NOW, 0, "too old"),
                                new Settlement.Cancelled(cancelled.id(), NOW, 0, "kim")))
                .get(10, TimeUnit.SECONDS);
        assertThat(ledger.counts().in(PushState.EXPIRED)).isEqualTo(1);
        assertThat(ledger.counts().in(PushState.CANCELLED)).isEqualTo(1);
        assertThat(ledger.log().newestBefore(OptionalLong.empty(), 2))
                .extracting(PushRow::attempts)
                .containsOnly(0);
    }

    private List<Push> stored(String token) throws Exception {
        Submission submission =
                Submissions.of(
                        "t" + telegrams++,
                        Lane.SINGLE,
                        Optional.empty(),
                        List.of(Submissions.recipient(1, token)));
        Submission received =
                new Submission(
                        submission.key(),
                        submission.link(),
                        submission.lane(),
                        0,
                        now,
                        submission.messages());
        return ((Receipt.Stored) ledger.accept(received).get(10, TimeUnit.SECONDS)).ready();
    }

    private void reject(Push push, Rejection reason) throws Exception {
        ledger.settle(List.of(new Settlement.Rejected(push.id(), now, 1, reason, "404")))
                .get(10, TimeUnit.SECONDS);
    }
}
