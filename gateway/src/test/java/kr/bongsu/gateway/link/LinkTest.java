package kr.bongsu.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.telegram.Telegram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A link against an FEP on a real socket; the store is scripted.
class LinkTest {

    private static final int MALFORMED = ResponseCodes.DEFAULT.malformed();
    private static final int UNAVAILABLE = ResponseCodes.DEFAULT.unavailable();

    @TempDir Path folder;
    private final Queue<Submission> submitted = new ConcurrentLinkedQueue<>();
    private volatile Intake store = _ -> stored();
    private Fep fep;
    private Fep standby;
    private Links links;
    private Link link;
    private volatile boolean full;
    private final AtomicInteger looks = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        fep = new Fep();
        standby = new Fep();
        start(LinkSettings.WhenFull.WAIT);
    }

    private void start(LinkSettings.WhenFull whenFull) {
        links =
                new Links(
                        List.of(
                                new LinkSettings(
                                        "single01",
                                        Lane.SINGLE,
                                        List.of(endpoint(fep), endpoint(standby)),
                                        Optional.empty(),
                                        new LinkSettings.Dialogue(
                                                true, Duration.ofMillis(300), whenFull))),
                        new Links.Common(
                                new TelegramForm(Fep.LAYOUT),
                                ResponseCodes.DEFAULT,
                                ZoneId.of("Asia/Seoul"),
                                InstantSource.fixed(Instant.parse("2026-03-01T20:00:00Z")),
                                TraceSettings.in(folder)),
                        submission -> {
                            submitted.add(submission);
                            return store.accept(submission);
                        },
                        lane -> {
                            looks.incrementAndGet();
                            return full && lane == Lane.SINGLE;
                        },
                        _ -> LinkWish.NONE);
        links.start();
        link = links.list().getFirst();
    }

    @AfterEach
    void stop() throws Exception {
        links.close();
        fep.close();
        standby.close();
    }

    @Test
    void itSignsOnWithKoreanDateAndTime() throws Exception {
        Telegram signOn = fep.accept();
        assertThat(signOn.kind()).isEqualTo("A");
        assertThat(signOn.header().text(Fep.LAYOUT.header().field("P_RequestType"))).isEqualTo("Q");
        assertThat(signOn.header().text(Fep.LAYOUT.header().field("P_DATE"))).isEqualTo("20260302");
        assertThat(signOn.header().text(Fep.LAYOUT.header().field("P_TIME")))
                .isEqualTo("050000000");
    }

    @Test
    void twoHeartbeatsAndADataTelegramInOneWriteAreAllAnswered() throws Exception {
        fep.accept();
        byte[] h = Fep.heartbeat();
        byte[] d = Fep.data(1, "체결", "t1");
        byte[] joined = Arrays.copyOf(h, 2 * h.length + d.length);
        System.arraycopy(h, 0, joined, h.length, h.length);
        System.arraycopy(d, 0, joined, 2 * h.length, d.length);
        fep.send(joined);
        assertThat(IntStream.range(0, 3).mapToObj(_ -> answerKind()))
                .containsExactly("H", "H", "D");
        assertThat(submitted).hasSize(1);
    }

    @Test
    void aTelegramArrivingByteByByteIsRead() throws Exception {
        fep.accept();
        fep.sendByteByByte(Fep.data(1, "똠방각하 '", "t1", "t2"));
        assertThat(fep.code()).isZero();
        assertThat(submitted.element().messages().getFirst().message().title()).isEqualTo("똠방각하 '");
        assertThat(submitted.element().pushes()).isEqualTo(2);
    }

    @Test
    void threeThousandRecipientsInOneTelegramAreRead() throws Exception {
        fep.accept();
        fep.send(
                Fep.data(
                        1,
                        "공지",
                        IntStream.range(0, 3_000).mapToObj(i -> "t" + i).toArray(String[]::new)));
        assertThat(fep.code()).isZero();
        assertThat(submitted.element().pushes()).isEqualTo(3_000);
    }

    @Test
    void nothingIsAnsweredBeforeItIsStored() throws Exception {
        CompletableFuture<Receipt> slow = new CompletableFuture<>();
        store = _ -> slow;
        fep.accept();
        fep.send(Fep.data(1, "체결", "t1"), Fep.heartbeat());
        Await.until("it is submitted", () -> submitted.size() == 1);
        slow.complete(new Receipt.Stored(List.of()));
        assertThat(answerKind()).as("the answers keep the order of the requests").isEqualTo("D");
        assertThat(answerKind()).isEqualTo("H");
    }

    @Test
    void whatCannotBeStoredIsNeverAnsweredAsGood() throws Exception {
        store = _ -> CompletableFuture.completedFuture(new Receipt.Unavailable("disk full"));
        fep.accept();
        fep.send(Fep.data(1, "체결", "t1"));
        assertThat(fep.code()).isEqualTo(UNAVAILABLE);
        store = _ -> stored();
        fep.send(Fep.data(1, "체결", "t1"));
        assertThat(fep.code()).isZero();
    }

    @Test
    void aTelegramSentAgainHasTheSameKey() throws Exception {
        store = _ -> CompletableFuture.completedFuture(new Receipt.Duplicate());
        fep.accept();
        fep.send(Fep.data(7, "체결", "t1"), Fep.data(7, "체결", "t1"));
        assertThat(fep.code()).isZero();
        assertThat(fep.code()).isZero();
        assertThat(submitted.stream().map(Submission::key).distinct())
                .containsExactly(Optional.of("sequence single01 20260302 7"));
        assertThat(link.counters().totals().duplicates()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 99})
    void aCountThatDisagreesWithTheBytesIsRefusedAndTheLineGoesOn(int sendCount) throws Exception {
        fep.accept();
        fep.send(Fep.data(1, "체결", sendCount, "", "t1"), Fep.data(2, "체결", "t1"));
        assertThat(fep.code()).isEqualTo(MALFORMED);
        assertThat(fep.code()).isZero();
        assertThat(submitted).hasSize(1);
    }

    @Test
    void aReservedTimeIsKoreanTimeAndNonsenseIsRefused() throws Exception {
        fep.accept();
        fep.send(
                Fep.data(1, "예약", 1, "20260302090000", "t1"),
                Fep.data(2, "예약", 1, "20260399990000", "t1"),
                Fep.data(3, "예약", 1, "20260231090000", "t1"));
        assertThat(fep.code()).isZero();
        assertThat(fep.code()).isEqualTo(MALFORMED);
        assertThat(fep.code()).isEqualTo(MALFORMED);
        assertThat(submitted.element().messages().getFirst().reservedFor())
                .contains(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEF", "-00001", "000001", "\u0000\u0000\u0000"})
    void aStreamThatCannotBeTrustedIsDroppedAndMadeAnew(String noise) throws Exception {
        fep.accept();
        fep.send(noise.getBytes(StandardCharsets.US_ASCII));
        assertThat(fep.isClosedByGateway()).isTrue();
        standby.accept();
        standby.send(Fep.data(1, "체결", "t1"));
        assertThat(standby.code()).isZero();
        assertThat(link.counters().broken()).isEqualTo(1);
    }

    @Test
    void bytesOfACutConnectionNeverMeetThoseOfTheNext() throws Exception {
        fep.accept();
        byte[] telegram = Fep.data(1, "체결", "t1");
        fep.send(Arrays.copyOf(telegram, 1_000));
        fep.cut();
        standby.accept();
        standby.send(Fep.data(2, "새 연결", "t2"));
        assertThat(standby.code()).isZero();
        assertThat(submitted.stream().map(each -> each.messages().getFirst().message().title()))
                .containsExactly("새 연결");
    }

    @Test
    void aSilentLineGetsHeartbeatsAndIsDroppedWhenNoneIsAnswered() throws Exception {
        fep.send(Fep.answer(fep.accept(), 0));
        for (int i = 0; i < 3; i++) {
            Telegram heartbeat = fep.read();
            assertThat(heartbeat.kind()).isEqualTo("H");
            assertThat(heartbeat.isAnswer()).isFalse();
        }
        assertThat(fep.isClosedByGateway()).isTrue();
        assertThat(standby.accept().kind()).as("the next endpoint's turn").isEqualTo("A");
    }

    @Test
    void itIsReadyOnlyWhenTheFepHasAnsweredTheSignOn() throws Exception {
        Telegram signOn = fep.accept();
        Await.until("it signs on", () -> link.state() instanceof LinkState.SigningOn);
        fep.send(Fep.answer(signOn, 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
    }

    @Test
    void anFepThatRefusesOrIgnoresTheSignOnIsLeftForTheNext() throws Exception {
        fep.send(Fep.answer(fep.accept(), 17));
        assertThat(fep.isClosedByGateway()).isTrue();
        standby.accept();
        assertThat(standby.isClosedByGateway()).as("the sign-on is not answered in time").isTrue();
        fep.send(Fep.answer(fep.accept(), 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
        assertThat(link.journal().stream().map(LinkChange::what))
                .contains(
                        "down: the FEP refuses the sign-on, code 17",
                        "down: the sign-on is not answered");
    }

    @Test
    void itIsHeldReleasedAndSwitchedByHandAndRemembersByWhom() throws Exception {
        fep.send(Fep.answer(fep.accept(), 0));
        link.hold("kim", "maintenance");
        Await.until("it is held", () -> link.state() instanceof LinkState.Held);
        assertThat(fep.isClosedByGateway()).isTrue();
        link.release("kim");
        fep.send(Fep.answer(fep.accept(), 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
        assertThat(link.switchTo(endpoint(standby), "lee")).isTrue();
        standby.send(Fep.answer(standby.accept(), 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
        assertThat(link.endpoint()).isEqualTo(endpoint(standby));
        assertThat(link.switchTo(new LinkSettings.Endpoint("elsewhere", 1), "lee")).isFalse();
        assertThat(link.journal().stream().filter(each -> !each.who().equals("bongsu")))
                .extracting(LinkChange::who, LinkChange::what)
                .containsExactly(
                        tuple("kim", "held: maintenance"),
                        tuple("kim", "released"),
                        tuple("lee", "switched to " + endpoint(standby)));
    }

    @Test
    void aTelegramThatBeginsAndDoesNotEndIsNotWaitedForForEver() throws Exception {
        fep.send(Fep.answer(fep.accept(), 0));
        fep.send(Arrays.copyOf(Fep.data(1, "체결", "t1"), 500));
        assertThat(fep.isClosedByGateway()).isTrue();
        assertThat(submitted).isEmpty();
    }

    @Test
    void whileTheLedgerIsFullNothingIsRead() throws Exception {
        fep.accept();
        // The link looks before each read; the read after its first look is under way or about to
        // be.
        Await.until("it has looked", () -> looks.get() >= 1);
        full = true;
        fep.send(Fep.data(1, "체결", "t1"));
        assertThat(fep.code()).isZero();
        fep.send(Fep.data(2, "체결", "t1"));
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        assertThat(submitted).hasSize(1);
        full = false;
        assertThat(fep.code()).isZero();
    }

    @Test
    void anFepThatIsToBeRefusedWhileTheLedgerIsFullHearsThatThereAreTooMany() throws Exception {
        fep.accept();
        links.close();
        start(LinkSettings.WhenFull.REFUSE);
        full = true;
        fep.accept();
        fep.send(Fep.heartbeat(), Fep.data(1, "체결", "t1"));
        assertThat(fep.code()).as("a heartbeat needs no room").isZero();
        assertThat(fep.code()).isEqualTo(ResponseCodes.DEFAULT.tooMany());
        full = false;
        fep.send(Fep.data(1, "체결", "t1"));
        assertThat(fep.code()).isZero();
        assertThat(submitted).hasSize(1);
    }

    @Test
    void aTraceTellsWhatPassedOverTheLine() throws Exception {
        fep.send(Fep.answer(fep.accept(), 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
        link.trace(Duration.ofMinutes(10), "kim");
        fep.send(Fep.data(1, "체결", "t1"));
        assertThat(fep.code()).isZero();
        link.stopTrace("kim");
        assertThat(Files.readString(link.traceFile()))
                .containsSubsequence(
                        "-- kim: traced for 10 minutes",
                        "<- D, 1767 bytes",
                        "msg_title=(2 characters)",
                        "-> D (answer), 86 bytes",
                        "P_ResponseCode=0")
                .doesNotContain("체결");
    }

    @Test
    void numbersThatAreMissingAreCountedAcrossConnections() throws Exception {
        fep.send(Fep.answer(fep.accept(), 0));
        fep.send(Fep.data(5, "체결", "t1"));
        assertThat(fep.code()).isZero();
        fep.cut();
        standby.accept();
        standby.send(Fep.data(8, "체결", "t1"), Fep.data(8, "체결", "t1"));
        assertThat(standby.code()).isZero();
        assertThat(standby.code()).isZero();
        assertThat(link.counters().sequences()).isEqualTo(new LinkCounters.Sequences(2, 1));
    }

    @Test
    void numbersThatAreMissingAreCounted() throws Exception {
        fep.send(Fep.answer(fep.accept(), 0));
        for (int sequence : new int[] {5, 6, 9, 6}) {
            fep.send(Fep.data(sequence, "체결", "t1"));
            assertThat(fep.code()).isZero();
        }
        assertThat(link.counters().sequences().missing()).isEqualTo(2);
    }

    @Test
    void aStopAnswersWhatWasRead() throws Exception {
        CompletableFuture<Receipt> slow = new CompletableFuture<>();
        store = _ -> slow;
        fep.accept();
        fep.send(Fep.data(1, "체결", "t1"));
        Await.until("it is submitted", () -> submitted.size() == 1);
        Thread stopping = Thread.ofVirtual().start(links::close);
        Await.until(
                "it stops reading",
                () -> !stopping.isAlive() || stopping.getState() == Thread.State.TIMED_WAITING);
        slow.complete(new Receipt.Stored(List.of()));
        assertThat(fep.code()).isZero();
        assertThat(fep.isClosedByGateway()).isTrue();
        assertThat(stopping.join(Duration.ofSeconds(30))).isTrue();
        assertThat(link.state()).isInstanceOf(LinkState.Stopped.class);
    }

    private static LinkSettings.Endpoint endpoint(Fep fep) {
        return new LinkSettings.Endpoint("127.0.0.1", fep.port());
    }

    private static CompletableFuture<Receipt> stored() {
        return CompletableFuture.completedFuture(new Receipt.Stored(List.of()));
    }

    private String answerKind() {
        try {
            Telegram answer = fep.read();
            assertThat(answer.isAnswer()).isTrue();
            return answer.kind();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
