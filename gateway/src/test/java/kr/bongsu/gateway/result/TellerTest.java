package kr.bongsu.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.fcm.Trust;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.ledger.Telling;
import kr.bongsu.gateway.ledger.Untaken;
import kr.bongsu.gateway.link.TestCertificates;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Outcomes from a real ledger to a real HTTP server.
class TellerTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Instant NOW = Submissions.NOW;
    private static final String TARGET = "webhook";
    private static final String SECRET = "a secret of the two";

    @TempDir Path folder;
    private CoreSystem core;
    private Ledger ledger;
    private volatile Instant now = NOW;
    private int telegrams;

    @BeforeEach
    void open() throws Exception {
        core = new CoreSystem();
        LedgerSettings settings =
                LedgerSettings.file(folder.resolve("ledger.db"))
                        .with(new Telling(Set.of(TARGET), Set.of(), 100_000, SEOUL));
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> now);
        Files.writeString(folder.resolve("token"), "token-of-the-core\n");
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
    }

    @AfterEach
    void close() {
        ledger.close();
        core.close();
    }

    @Test
    void everyOutcomeIsPostedSignedAndThenForgotten() throws Exception {
        settle(3);
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500);
                Teller _ = started(webhook)) {
            awaitNothingWaits();
        }
        CoreSystem.Posted posted = core.posted().getFirst();
        assertThat(posted.objects()).hasSize(3);
        JsonObject first = posted.objects().getFirst();
        assertThat(first.getString("result")).isEqualTo("accepted");
        assertThat(first.getString("customer")).isEqualTo("0000000000");
        assertThat(first.getString("uuid")).isEqualTo("u1");
        assertThat(first.getString("group")).isEqualTo("g1");
        assertThat(first.getString("detail")).isEqualTo("name");
        assertThat(first.getLong("push")).isEqualTo(1);
        assertThat(Instant.parse(first.getString("at"))).isEqualTo(NOW);
        assertThat(posted.header("content-type")).isEqualTo("application/json");
        assertThat(posted.header("authorization")).isEqualTo("Bearer token-of-the-core");
        assertThat(posted.header("bongsu-signature"))
                .isEqualTo(Signature.of(NOW.getEpochSecond(), posted.body(), SECRET))
                .startsWith("t=" + NOW.getEpochSecond() + ",v1=");
        assertThat(posted.header("idempotency-key")).hasSize(64);
    }

    @Test
    void aSignatureIsWhatAnybodyCanComputeAgain() {
        // echo -n '1.[]' | openssl dgst -sha256 -hmac key
        assertThat(Signature.of(1, "[]", "key"))
                .isEqualTo(
                        "t=1,v1=74844a5a51cfee4367dd6f6d7903d46a076eb27921483686e5a7cac98f726d1c");
    }

    @Test
    void whatIsRefusedIsToldAgainWithTheSameIdAndBody() throws Exception {
        settle(2);
        core.answer(CoreSystem.Answer.of(500), CoreSystem.Answer.of(302));
        try (Webhook webhook = webhook(Webhook.Format.LINES, 500);
                Teller _ = started(webhook)) {
            awaitNothingWaits();
        }
        assertThat(core.posted()).hasSize(3);
        assertThat(core.posted().stream().map(CoreSystem.Posted::body).distinct()).hasSize(1);
        assertThat(core.posted().stream().map(each -> each.header("idempotency-key")).distinct())
                .hasSize(1);
        assertThat(core.posted().getFirst().header("content-type"))
                .isEqualTo("application/x-ndjson");
        assertThat(core.taken()).hasSize(2);
    }

    @Test
    void bodiesAreBoundedAndHalvedForWhoFindsThemTooLong() throws Exception {
        settle(25);
        core.answer(CoreSystem.Answer.of(413));
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 10);
                Teller _ = started(webhook)) {
            awaitNothingWaits();
        }
        assertThat(core.posted())
                .extracting(each -> each.objects().size())
                .containsExactly(10, 5, 5, 10, 5);
        assertThat(core.taken().map(each -> each.getString("id")).distinct()).hasSize(25);
    }

    @Test
    void oneThatIsRefusedForWhatItIsHoldsNobodyAndWaits() throws Exception {
        settle(9);
        List<PushOutcome> all = PushOutcome.list(ledger.backroom(), TARGET, 0, 100);
        core.refuse(all.get(3).id(), 422);
        core.refuse(all.get(7).id(), 422);
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500);
                Teller _ = started(webhook)) {
            Await.until(
                    "the others are taken",
                    () -> PushOutcome.list(ledger.backroom(), TARGET, 0, 100).size() == 2);
            settle(2);
            Await.until("what came later, too", () -> core.taken().count() == 9);
        }
        assertThat(PushOutcome.list(ledger.backroom(), TARGET, 0, 100))
                .extracting(PushOutcome::id)
                .containsExactly(all.get(3).id(), all.get(7).id());
    }

    @Test
    void manyThatAreRefusedForWhatTheyAreHoldNobodyEither() throws Exception {
        settle(200);
        List<PushOutcome> all = PushOutcome.list(ledger.backroom(), TARGET, 0, 1_000);
        all.subList(0, 30).forEach(each -> core.refuse("\"" + each.id() + "\"", 422));
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500);
                Teller _ = started(webhook)) {
            Await.until(
                    "the others are taken",
                    () -> PushOutcome.list(ledger.backroom(), TARGET, 0, 1_000).size() == 30);
        }
        assertThat(PushOutcome.list(ledger.backroom(), TARGET, 0, 1_000))
                .isEqualTo(all.subList(0, 30));
    }

    @Test
    void whoTakesNothingIsNamedUntilItTakesAgain() throws Exception {
        settle(1);
        core.refuse("result", 500);
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500);
                Teller _ = started(webhook)) {
            Await.until("it is asked", () -> !core.posted().isEmpty());
            assertThat(ledger.backroom().untaken().list(now)).as("a moment").isEmpty();
            Instant later = now.plusSeconds(31);
            Await.until(
                    "it is named",
                    () ->
                            ledger.backroom()
                                    .untaken()
                                    .list(later)
                                    .equals(
                                            List.of(
                                                    new Untaken.Trouble(
                                                            TARGET, Optional.of(now), 0))));
            core.relent();
            Await.until("it takes", () -> ledger.backroom().untaken().list(later).isEmpty());
        }
        assertThat(core.taken()).hasSize(1);
    }

    @Test
    void whoRefusesEverythingIsNotAskedOneByOneForEver() throws Exception {
        settle(200);
        PushOutcome.list(ledger.backroom(), TARGET, 0, 1_000)
                .forEach(each -> core.refuse(each.id(), 400));
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500)) {
            assertThatThrownBy(() ->
                            webhook.tell(PushOutcome.list(ledger.backroom(), TARGET, 0, 1_000)))
                    .isInstanceOf(Destination.Refused.class)
                    .hasMessage("it answers 400");
        }
        assertThat(core.posted()).hasSizeLessThan(80);
    }

    @Test
    void aTotalThatIsRefusedHoldsNoOutcome() throws Exception {
        settle(1);
        now = NOW.plus(Duration.ofDays(1));
        core.refuse("-total-", 400);
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500);
                Teller _ = started(webhook)) {
            Await.until(
                    "the total is refused",
                    () -> core.posted().stream().anyMatch(each -> each.answered() == 400));
            settle(1);
            awaitNothingWaits();
        }
        assertThat(core.taken()).hasSize(2);
    }

    @Test
    void anAuthorityOfTheInstitutionsOwnIsBelievedWhenItIsNamed() throws Exception {
        TestCertificates own = TestCertificates.of(folder, "core.p12", "ip:127.0.0.1", "EC");
        core.close();
        core = new CoreSystem(own.server(own.store()));
        settle(1);
        List<PushOutcome> some = PushOutcome.list(ledger.backroom(), TARGET, 0, 1);
        try (Webhook stranger = webhook(Webhook.Format.ARRAY, 1)) {
            assertThatThrownBy(() -> stranger.tell(some))
                    .hasMessageContaining("certification path");
        }
        Path certificate = own.certificate(folder.resolve("own.pem"));
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 1, Optional.of(certificate))) {
            assertThat(webhook.tell(some)).isEmpty();
        }
        assertThat(core.taken()).hasSize(1);
    }

    @Test
    void whoDoesNotAnswerHoldsNobodyForEver() throws Exception {
        settle(1);
        core.answer(CoreSystem.Answer.of(0));
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 10);
                Teller _ = started(webhook)) {
            awaitNothingWaits();
        }
        assertThat(core.posted()).hasSize(2);
    }

    @Test
    void whenTheDayIsOverItsTotalIsTheSumOfWhatWasTold() throws Exception {
        settle(4);
        settle(3);
        now = NOW.plus(Duration.ofDays(1));
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500);
                Teller _ = started(webhook)) {
            Await.until("the total", () -> totals().size() == 1);
        }
        JsonObject total = totals().getFirst();
        assertThat(total.getString("total")).isEqualTo("2026-03-02");
        assertThat(total.getLong("accepted")).isEqualTo(7);
        assertThat(total.getLong("rejected")).isZero();
        assertThat(total.getLong("not_told")).isZero();
        assertThat(core.taken().filter(each -> each.containsKey("result"))).hasSize(7);
        assertThat(DayTotal.due(ledger.backroom(), TARGET, LocalDate.of(2026, 3, 3)))
                .as("to be told again")
                .isEmpty();
    }

    @Test
    void theOtherSidesWishIsFollowedAndOneWaitsLongerEachTime() {
        Backoff once = Backoff.NONE.more();
        assertThat(once.pause(Optional.empty())).isEqualTo(Duration.ofSeconds(1));
        assertThat(once.more().more().pause(Optional.empty())).isEqualTo(Duration.ofSeconds(4));
        assertThat(once.pause(Optional.of(Duration.ofSeconds(30)))).hasSeconds(30);
        assertThat(once.pause(Optional.of(Duration.ofDays(1)))).hasMinutes(5);
        Backoff many = once;
        for (int i = 0; i < 100; i++) {
            many = many.more();
        }
        assertThat(many.pause(Optional.empty())).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void retryAfterIsRead() throws Exception {
        settle(1);
        core.answer(new CoreSystem.Answer(503, Map.of("Retry-After", "7")));
        List<PushOutcome> some = PushOutcome.list(ledger.backroom(), TARGET, 0, 1);
        try (Webhook webhook = webhook(Webhook.Format.ARRAY, 500)) {
            Destination.Refused refused =
                    org.assertj.core.api.Assertions.catchThrowableOfType(
                            Destination.Refused.class, () -> webhook.tell(some));
            assertThat(refused.pause()).contains(Duration.ofSeconds(7));
        }
    }

    private List<JsonObject> totals() {
        return core.taken().filter(each -> each.containsKey("total")).toList();
    }

    private Webhook webhook(Webhook.Format format, int batch) {
        return webhook(format, batch, Optional.empty());
    }

    private Webhook webhook(Webhook.Format format, int batch, Optional<Path> trust) {
        return Webhook.of(
                new Webhook.Settings(
                        core.url(),
                        trust,
                        Optional.of(folder.resolve("token")),
                        Optional.of(folder.resolve("secret")),
                        format,
                        batch,
                        Duration.ofSeconds(2)),
                Trust.of(trust).jdk(),
                () -> now);
    }

    private Teller started(Destination destination) {
        Teller teller =
                new Teller(
                        new Teller.Post(TARGET, destination, SEOUL),
                        ledger.backroom(),
                        () -> true,
                        () -> now);
        teller.start();
        return teller;
    }

    private void awaitNothingWaits() throws Exception {
        Await.until(
                "everything is taken",
                () -> PushOutcome.list(ledger.backroom(), TARGET, 0, 1).isEmpty());
    }

    private void settle(int pushes) throws Exception {
        List<Push> ready =
                ((Receipt.Stored)
                                ledger.accept(
                                                Submissions.of(
                                                        "t" + telegrams++, Lane.SINGLE, pushes))
                                        .get(10, TimeUnit.SECONDS))
                        .ready();
        ledger.settle(
                        ready.stream()
                                .<Settlement>map(
                                        push -> new Settlement.Accepted(push.id(), NOW, 1, "name"))
                                .toList())
                .get(10, TimeUnit.SECONDS);
    }
}
