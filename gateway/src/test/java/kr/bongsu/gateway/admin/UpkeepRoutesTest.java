package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Rejection;
import kr.bongsu.gateway.upkeep.Retention;
import kr.bongsu.gateway.upkeep.RetentionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger's upkeep and the test push over HTTP, with a real ledger.
class UpkeepRoutesTest {

    private static final String TOKEN = "dGhpcyBpcyBhIHRva2Vu:APA91b-0123456789";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Push> sent = new ArrayList<>();
    private final AtomicReference<Outcome> fcm =
            new AtomicReference<>(new Outcome.Accepted("projects/p/messages/1"));
    private TestAccess files;
    private Ledger ledger;
    private Retention retention;
    private ConsoleServer server;
    private Person nobody;

    @BeforeEach
    void start() throws Exception {
        files = new TestAccess(folder).withEachRole();
        LedgerSettings settings = LedgerSettings.file(folder.resolve("ledger.db"));
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> Submissions.NOW);
        RetentionSettings kept =
                new RetentionSettings(
                        Optional.of(Duration.ofDays(400)),
                        OptionalLong.empty(),
                        Optional.of(folder.resolve("archive")));
        retention = new Retention(kept, ledger.backroom(), InstantSource.system());
        retention.start();
        Access access = files.access();
        server = TestConsole.withoutLinks(folder, ledger, access);
        ConsoleServer.Routes upkeep =
                new UpkeepRoutes(
                        ledger.backroom(),
                        retention,
                        new UpkeepRoutes.Kept(settings.store(), kept),
                        access);
        nobody =
                Person.anonymous(
                        http,
                        server.start(
                                upkeep.and(
                                        new TestPushRoutes(
                                                this::attempt, access, InstantSource.system()))));
    }

    private void attempt(Push push, boolean deliver, Consumer<Outcome> whenDone) {
        if (deliver) {
            sent.add(push);
        }
        whenDone.accept(fcm.get());
    }

    @AfterEach
    void stop() {
        server.close();
        retention.close();
        ledger.close();
        http.close();
    }

    @Test
    void aFlushAsksForTheNameArchivesAndKeepsWhatWaits() throws Exception {
        Receipt.Stored stored =
                (Receipt.Stored)
                        ledger.accept(Submissions.of("a", Lane.MULTI, 12))
                                .get(20, TimeUnit.SECONDS);
        ledger.settle(
                        stored.ready().stream()
                                .skip(3)
                                .map(push ->
                                        (Settlement)
                                                new Settlement.Accepted(
                                                        push.id(), Submissions.NOW, 1, "name"))
                                .toList())
                .get(20, TimeUnit.SECONDS);
        Person admin = nobody.login("admin", TestAccess.PASSWORD);
        JsonObject before = new JsonObject(admin.get("/api/upkeep").body());
        assertThat(before.getInteger("settled")).isEqualTo(9);
        assertThat(before.getInteger("waiting")).isEqualTo(3);
        assertThat(before.getJsonObject("kept").getInteger("days")).isEqualTo(400);
        assertThat(before.getJsonObject("file").getLong("bytes")).isPositive();
        assertThat(before.getJsonObject("file").getLong("free")).isPositive();
        assertThat(before.getJsonObject("archive").getInteger("files")).isZero();

        HttpResponse<String> wrong = admin.post("/api/upkeep/flush", "{\"name\":\"ledger\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains(before.getString("name"));
        String named = new JsonObject().put("name", before.getString("name")).encode();
        assertThat(
                        nobody.login("operator", TestAccess.PASSWORD)
                                .post("/api/upkeep/flush", named)
                                .statusCode())
                .isEqualTo(403);
        assertThat(ledger.counts().stored()).isEqualTo(12);

        assertThat(admin.post("/api/upkeep/flush", named).statusCode()).isEqualTo(200);
        Await.until("it is done", () -> upkeep(admin).containsKey("last"));
        JsonObject after = upkeep(admin);
        assertThat(after.getJsonObject("last").getString("work")).isEqualTo("flush");
        assertThat(after.getJsonObject("last").getInteger("removed")).isEqualTo(9);
        assertThat(after.getJsonObject("archive").getInteger("files")).isEqualTo(1);
        assertThat(ledger.counts().stored()).isEqualTo(3);
        assertThat(ledger.counts().in(PushState.IN_FLIGHT)).isEqualTo(3);
        assertThat(Files.readAllLines(files.audit()))
                .filteredOn(line -> line.contains("ledger.flush"))
                .singleElement()
                .asString()
                .contains("\"who\":\"admin\"", "3 kept");
    }

    @Test
    void aTokenIsTriedAndStandsNowhereInClear() throws Exception {
        Person operator = nobody.login("operator", TestAccess.PASSWORD);
        JsonObject checked = tried(operator, false);
        assertThat(checked.getString("outcome")).isEqualTo("accepted");
        assertThat(checked.getBoolean("delivered")).isFalse();
        assertThat(sent).isEmpty();

        fcm.set(new Outcome.Rejected(Rejection.UNREGISTERED, "404"));
        JsonObject refused = tried(operator, true);
        assertThat(refused.getString("outcome")).isEqualTo("rejected");
        assertThat(refused.getString("reason")).isEqualTo("UNREGISTERED");
        assertThat(sent).singleElement().extracting(each -> each.message().title()).isEqualTo("t");
        assertThat(ledger.counts().stored()).isZero();
        assertThat(Files.readString(files.audit()))
                .contains("test-push.check", "test-push.deliver", "dGhp…6789")
                .doesNotContain(TOKEN);
    }

    @Test
    void whatIsNoTokenAndWhoMayNotIsRefused() throws Exception {
        Person operator = nobody.login("operator", TestAccess.PASSWORD);
        assertThat(operator.post("/api/test-push", body("a token", false)).statusCode())
                .isEqualTo(400);
        assertThat(operator.post("/api/test-push", "{}").statusCode()).isEqualTo(400);
        assertThat(
                        nobody.login("viewer", TestAccess.PASSWORD)
                                .post("/api/test-push", body(TOKEN, true))
                                .statusCode())
                .isEqualTo(403);
        assertThat(sent).isEmpty();
    }

    private static JsonObject upkeep(Person person) throws Exception {
        return new JsonObject(person.get("/api/upkeep").body());
    }

    private static JsonObject tried(Person person, boolean deliver) throws Exception {
        HttpResponse<String> answer = person.post("/api/test-push", body(TOKEN, deliver));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static String body(String token, boolean deliver) {
        return new JsonObject()
                .put("token", token)
                .put("title", "t")
                .put("body", "b")
                .put("deliver", deliver)
                .encode();
    }
}
