package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the ledger keeps to be told, whatever database it is in.
abstract class OutcomeContract {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final int MOST = 6;

    private LedgerSettings settings;
    private Ledger ledger;

    /// An empty database.
    abstract LedgerSettings fresh() throws Exception;

    @BeforeEach
    void open() throws Exception {
        settings = fresh().with(new Telling(Set.of("file"), Set.of("single01"), MOST, SEOUL));
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void everyWayInWhichAPushEndsIsToBeTold() throws Exception {
        List<Push> pushes = stored("a", 3);
        settle(
                new Settlement.Accepted(pushes.get(0).id(), NOW, 1, "projects/p/messages/1"),
                new Settlement.Rejected(pushes.get(1).id(), NOW, 1, Rejection.UNREGISTERED, "gone"),
                new Settlement.Expired(pushes.get(2).id(), NOW, 4, "too old"));
        ledger.accept(
                        Submissions.of(
                                "unusable",
                                Lane.SINGLE,
                                Optional.empty(),
                                List.of(Submissions.recipient(9, ""))))
                .get(10, TimeUnit.SECONDS);
        long reserved = reserved();
        ledger.intervene(new Intervention(Intervention.Kind.CANCEL, List.of(reserved), "test", NOW))
                .get(10, TimeUnit.SECONDS);
        List<PushOutcome> told = list("file");
        assertThat(told)
                .extracting(PushOutcome::state)
                .containsExactlyInAnyOrder(
                        PushState.ACCEPTED,
                        PushState.REJECTED,
                        PushState.EXPIRED,
                        PushState.REJECTED,
                        PushState.CANCELLED);
        PushOutcome accepted =
                told.stream()
                        .filter(each -> each.state() == PushState.ACCEPTED)
                        .findFirst()
                        .orElseThrow();
        assertThat(accepted.detail()).isEqualTo("projects/p/messages/1");
        assertThat(accepted.push()).isEqualTo(pushes.getFirst().id().number());
        assertThat(accepted.at()).isEqualTo(NOW);
        assertThat(accepted.origin())
                .isEqualTo(new PushOutcome.Origin("single01", "0000000000", "체결", "g1", "u1"));
        assertThat(told).extracting(PushOutcome::detail).contains("UNREGISTERED: gone");
    }

    @Test
    void whatIsNotYetEndedIsNotTold() throws Exception {
        Push push = stored("a", 1).getFirst();
        settle(new Settlement.Deferred(push.id(), NOW, 1, "503", NOW.plusSeconds(9)));
        assertThat(list("file")).isEmpty();
    }

    @Test
    void aLineIsToldOfItsOwnPushesAlone() throws Exception {
        settleAll(stored("a", 1));
        Submission other =
                new Submission(
                        Optional.of("b"),
                        "multi01",
                        Lane.MULTI,
                        0,
                        NOW,
                        Submissions.of("b", Lane.MULTI, 1).messages());
        settleAll(((Receipt.Stored) ledger.accept(other).get(10, TimeUnit.SECONDS)).ready());
        assertThat(list("file")).hasSize(2);
        assertThat(list(Telling.toLink("single01")))
                .singleElement()
                .satisfies(each -> assertThat(each.origin().link()).isEqualTo("single01"));
        assertThat(list(Telling.toLink("multi01"))).isEmpty();
        LocalDate tomorrow = TODAY.plusDays(1);
        DayTotal total =
                DayTotal.due(ledger.backroom(), Telling.toLink("single01"), tomorrow).getFirst();
        assertThat(total.id()).endsWith("-single01-" + TODAY + "-1");
        assertThat(totals(tomorrow).getFirst().id()).endsWith("-total-" + TODAY + "-2");
    }

    @Test
    void itWaitsThroughARestartWithTheSameIdUntilItIsTaken() throws Exception {
        settleAll(stored("a", 2));
        List<PushOutcome> before = list("file");
        ledger.close();
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
        assertThat(list("file")).isEqualTo(before).hasSize(2);
        PushOutcome.told(ledger.backroom(), "file", before.subList(0, 1));
        assertThat(list("file")).isEqualTo(before.subList(1, 2));
        assertThat(list(Telling.toLink("single01"))).as("another's").hasSize(2);
    }

    @Test
    void whatEndsAgainIsToldAgainUnderAnotherId() throws Exception {
        Push push = stored("a", 1).getFirst();
        settle(new Settlement.Rejected(push.id(), NOW, 1, Rejection.TOO_LARGE, "long"));
        ledger.intervene(
                        new Intervention(
                                Intervention.Kind.SEND_AGAIN,
                                List.of(push.id().number()),
                                "test",
                                NOW))
                .get(10, TimeUnit.SECONDS);
        Push again = ledger.claim(Lane.SINGLE, 1, NOW).get(10, TimeUnit.SECONDS).getFirst();
        settle(new Settlement.Accepted(again.id(), NOW, 2, "name"));
        assertThat(list("file")).extracting(PushOutcome::push).containsExactly(1L, 1L);
        assertThat(list("file")).extracting(PushOutcome::id).doesNotHaveDuplicates();
    }

    @Test
    void noMoreWaitThanMayAndTheRestIsCounted() throws Exception {
        settleAll(stored("a", MOST + 3));
        assertThat(list("file")).hasSize(MOST);
        DayTotal total = totals(TODAY.plusDays(1)).getFirst();
        assertThat(total.of(PushState.ACCEPTED)).isEqualTo(MOST + 3);
        assertThat(total.notTold()).isEqualTo(3);
        PushOutcome.told(ledger.backroom(), "file", list("file"));
        PushOutcome.recount(ledger.backroom(), "file");
        settleAll(stored("b", 2));
        assertThat(list("file")).as("there is room again").hasSize(2);
    }

    @Test
    void aDaysTotalIsToldOnceItIsOverAndAgainWhenItChanges() throws Exception {
        settleAll(stored("a", 2));
        assertThat(totals(TODAY)).as("the day goes on").isEmpty();
        DayTotal total = totals(TODAY.plusDays(1)).getFirst();
        assertThat(total.day()).isEqualTo(TODAY);
        assertThat(total.outcomes()).isEqualTo(Map.of(PushState.ACCEPTED, 2L));
        DayTotal.told(ledger.backroom(), "file", total);
        assertThat(totals(TODAY.plusDays(1))).isEmpty();
        settleAll(stored("late", 1));
        DayTotal changed = totals(TODAY.plusDays(1)).getFirst();
        assertThat(changed.sum()).isEqualTo(3);
        assertThat(changed.id()).isNotEqualTo(total.id());
    }

    private List<PushOutcome> list(String target) {
        return PushOutcome.list(ledger.backroom(), target, 0, 100);
    }

    private List<DayTotal> totals(LocalDate before) {
        return DayTotal.due(ledger.backroom(), "file", before);
    }

    private List<Push> stored(String key, int recipients) throws Exception {
        Submission submission = Submissions.of(key, Lane.SINGLE, recipients);
        return ((Receipt.Stored) ledger.accept(submission).get(10, TimeUnit.SECONDS)).ready();
    }

    private long reserved() throws Exception {
        Instant later = NOW.plusSeconds(3_600);
        Receipt.Stored stored =
                (Receipt.Stored)
                        ledger.accept(
                                        Submissions.of(
                                                "reserved",
                                                Lane.SINGLE,
                                                Optional.of(later),
                                                List.of(Submissions.recipient(1, "t"))))
                                .get(10, TimeUnit.SECONDS);
        return stored.first();
    }

    private void settleAll(List<Push> pushes) throws Exception {
        settle(
                pushes.stream()
                        .map(push -> new Settlement.Accepted(push.id(), NOW, 1, "name"))
                        .toArray(Settlement[]::new));
    }

    private void settle(Settlement... settlements) throws Exception {
        ledger.settle(List.of(settlements)).get(10, TimeUnit.SECONDS);
    }
}
