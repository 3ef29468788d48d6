package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Recipient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the ledger does for the order of one customer's pushes, whatever database it is in.
abstract class OrderContract {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BACKLOG = 2_000;

    private LedgerSettings settings;
    private Ledger ledger;
    private boolean free = true;

    /// An empty database.
    abstract LedgerSettings fresh() throws Exception;

    /// Fails unless the answer was found in an index, whatever the number of rows in it.
    ///
    /// @param sql a connection of its own to the same database
    abstract void looksAtFewRows(Sql sql, String question, String argument) throws Exception;

    @BeforeEach
    void open() throws Exception {
        settings = fresh().with(new LedgerSettings.Terms(LIMIT, Duration.ofDays(30)));
        ledger = Ledger.open(settings, new Memory(), () -> NOW);
    }

    /// Has places or not.
    private final class Memory implements Room {
        @Override
        public boolean take(Lane lane, int pushes) {
            return free;
        }

        @Override
        public void giveBack(Lane lane, int pushes) {}

        @Override
        public void lost() {}
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
    void whatHasATimeAndWhatFoundNoPlaceDoNotWaitForTheEndOfEachOther() throws Exception {
        Instant due = NOW.plusSeconds(60);
        ledger.accept(campaign("reserved", Optional.of(due), customers(0)))
                .get(20, TimeUnit.SECONDS);
        free = false;
        ledger.accept(campaign("placeless", Optional.empty(), customers(300)))
                .get(20, TimeUnit.SECONDS);
        assertThat(claim(Lane.MULTI, NOW))
                .as("all that is due")
                .hasSize(100)
                .allMatch(id -> id > 300);
        List<Long> both = claim(Lane.MULTI, due);
        assertThat(both).hasSize(100).isSorted();
        assertThat(both).filteredOn(id -> id <= 300).hasSize(50);
        assertThat(claim(Lane.MULTI, due)).filteredOn(id -> id <= 300).hasSize(50);
        assertThat(claim(Lane.MULTI, due)).filteredOn(id -> id <= 300).hasSize(50);
        assertThat(claim(Lane.MULTI, due)).filteredOn(id -> id <= 300).hasSize(50);
        assertThat(claim(Lane.MULTI, due)).as("of one kind alone").hasSize(100);
        assertThat(claim(Lane.MULTI, due)).isEmpty();
    }

    @Test
    void whatHasATimeWaitsForTheCustomersEarlierOneThatFoundNoPlace() throws Exception {
        Instant due = NOW.plusSeconds(60);
        free = false;
        ledger.accept(campaign("placeless", Optional.empty(), customers(0)))
                .get(20, TimeUnit.SECONDS);
        ledger.accept(campaign("reserved", Optional.of(due), customers(0).reversed()))
                .get(20, TimeUnit.SECONDS);
        List<Long> claimed = new ArrayList<>();
        for (Instant now = due; claimed.size() < 600; now = now.plusSeconds(1)) {
            assertThat(now).as("some leave each second").isBefore(due.plus(LIMIT));
            claimed.addAll(claim(Lane.MULTI, now));
        }
        assertThat(claimed).doesNotHaveDuplicates();
        for (long first = 1; first <= 300; first++) {
            long second = 601 - first;
            assertThat(claimed.indexOf(first))
                    .as("%s and %s of one customer", first, second)
                    .isLessThan(claimed.indexOf(second));
        }
    }

    private static List<Recipient> customers(int first) {
        return IntStream.range(first, first + 300)
                .mapToObj(i -> Submissions.recipient(i, "token-" + i))
                .toList();
    }

    private static Submission campaign(
            String key, Optional<Instant> reserved, List<Recipient> recipients) {
        return Submissions.of(key, Lane.MULTI, reserved, recipients);
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
