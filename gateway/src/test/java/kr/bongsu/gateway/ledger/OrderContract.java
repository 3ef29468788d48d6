package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the ledger does for the order of one customer's pushes, whatever database it is in.
abstract class OrderContract {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BACKLOG = 2_000;

    private LedgerSettings settings;
    private Ledger ledger;

    /// An empty database.
    abstract LedgerSettings fresh() throws Exception;

    /// Fails unless the answer was found in an index, whatever the number of rows in it.
    ///
    /// @param sql a connection of its own to the same database
    abstract void looksAtFewRows(Sql sql, String question, String argument) throws Exception;

    @BeforeEach
    void open() throws Exception {
        settings = fresh().with(new LedgerSettings.Terms(LIMIT, Duration.ofDays(30)));
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aNewPushWaitsForTheEarlierOneThatIsRetried() throws Exception {
        Instant due = NOW.plusSeconds(10);
        Push first = stored(Lane.SINGLE, 1).getFirst();
        defer(first, due);
        assertThat(stored(Lane.SINGLE, 1)).as("not to be sent now").isEmpty();
        assertThat(claim(Lane.SINGLE, due.minusMillis(1))).isEmpty();
        assertThat(claim(Lane.SINGLE, due)).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void otherCustomersOtherLanesAndPushesWithoutACustomerDoNotWait() throws Exception {
        defer(stored(Lane.SINGLE, 1).getFirst(), NOW.plusSeconds(10));
        assertThat(stored(Lane.SINGLE, 2)).hasSize(1);
        assertThat(stored(Lane.MULTI, 1)).hasSize(1);
        assertThat(stored("", Lane.SINGLE)).hasSize(1);
        assertThat(ledger.counts().in(PushState.PENDING)).isEqualTo(1);
    }

    @Test
    void whatWasGivenBackWaitsForTheEarlierOneToo() throws Exception {
        Instant due = NOW.plusSeconds(10);
        Push first = stored(Lane.SINGLE, 1).getFirst();
        List<Push> second = stored(Lane.SINGLE, 1);
        List<Push> other = stored(Lane.SINGLE, 2);
        defer(first, due);
        ledger.release(second).get(10, TimeUnit.SECONDS);
        ledger.release(other).get(10, TimeUnit.SECONDS);
        assertThat(claim(Lane.SINGLE, NOW)).isEqualTo(List.of(3L));
        assertThat(ledger.counts().in(PushState.PENDING)).isEqualTo(2);
        assertThat(claim(Lane.SINGLE, due)).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void theOrderOutlivesARestart() throws Exception {
        Instant due = NOW.plusSeconds(10);
        defer(stored(Lane.SINGLE, 1).getFirst(), due);
        Push inFlight = stored(Lane.SINGLE, 2).getFirst();
        stored(Lane.SINGLE, 1);
        ledger.close();
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
        assertThat(stored(Lane.SINGLE, 1)).isEmpty();
        assertThat(claim(Lane.SINGLE, NOW)).isEqualTo(List.of(inFlight.id().number()));
        assertThat(claim(Lane.SINGLE, due)).isSorted().hasSize(3);
    }

    @Test
    void aStuckPushHoldsTheOthersNoLongerThanTheLimit() throws Exception {
        defer(stored(Lane.SINGLE, 1).getFirst(), NOW.plus(LIMIT.multipliedBy(5)));
        assertThat(stored(Lane.SINGLE, 1)).isEmpty();
        assertThat(claim(Lane.SINGLE, NOW.plus(LIMIT).minusMillis(1))).isEmpty();
        assertThat(claim(Lane.SINGLE, NOW.plus(LIMIT))).isEqualTo(List.of(2L));
    }

    @Test
    void whatIsReservedForLaterHoldsNobody() throws Exception {
        ledger.accept(
                        Submissions.of(
                                "reserved",
                                Lane.SINGLE,
                                Optional.of(NOW.plusSeconds(60)),
                                List.of(Submissions.recipient(1, "t"))))
                .get(10, TimeUnit.SECONDS);
        defer(stored(Lane.MULTI, 7).getFirst(), NOW.plusSeconds(60));
        assertThat(stored(Lane.SINGLE, 1)).hasSize(1);
    }

    @Test
    void aStuckPushHoldsNobodyOnceItsTimeIsOver() throws Exception {
        Instant late = NOW.plus(LIMIT).plusMillis(1);
        defer(stored(Lane.SINGLE, 1).getFirst(), NOW.plus(LIMIT.multipliedBy(5)));
        stored(Lane.SINGLE, 1);
        assertThat(claim(Lane.SINGLE, late)).isEqualTo(List.of(2L));
    }

    @Test
    void whatIsTriedAgainAfterItsReservedTimeIsWaitedForToo() throws Exception {
        Instant reserved = NOW.plusSeconds(1);
        ledger.accept(
                        Submissions.of(
                                "reserved",
                                Lane.SINGLE,
                                Optional.of(reserved),
                                List.of(Submissions.recipient(1, "t"))))
                .get(10, TimeUnit.SECONDS);
        List<Push> due = ledger.claim(Lane.SINGLE, 1, reserved).get(10, TimeUnit.SECONDS);
        defer(due.getFirst(), NOW.plusSeconds(30));
        assertThat(stored(Lane.SINGLE, 1)).isEmpty();
    }

    @Test
    void theLookForWhatIsAheadDoesNotGrowWithTheBacklog() throws Exception {
        Instant due = NOW.plusSeconds(10);
        defer(stored(Lane.SINGLE, 1).getFirst(), due);
        ledger.accept(
                        Submissions.of(
                                "many",
                                Lane.SINGLE,
                                Optional.empty(),
                                Collections.nCopies(
                                        BACKLOG, Submissions.recipientOf("%010d".formatted(1)))))
                .get(20, TimeUnit.SECONDS);
        assertThat(ledger.counts().in(PushState.PENDING)).isEqualTo(BACKLOG + 1);
        try (Sql sql = Database.of(settings).toRead()) {
            looksAtFewRows(
                    sql,
                    Ahead.ends(sql.dialect()),
                    Ahead.json(List.of(Ahead.Place.last(Lane.SINGLE, "%010d".formatted(1)))));
        }
        assertThat(claim(Lane.SINGLE, due.minusMillis(1))).isEmpty();
        assertThat(claim(Lane.SINGLE, due)).isSorted().hasSize(100).startsWith(1L, 2L);
    }

    private int telegrams;

    private List<Push> stored(Lane lane, int customer) throws Exception {
        return stored("%010d".formatted(customer), lane);
    }

    private List<Push> stored(String customer, Lane lane) throws Exception {
        Submission submission =
                Submissions.of(
                        "t" + telegrams++,
                        lane,
                        Optional.empty(),
                        List.of(Submissions.recipientOf(customer)));
        return ((Receipt.Stored) ledger.accept(submission).get(10, TimeUnit.SECONDS)).ready();
    }

    private void defer(Push push, Instant due) throws Exception {
        ledger.settle(List.of(new Settlement.Deferred(push.id(), NOW, 1, "503", due)))
                .get(10, TimeUnit.SECONDS);
    }

    private List<Long> claim(Lane lane, Instant now) throws Exception {
        return ledger.claim(lane, 100, now).get(10, TimeUnit.SECONDS).stream()
                .map(push -> push.id().number())
                .toList();
    }
}
