package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a ledger promises, whatever database it is in.
abstract class LedgerContract {

    private LedgerSettings settings;
    Ledger ledger;

    /// An empty database.
    abstract LedgerSettings fresh() throws Exception;

    @BeforeEach
    void open() throws Exception {
        settings = fresh();
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsStoredIsReadyAndStaysAfterReopening() throws Exception {
        Receipt.Stored stored = stored(Submissions.of("a", Lane.SINGLE, 3));
        assertThat(stored.ready()).hasSize(3);
        assertThat(ledger.counts()).isEqualTo(counts(PushState.IN_FLIGHT, 3));
        reopen();
        assertThat(ledger.counts()).isEqualTo(counts(PushState.PENDING, 3));
        List<PushRow> rows = ledger.log().newestBefore(OptionalLong.empty(), 10);
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst().message().title()).isEqualTo("제목 ' 똠");
        assertThat(rows.getFirst().message().body()).isEqualTo("본문 \\");
    }

    @Test
    void aStepOfTheSchemaThatWasLeftHalfDoneIsFinished() throws Exception {
        stored(Submissions.of("a", Lane.SINGLE, 3));
        ledger.close();
        try (Sql sql = Database.of(settings).toWrite()) {
            sql.update("DROP TABLE outcome_told");
            sql.update("DROP TABLE link_place");
            sql.update("DELETE FROM schema_version WHERE version >= 6");
            sql.commit();
        }
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
        try (Sql sql = Database.of(settings).toRead()) {
            assertThat(sql.number(-1, "SELECT count(*) FROM outcome_told")).isZero();
            assertThat(sql.number(-1, "SELECT count(*) FROM link_place")).isZero();
            assertThat(Schema.version(sql)).isGreaterThanOrEqualTo(7);
        }
        assertThat(ledger.counts().stored()).isEqualTo(3);
    }

