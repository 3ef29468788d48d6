package kr.bongsu.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Telegram;
import kr.bongsu.telegram.TelegramWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What became of pushes, over a real connection to an FEP.
class ResultLineTest {

    private static final Instant AT = Instant.parse("2026-03-01T20:00:00.123Z");

    @TempDir Path folder;
    private Fep fep;
    private Links links;
    private Link link;
    private ResultLine results;

    @BeforeEach
    void start() throws Exception {
        start(Duration.ofSeconds(25));
    }

    /// @param heartbeat also how long an answer may take
    private void start(Duration heartbeat) throws Exception {
        fep = new Fep();
        links =
                new Links(
                        List.of(
                                new LinkSettings(
                                        "single01",
                                        Lane.SINGLE,
                                        List.of(new LinkSettings.Endpoint("127.0.0.1", fep.port())),
                                        Optional.empty(),
                                        new LinkSettings.Dialogue(
                                                true, heartbeat, LinkSettings.WhenFull.WAIT))),
                        new Links.Common(
                                new TelegramForm(Fep.LAYOUT),
                                ResponseCodes.DEFAULT,
                                ZoneId.of("Asia/Seoul"),
                                InstantSource.fixed(AT),
                                TraceSettings.in(folder)),
                        _ -> CompletableFuture.completedFuture(new Receipt.Stored(List.of())),
                        _ -> false,
                        _ -> LinkWish.NONE);
        links.start();
        link = links.list().getFirst();
        results = link.results();
    }

    @AfterEach
    void stop() throws Exception {
        links.close();
        fep.close();
    }

    @Test
    void outcomesAreToldInTelegramsOfAHundredAndTakenWhenAnswered() throws Exception {
        ready();
        CompletableFuture<Void> telling = tell(outcomes(101));
        Telegram first = question();
        assertThat(first.kind()).isEqualTo("S");
        assertThat(first.body()).hasSize(100);
        assertThat(telling).isNotDone();
        fep.send(answer(first, 0));
        Telegram second = question();
        assertThat(second.body()).hasSize(1);
        fep.send(answer(second, 0));
        telling.get(20, TimeUnit.SECONDS);
        BlockView one = first.body().getFirst();
        assertThat(text(one, "rslt_id")).isEqualTo("abc-0");
        assertThat(text(one, "csno")).isEqualTo("1000000000");
        assertThat(text(one, "uuid_id")).isEqualTo("u");
        assertThat(text(one, "push_grp_id")).isEqualTo("g");
        assertThat(text(one, "D_servicename")).isEqualTo("체결");
        assertThat(text(one, "rslt_cd")).isEqualTo("N");
        assertThat(text(one, "rslt_dtm")).isEqualTo("20260302050000123");
        assertThat(one.number(one.block().field("try_cnt"))).hasValue(2);
        assertThat(text(one, "rslt_msg")).startsWith("UNREGISTERED");
        assertThat(header(first, "P_UUID")).hasSize(32).isNotEqualTo(header(second, "P_UUID"));
    }

