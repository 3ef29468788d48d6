package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir Path folder;
    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(folder.resolve("ledger.db"), Submissions.ROOMY, NOW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsStoredIsReadyAndStaysAfterReopening() throws Exception {
        Receipt.Stored stored = stored(Submissions.of("a", Lane.SINGLE, 3));
        assertThat(stored.ready()).hasSize(3);
        assertThat(ledger.counts()).isEqualTo(new Counts(3, 0, 0));
        reopen();
        assertThat(ledger.counts()).isEqualTo(new Counts(3, 0, 0));
        List<PushRow> rows = ledger.log().newestBefore(OptionalLong.empty(), 10);
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst().message().title()).isEqualTo("제목 ' 똠");
        assertThat(rows.getFirst().message().body()).isEqualTo("본문 \\");
    }

    @Test
    void aTelegramSentAgainIsStoredOnce() throws Exception {
        stored(Submissions.of("a", Lane.SINGLE, 3));
        assertThat(accept(Submissions.of("a", Lane.SINGLE, 3)))
                .isInstanceOf(Receipt.Duplicate.class);
        reopen();
        assertThat(accept(Submissions.of("a", Lane.SINGLE, 3)))
                .isInstanceOf(Receipt.Duplicate.class);
        assertThat(ledger.counts().stored()).isEqualTo(3);
    }

    @Test
    void twoOfTheSameTelegramInOneCommitAreStoredOnce() throws Exception {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            receipts.add(ledger.accept(Submissions.of("a", Lane.SINGLE, 1)));
        }
        long storedOnes = 0;
        for (CompletableFuture<Receipt> receipt : receipts) {
            storedOnes += receipt.get(10, TimeUnit.SECONDS) instanceof Receipt.Stored ? 1 : 0;
        }
        assertThat(storedOnes).isEqualTo(1);
        assertThat(ledger.counts().stored()).isEqualTo(1);
    }

    @Test
    void theSameCustomerTwiceInOneTelegramGetsTwoPushes() throws Exception {
        Submission submission =
                Submissions.of(
                        "a",
                        Lane.SINGLE,
                        Optional.empty(),
                        List.of(Submissions.recipient(7, "t1"), Submissions.recipient(7, "t2")));
        assertThat(stored(submission).ready()).hasSize(2);
    }

    @Test
    void anUnusableTokenFailsItsRecipientAlone() throws Exception {
        Submission submission =
                Submissions.of(
                        "a",
                        Lane.SINGLE,
                        Optional.empty(),
                        List.of(
                                Submissions.recipient(1, ""),
                                Submissions.recipient(2, "good"),
                                Submissions.recipient(3, "has blank")));
        assertThat(stored(submission).ready().stream().map(push -> push.recipient().customer()))
                .containsExactly("0000000002");
        assertThat(ledger.counts()).isEqualTo(new Counts(3, 0, 2));
    }

    @Test
    void aFinalStateNeverChanges() throws Exception {
        Push push = stored(Submissions.of("a", Lane.SINGLE, 1)).ready().getFirst();
        settle(new Settlement.Accepted(push.id(), NOW, 1, "name"));
        settle(new Settlement.Rejected(push.id(), NOW, 2, Rejection.UNREGISTERED, "late"));
        settle(new Settlement.Deferred(push.id(), NOW, 3, "later", NOW));
        PushRow row = ledger.log().newestBefore(OptionalLong.empty(), 1).getFirst();
        assertThat(row.state()).isEqualTo(PushState.ACCEPTED);
        assertThat(row.fcmName()).contains("name");
        assertThat(ledger.counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void aLateSettlementOfAnEarlierAttemptChangesNothing() throws Exception {
        Push push = stored(Submissions.of("a", Lane.SINGLE, 1)).ready().getFirst();
        Settlement first = new Settlement.Deferred(push.id(), NOW, 1, "503", NOW);
        settle(first);
        assertThat(claim(NOW)).hasSize(1);
        settle(first);
        assertThat(claim(NOW)).as("still in flight for its second attempt").isEmpty();
        settle(new Settlement.Accepted(push.id(), NOW, 2, "name"));
        assertThat(ledger.counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void aHeldPushComesBackWhenItIsDueWithAsManyAttemptsAsBefore() throws Exception {
        Push push = stored(Submissions.of("a", Lane.MULTI, 1)).ready().getFirst();
        Instant due = NOW.plusSeconds(30);
        settle(new Settlement.Held(push.id(), NOW, 0, "403", due));
        assertThat(claim(due.minusMillis(1))).isEmpty();
        assertThat(claim(due)).containsExactly(push);
        settle(new Settlement.Held(push.id(), NOW, 1, "of an attempt that was not", due));
        assertThat(claim(due)).as("still in flight").isEmpty();
    }

    @Test
    void aDeferredPushComesBackWhenItIsDueAndNotBefore() throws Exception {
        Push push = stored(Submissions.of("a", Lane.MULTI, 1)).ready().getFirst();
        Instant due = NOW.plusSeconds(10);
        settle(new Settlement.Deferred(push.id(), NOW, 1, "503", due));
        assertThat(claim(due.minusMillis(1))).isEmpty();
        List<Push> claimed = claim(due);
        assertThat(claimed)
                .containsExactly(
                        new Push(push.id(), Lane.MULTI, push.message(), push.recipient(), 1));
        assertThat(claim(due)).as("claimed once").isEmpty();
    }

    @Test
    void aReservedPushIsNotReadyBeforeItsTime() throws Exception {
        Instant reserved = NOW.plusSeconds(60);
        Submission submission =
                Submissions.of("a", Lane.SINGLE, Optional.of(reserved), Submissions.recipients(2));
        assertThat(stored(submission).ready()).isEmpty();
        assertThat(claim(reserved.minusMillis(1))).isEmpty();
        assertThat(claim(reserved)).hasSize(2);
    }

    @Test
    void whatAKilledProcessHadInFlightIsTakenOver() throws Exception {
        stored(Submissions.of("a", Lane.SINGLE, 5));
        assertThat(claim(NOW)).as("in flight, so not to be claimed").isEmpty();
        reopen();
        assertThat(claim(NOW)).hasSize(5);
    }

    @Test
    void whatIsReleasedIsDueAtOnce() throws Exception {
        List<Push> ready = stored(Submissions.of("a", Lane.SINGLE, 2)).ready();
        ledger.release(ready, NOW).get(10, TimeUnit.SECONDS);
        assertThat(claim(NOW)).isEqualTo(ready);
    }

    @Test
    void withoutRoomInMemoryPushesWaitInTheLedger() throws Exception {
        ledger.close();
        Room full =
                new Room() {
                    @Override
                    public boolean take(int pushes) {
                        return false;
                    }

                    @Override
                    public void giveBack(int pushes) {
                        throw new AssertionError("nothing was taken");
                    }
                };
        ledger = Ledger.open(folder.resolve("ledger.db"), full, NOW);
        assertThat(stored(Submissions.of("a", Lane.SINGLE, 2)).ready()).isEmpty();
        assertThat(claim(NOW)).hasSize(2);
    }

    @Test
    void aSecondGatewayIsKeptOff() {
        assertThatThrownBy(() ->
                        Ledger.open(folder.resolve("ledger.db"), Submissions.ROOMY, NOW).close())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("another gateway is using it");
    }

    @Test
    void theFilesAreTheirUsersAlone() throws Exception {
        stored(Submissions.of("a", Lane.SINGLE, 1));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void pagesFollowEachOtherInBothDirections() throws Exception {
        stored(Submissions.of("a", Lane.SINGLE, 10));
        PushLog log = ledger.log();
        assertThat(ids(log.newestBefore(OptionalLong.empty(), 4))).containsExactly(10L, 9L, 8L, 7L);
        assertThat(ids(log.newestBefore(OptionalLong.of(7), 4))).containsExactly(6L, 5L, 4L, 3L);
        assertThat(ids(log.oldestAfter(6, 4))).containsExactly(10L, 9L, 8L, 7L);
    }

    private static List<Long> ids(List<PushRow> rows) {
        return rows.stream().map(PushRow::id).toList();
    }

    private void reopen() {
        ledger.close();
        open();
    }

    private Receipt accept(Submission submission) throws Exception {
        return ledger.accept(submission).get(10, TimeUnit.SECONDS);
    }

    private Receipt.Stored stored(Submission submission) throws Exception {
        return (Receipt.Stored) accept(submission);
    }

    private void settle(Settlement settlement) throws Exception {
        ledger.settle(List.of(settlement)).get(10, TimeUnit.SECONDS);
    }

    private List<Push> claim(Instant now) throws Exception {
        return ledger.claim(100, now).get(10, TimeUnit.SECONDS);
    }
}