    @Test
    void longTextsAreStoredWithoutLossWhereverABufferEnds() throws Exception {
        for (String before : List.of("", "a")) {
            List<Submission.Addressed> messages = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String body = (i == 0 ? before : "") + "😀".repeat(1_000);
                messages.add(
                        new Submission.Addressed(
                                new Message("체결", before, body, "g1", "u" + i),
                                Optional.empty(),
                                Submissions.recipients(1)));
            }
            stored(new Submission(Optional.of("k" + before), "l", Lane.MULTI, 0, NOW, messages));
        }
        List<String> bodies =
                ledger.backroom()
                        .read(reads ->
                                reads.list(
                                        "SELECT body FROM message ORDER BY id",
                                        List.of(),
                                        row -> row.getString(1)));
        assertThat(bodies)
                .hasSize(120)
                .allMatch(each -> each.replace("a", "").equals("😀".repeat(1_000)));
    }

    @Test
    void whatFcmSaysIsStoredWhateverIsInIt() throws Exception {
        List<Push> pushes = stored(Submissions.of("a", Lane.SINGLE, 3)).ready();
        ledger.settle(
                        List.of(
                                new Settlement.Rejected(
                                        pushes.get(0).id(),
                                        NOW,
                                        1,
                                        Rejection.INVALID_MESSAGE,
                                        "a\0b\ud800c 😀"),
                                new Settlement.Accepted(pushes.get(1).id(), NOW, 1, "n\0"),
                                new Settlement.Deferred(pushes.get(2).id(), NOW, 1, "503 \0", NOW)),
                        List.of(new Settlement.Note(pushes.get(0).id(), NOW, 0, "as \0")))
                .get(10, TimeUnit.SECONDS);
        assertThat(ledger.counts().accepted()).isEqualTo(1);
        assertThat(ledger.counts().in(PushState.REJECTED)).isEqualTo(1);
        assertThat(ledger.counts().in(PushState.PENDING)).isEqualTo(1);
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
        assertThat(ledger.counts())
                .isEqualTo(new Counts(Map.of(PushState.IN_FLIGHT, 1L, PushState.REJECTED, 2L)));
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
        assertThat(ledger.counts()).isEqualTo(counts(PushState.ACCEPTED, 1));
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
        assertThat(ledger.counts()).isEqualTo(counts(PushState.ACCEPTED, 1));
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
                        new Push(
                                push.id(),
                                Lane.MULTI,
                                push.message(),
                                push.recipient(),
                                1,
                                push.times().triedSince(NOW)));
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
        ledger.release(ready).get(10, TimeUnit.SECONDS);
        assertThat(claim(NOW)).isEqualTo(ready);
    }

    @Test
    void withoutRoomInMemoryPushesWaitInTheLedger() throws Exception {
        ledger.close();
        Room full =
                new Room() {
                    @Override
                    public boolean take(Lane lane, int pushes) {
                        return false;
                    }

                    @Override
                    public void giveBack(Lane lane, int pushes) {
                        throw new AssertionError("nothing was taken");
                    }

                    @Override
                    public void lost() {
                        throw new AssertionError("nobody else is there");
                    }
                };
        ledger = Ledger.open(settings, full, () -> NOW);
        assertThat(stored(Submissions.of("a", Lane.SINGLE, 2)).ready()).isEmpty();
        assertThat(claim(NOW)).hasSize(2);
    }

    @Test
    void pagesFollowEachOtherInBothDirections() throws Exception {
        stored(Submissions.of("a", Lane.SINGLE, 10));
        PushLog log = ledger.log();
        assertThat(ids(log.newestBefore(OptionalLong.empty(), 4))).containsExactly(10L, 9L, 8L, 7L);
        assertThat(ids(log.newestBefore(OptionalLong.of(7), 4))).containsExactly(6L, 5L, 4L, 3L);
        assertThat(ids(log.oldestAfter(6, 4))).containsExactly(10L, 9L, 8L, 7L);
    }

    @Test
    void everyTextComesBackAsItWas() throws Exception {
        Message message = new Message("a\tb\\N", "\\N\r\n'\"", "😀 똠방각하 \\t", " g ", "");
        Recipient recipient =
                new Recipient("001 ", "", new DeviceToken("t:k-1_"), "%_", "{\"a\":null}");
        Receipt.Stored stored =
                stored(
                        new Submission(
                                Optional.of("k"),
                                "l",
                                Lane.MULTI,
                                2,
                                NOW,
                                List.of(
                                        new Submission.Addressed(
                                                message, Optional.empty(), List.of(recipient)))));
        ledger.release(stored.ready()).get(10, TimeUnit.SECONDS);
        assertThat(claim(NOW)).isEqualTo(stored.ready());
        PushRow row = ledger.log().newestBefore(OptionalLong.empty(), 1).getFirst();
        assertThat(row.message()).isEqualTo(message);
        assertThat(row.recipient()).isEqualTo(recipient);
        assertThat(row.lane()).isEqualTo(Lane.MULTI);
    }

    @Test
    void keysThatDifferInABlankOrInCaseAreDifferentTelegrams() throws Exception {
        for (String key : List.of("a", "A", "a ", "ａ", "á")) {
            stored(Submissions.of(key, Lane.SINGLE, 1));
        }
        assertThat(ledger.counts().stored()).isEqualTo(5);
    }

    @Test
    void aNulInATextIsStoredAsABlank() throws Exception {
        Message message = new Message("s", "a\0b", "\0", "", "");
        stored(
                new Submission(
                        Optional.empty(),
                        "l",
                        Lane.SINGLE,
                        0,
                        NOW,
                        List.of(
                                new Submission.Addressed(
                                        message, Optional.empty(), Submissions.recipients(1)))));
        PushRow row = ledger.log().newestBefore(OptionalLong.empty(), 1).getFirst();
        assertThat(row.message().title()).isEqualTo("a b");
    }

    @Test
    void aTelegramWithoutRecipientsIsStoredAndKnownAgain() throws Exception {
        Submission empty = new Submission(Optional.of("e"), "l", Lane.SINGLE, 0, NOW, List.of());
        assertThat(stored(empty).ready()).isEmpty();
        assertThat(accept(empty)).isInstanceOf(Receipt.Duplicate.class);
        stored(Submissions.of("a", Lane.SINGLE, 2));
        assertThat(ledger.counts().stored()).isEqualTo(2);
    }

    @Test
    void manyOfAllSizesAreStoredAndSettledExactly() throws Exception {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        int all = 0;
        for (int i = 0; i < 200; i++) {
            int recipients = 1 + i * 7 % 60;
            all += recipients;
            receipts.add(ledger.accept(Submissions.of("t" + i, Lane.MULTI, recipients)));
        }
        List<Settlement> settlements = new ArrayList<>();
        for (CompletableFuture<Receipt> receipt : receipts) {
            for (Push push : ((Receipt.Stored) receipt.get(30, TimeUnit.SECONDS)).ready()) {
                settlements.add(new Settlement.Accepted(push.id(), NOW, 1, "n" + push.id()));
            }
        }
        assertThat(settlements).hasSize(all);
        assertThat(settlements.stream().map(Settlement::id)).doesNotHaveDuplicates();
        ledger.settle(settlements).get(30, TimeUnit.SECONDS);
        assertThat(ledger.counts()).isEqualTo(counts(PushState.ACCEPTED, all));
        assertThat(ledger.log().minutes(NOW, NOW.plusSeconds(60)))
                .containsExactly(
                        new Minute(NOW, Lane.MULTI, StatKind.STORED, all),
                        new Minute(NOW, Lane.MULTI, StatKind.ACCEPTED, all));
        reopen();
        assertThat(ledger.counts()).isEqualTo(counts(PushState.ACCEPTED, all));
    }

    @Test
    void whatWaitsCanBeHeldLetGoAndCancelled() throws Exception {
        Instant reserved = NOW.plusSeconds(60);
        stored(Submissions.of("a", Lane.SINGLE, Optional.of(reserved), Submissions.recipients(3)));
        assertThat(intervene(Intervention.Kind.HOLD, 1L, 2L).changed()).containsExactly(1L, 2L);
        assertThat(claim(reserved)).extracting(push -> push.id().number()).containsExactly(3L);
        assertThat(intervene(Intervention.Kind.LET_GO, 1L, 3L))
                .isEqualTo(new Intervention.Done(List.of(1L), Map.of(3L, PushState.IN_FLIGHT)));
        assertThat(intervene(Intervention.Kind.CANCEL, 2L, 3L))
                .isEqualTo(new Intervention.Done(List.of(2L), Map.of(3L, PushState.IN_FLIGHT)));
        assertThat(claim(reserved)).extracting(push -> push.id().number()).containsExactly(1L);
        assertThat(ledger.counts())
                .isEqualTo(new Counts(Map.of(PushState.IN_FLIGHT, 2L, PushState.CANCELLED, 1L)));
    }

    @Test
    void whatFailedCanBeSentAgainAndKeepsItsStory() throws Exception {
        Push push = stored(Submissions.of("a", Lane.SINGLE, 1)).ready().getFirst();
        long id = push.id().number();
        settle(new Settlement.Deferred(push.id(), NOW, 1, "503", NOW));
        assertThat(claim(NOW)).hasSize(1);
        settle(new Settlement.Rejected(push.id(), NOW, 2, Rejection.INVALID_MESSAGE, "400"));
        assertThat(intervene(Intervention.Kind.SEND_AGAIN, id).changed()).containsExactly(id);
        assertThat(claim(NOW))
                .containsExactly(
                        new Push(
                                push.id(),
                                Lane.SINGLE,
                                push.message(),
                                push.recipient(),
                                2,
                                push.times()));
        settle(new Settlement.Accepted(push.id(), NOW, 3, "name"));
        assertThat(intervene(Intervention.Kind.SEND_AGAIN, id).refused())
                .containsExactly(Map.entry(id, PushState.ACCEPTED));
        Timeline timeline = ledger.log().timeline(id).orElseThrow();
        assertThat(timeline.entries())
                .extracting(Timeline.Entry::what)
                .containsExactly("received", "retried", "sent-again", "accepted");
        assertThat(timeline.entries().get(2).detail())
                .isEqualTo("by kim, was rejected: INVALID_MESSAGE: 400");
        assertThat(ledger.log().timeline(id + 1)).isEmpty();
    }

    private Intervention.Done intervene(Intervention.Kind kind, Long... ids) throws Exception {
        return ledger.intervene(new Intervention(kind, List.of(ids), "kim", NOW))
                .get(10, TimeUnit.SECONDS);
    }

    private static Counts counts(PushState state, long pushes) {
        return new Counts(Map.of(state, pushes));
    }

    private static List<Long> ids(List<PushRow> rows) {
        return rows.stream().map(PushRow::id).toList();
    }

    private void reopen() {
        ledger.close();
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
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
        List<Push> pushes = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            pushes.addAll(ledger.claim(lane, 100, now).get(10, TimeUnit.SECONDS));
        }
        return pushes;
    }
}