    @Test
    void aDaysTotalIsATelegramOfItsOwn() throws Exception {
        ready();
        DayTotal total =
                new DayTotal(
                        "abc",
                        "single01",
                        LocalDate.of(2026, 3, 1),
                        Map.of(PushState.ACCEPTED, 48_000L, PushState.EXPIRED, 7L),
                        3);
        CompletableFuture<Void> telling = run(() -> results.tell(total));
        Telegram telegram = question();
        assertThat(telegram.kind()).isEqualTo("T");
        BlockView day = telegram.body().getFirst();
        assertThat(text(day, "rslt_id")).isEqualTo("abc-single01-2026-03-01-48007");
        assertThat(text(day, "rslt_date")).isEqualTo("20260301");
        assertThat(day.number(day.block().field("accept_cnt"))).hasValue(48_000);
        assertThat(day.number(day.block().field("reject_cnt"))).hasValue(0);
        assertThat(day.number(day.block().field("expire_cnt"))).hasValue(7);
        assertThat(day.number(day.block().field("untold_cnt"))).hasValue(3);
        fep.send(answer(telegram, 0));
        telling.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whatIsRefusedIsToldAgainUnderTheSameUuid() throws Exception {
        ready();
        CompletableFuture<Void> refused = tell(outcomes(2));
        Telegram first = question();
        fep.send(answer(first, 9001));
        assertThatThrownBy(() -> refused.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the FEP answers 9001");
        CompletableFuture<Void> again = tell(outcomes(2));
        Telegram second = question();
        fep.send(answer(second, 0));
        again.get(20, TimeUnit.SECONDS);
        assertThat(header(second, "P_UUID")).isEqualTo(header(first, "P_UUID"));
        assertThat(List.of(retries(first), retries(second))).containsExactly(0L, 1L);
    }

    @Test
    void oneThatIsRefusedByItselfIsGivenBackAndHoldsNoOther() throws Exception {
        ready();
        Queue<Integer> told = serve(id -> id.equals("abc-3"));
        List<PushOutcome> outcomes = outcomes(5);
        for (int tries = 1; tries <= 2; tries++) {
            assertThatThrownBy(() -> results.tell(outcomes))
                    .isInstanceOf(ResultLine.RefusedException.class)
                    .hasMessage("the FEP answers 9001");
        }
        assertThat(results.tell(outcomes)).containsExactly(outcomes.get(3));
        assertThat(told).containsExactly(5, 5, 5, 2, 3, 1, 2, 1, 1);
        assertThat(results.tell(outcomes(2))).isEmpty();
    }

    @Test
    void thoseInSeveralTelegramsAreFoundTogether() throws Exception {
        ready();
        List<PushOutcome> outcomes = outcomes(250);
        Set<String> refused = Set.of(outcomes.get(103).id(), outcomes.get(205).id());
        Queue<Integer> _ = serve(refused::contains);
        for (int tries = 1; tries <= 2; tries++) {
            assertThatThrownBy(() -> results.tell(outcomes))
                    .isInstanceOf(ResultLine.RefusedException.class);
        }
        assertThat(results.tell(outcomes)).containsExactly(outcomes.get(103), outcomes.get(205));
    }

    @Test
    void manyThatAreRefusedByThemselvesAreGivenBackAFewAtATime() throws Exception {
        ready();
        List<PushOutcome> outcomes = outcomes(100);
        Set<String> refused =
                outcomes.subList(0, 30).stream().map(PushOutcome::id).collect(Collectors.toSet());
        Queue<Integer> _ = serve(refused::contains);
        for (int tries = 1; tries <= 2; tries++) {
            assertThatThrownBy(() -> results.tell(outcomes))
                    .isInstanceOf(ResultLine.RefusedException.class);
        }
        assertThatThrownBy(() -> results.tell(outcomes))
                .asInstanceOf(type(ResultLine.RefusedException.class))
                .extracting(ResultLine.RefusedException::ones)
                .isEqualTo(outcomes.subList(0, 20));
        assertThat(results.tell(outcomes.subList(20, 100))).isEqualTo(outcomes.subList(20, 30));
    }

    @Test
    void whoRefusesEverythingIsNotAskedOneByOneForEver() throws Exception {
        ready();
        Queue<Integer> told = serve(_ -> true);
        for (int tries = 1; tries <= 4; tries++) {
            assertThatThrownBy(() -> results.tell(outcomes(500)))
                    .isInstanceOf(ResultLine.RefusedException.class);
        }
        assertThat(told).hasSizeLessThan(150);
    }

    @Test
    void aTotalThatIsRefusedSaysSo() throws Exception {
        ready();
        Queue<Integer> _ = serve(_ -> true);
        DayTotal total = new DayTotal("abc", "single01", LocalDate.of(2026, 3, 1), Map.of(), 0);
        assertThatThrownBy(() -> results.tell(total))
                .isInstanceOf(ResultLine.RefusedException.class);
    }

    /// Answers until the line ends.
    ///
    /// @param refused by the id of an outcome; who refuses one refuses its telegram
    /// @return how many records each telegram has
    private Queue<Integer> serve(Predicate<String> refused) {
        Queue<Integer> told = new ConcurrentLinkedQueue<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            Telegram question = question();
                            told.add(question.body().size());
                            boolean isRefused =
                                    question.body().stream()
                                            .map(each -> text(each, "rslt_id"))
                                            .anyMatch(refused);
                            fep.send(answer(question, isRefused ? 9001 : 0));
                        }
                    } catch (IOException ended) {
                        // The test is over.
                    }
                });
        return told;
    }

    @Test
    void whatIsNotAnsweredIsToldAgainUnderTheSameUuid() throws Exception {
        stop();
        start(Duration.ofSeconds(3));
        ready();
        CompletableFuture<Void> unanswered = tell(outcomes(2));
        Telegram first = question();
        assertThatThrownBy(() -> unanswered.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("the FEP has not answered within 3 s");
        CompletableFuture<Void> _ = tell(outcomes(2));
        Telegram second = question();
        assertThat(header(second, "P_UUID")).isEqualTo(header(first, "P_UUID"));
        assertThat(List.of(retries(first), retries(second))).containsExactly(0L, 1L);
    }

    @Test
    void telegramsAreTakenWhileAnAnswerIsAwaited() throws Exception {
        ready();
        CompletableFuture<Void> telling = tell(outcomes(1));
        Telegram question = question();
        fep.send(Fep.data(1, "체결", "t1"));
        Telegram stored = fep.read();
        assertThat(stored.kind()).isEqualTo("D");
        assertThat(stored.isAnswer()).isTrue();
        fep.send(answer(question, 0));
        telling.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aLineThatIsNotReadyOrEndsTakesNothing() throws Exception {
        assertThatThrownBy(() -> results.tell(outcomes(1))).hasMessage("the line is not ready");
        ready();
        CompletableFuture<Void> telling = tell(outcomes(1));
        question();
        fep.cut();
        assertThatThrownBy(() -> telling.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("the line has ended");
    }

    private void ready() throws Exception {
        Telegram signOn = fep.accept();
        fep.send(Fep.answer(signOn, 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
    }

    /// The next telegram that is no heartbeat; those are answered.
    private Telegram question() throws IOException {
        Telegram next = fep.read();
        while (next.kind().equals("H")) {
            fep.send(Fep.answer(next, 0));
            next = fep.read();
        }
        assertThat(next.isAnswer()).isFalse();
        return next;
    }

    private static byte[] answer(Telegram question, int code) {
        TelegramWriter writer = new TelegramWriter(Fep.LAYOUT);
        Block header = Fep.LAYOUT.header();
        writer.begin()
                .put(header.field("P_TransactionType"), question.kind())
                .put(header.field("P_RequestType"), "R")
                .put(header.field("P_ResponseCode"), code)
                .put(header.field("P_UUID"), header(question, "P_UUID"));
        return writer.end();
    }

    private static String header(Telegram telegram, String field) {
        return telegram.header().text(Fep.LAYOUT.header().field(field));
    }

    private static long retries(Telegram telegram) {
        return telegram.header().number(Fep.LAYOUT.header().field("P_RetryCount")).orElseThrow();
    }

    private static String text(BlockView view, String field) {
        return view.text(view.block().field(field));
    }

    private CompletableFuture<Void> tell(List<PushOutcome> outcomes) {
        return run(() -> results.tell(outcomes));
    }

    private interface Telling {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> run(Telling telling) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        telling.run();
                        done.complete(null);
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }

    private static List<PushOutcome> outcomes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new PushOutcome(
                                "abc",
                                i,
                                i,
                                PushState.REJECTED,
                                2,
                                AT,
                                "UNREGISTERED: gone, and a text that is longer than the field has room for",
                                new PushOutcome.Origin("single01", "1000000000", "체결", "g", "u")))
                .toList();
    }
}
