package kr.bongsu.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.access.ApiKeys;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.admin.Access;
import kr.bongsu.gateway.admin.ConsoleServer;
import kr.bongsu.gateway.admin.Documented;
import kr.bongsu.gateway.admin.TestAccess;
import kr.bongsu.gateway.admin.TestConsole;
import kr.bongsu.gateway.delivery.Delivery;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.gateway.delivery.Places;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.rule.Rules;
import kr.bongsu.gateway.rule.ServiceRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pushes over HTTP, from the request to the sender, with a real ledger.
class PushRoutesTest {

    private static final int PER_MINUTE = 1_000;
    private static final String ONE =
            """
            {"title":"체결","body":"10주","group":"g1","recipients":[{"customer":"77","token":"t1"}]}
            """;

    private static final ServiceRule SPREAD =
            new ServiceRule(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofMinutes(10)));

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<Lane> full = Collections.synchronizedSet(EnumSet.noneOf(Lane.class));
    private Ledger ledger;
    private Delivery delivery;
    private ConsoleServer server;
    private int port;
    private String kim;
    private String lee;
    private String reader;

    @BeforeEach
    void start() throws Exception {
        Places places = new Places(4_000);
        InstantSource clock = InstantSource.system();
        ledger = Ledger.open(LedgerSettings.file(folder.resolve("ledger.db")), places, clock);
        delivery =
                new Delivery(
                        new DeliverySettings(
                                DeliverySettings.Pacing.DEFAULT,
                                DeliverySettings.Bounds.DEFAULT,
                                DeliverySettings.Weights.DEFAULT,
                                Duration.ofMinutes(2),
                                new Rules(
                                        ServiceRule.NONE,
                                        Map.of("소식", SPREAD),
                                        ZoneId.of("Asia/Seoul"))),
                        ledger,
                        places,
                        (_, done) -> done.accept(new Outcome.Accepted("n")),
                        clock);
        delivery.start();
        TestAccess files = new TestAccess(folder);
        ApiKeys keys = files.keys();
        kim = keys.add("kim", EnumSet.of(Scope.PUSHES));
        lee = keys.add("lee", EnumSet.of(Scope.PUSHES));
        reader = keys.add("reader", EnumSet.of(Scope.TOKENS));
        Access access = files.access();
        PushRoutes routes =
                new PushRoutes(new TestDesk(), ledger.backroom(), access, PER_MINUTE, clock);
        server = TestConsole.withoutLinks(folder, ledger, access);
        port = server.start(routes::mount);
    }

    private final class TestDesk implements Desk {
        @Override
        public CompletableFuture<Receipt> accept(Submission submission) {
            return delivery.accept(submission);
        }

        @Override
        public CompletableFuture<Set<Long>> cancel(List<Long> pushes, String by) {
            return delivery.cancel(pushes, by);
        }

        @Override
        public boolean isFull(Lane lane) {
            return full.contains(lane);
        }
    }

    @AfterEach
    void stop() {
        server.close();
        delivery.close();
        ledger.close();
        http.close();
    }

    @Test
    void whatIsHandedInIsStoredSentAndCanBeAskedAfter() throws Exception {
        JsonObject receipt = json(202, send("POST", "/v1/pushes", ONE, kim));
        assertThat(receipt.getJsonArray("pushes")).isEqualTo(new JsonArray().add(1));
        Await.until("it is sent", () -> ledger.counts().accepted() == 1);
        JsonObject push = json(200, send("GET", "/v1/pushes/1", "", kim));
        assertThat(push.getString("state")).isEqualTo("accepted");
        assertThat(push.getString("lane")).isEqualTo("single");
        assertThat(push.getString("fcm_name")).isEqualTo("n");
        assertThat(push.getString("customer")).isEqualTo("77");
        json(404, send("GET", "/v1/pushes/1", "", lee));
        json(404, send("GET", "/v1/pushes/2", "", kim));
    }

    @Test
    void theSameRequestUnderTheSameKeyIsStoredOnceAndAnsweredAlike() throws Exception {
        String many = many(3);
        JsonObject first = json(202, send("POST", "/v1/pushes", many, kim, "k1"));
        HttpResponse<String> again = send("POST", "/v1/pushes", many, kim, "k1");
        assertThat(json(202, again)).isEqualTo(first);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(422, send("POST", "/v1/pushes", ONE, kim, "k1")).getString("detail"))
                .contains("another request");
        assertThat(json(202, send("POST", "/v1/pushes", many, lee, "k1")))
                .as("another caller's key is another key")
                .isNotEqualTo(first);
        assertThat(ledger.counts().stored()).isEqualTo(6);
    }

    @Test
    void anotherTimeOrLaneIsAnotherRequest() throws Exception {
        JsonObject asked = new JsonObject(ONE).put("send_at", "2026-03-02T09:00:00.1234567+09:00");
        json(202, send("POST", "/v1/pushes", asked.encode(), kim, "k1"));
        assertThat(
                        send("POST", "/v1/pushes", asked.encode(), kim, "k1")
                                .headers()
                                .firstValue("Idempotent-Replayed"))
                .contains("true");
        for (JsonObject other :
                List.of(
                        asked.copy().put("send_at", "2026-03-02T09:00:01+09:00"),
                        new JsonObject(ONE),
                        asked.copy().put("lane", "multi"))) {
            json(422, send("POST", "/v1/pushes", other.encode(), kim, "k1"));
        }
        assertThat(ledger.counts().stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"체결, 400", "체결, 0", "소식,", "소식, 0", "소식, 60"})
    void aSpreadCampaignThatComesAgainIsStoredOnceAndAnsweredAlike(
            String service, @Nullable Integer spread) throws Exception {
        JsonObject asked = new JsonObject(many(30)).put("service", service);
        if (spread != null) {
            asked.put("spread_s", spread);
        }
        JsonObject first = json(202, send("POST", "/v1/pushes", asked.encode(), kim, "k1"));
        assertThat(first.getJsonArray("pushes")).hasSize(30);
        HttpResponse<String> again = send("POST", "/v1/pushes", asked.encodePrettily(), kim, "k1");
        assertThat(json(202, again)).isEqualTo(first);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        for (JsonObject other :
                List.of(
                        asked.copy().put("spread_s", 401),
                        asked.copy().put("send_at", Instant.now().plusSeconds(900) + ""),
                        asked.copy()
                                .put(
                                        "recipients",
                                        new JsonObject(many(29)).getJsonArray("recipients")))) {
            json(422, send("POST", "/v1/pushes", other.encode(), kim, "k1"));
        }
        assertThat(ledger.counts().stored()).isEqualTo(30);
    }

    @Test
    void aReservedPushIsTakenBackUntilItIsSentAndByItsOwnerAlone() throws Exception {
        String later =
                new JsonObject(ONE).put("send_at", Instant.now().plusSeconds(600) + "").encode();
        json(202, send("POST", "/v1/pushes", later, kim));
        json(202, send("POST", "/v1/pushes", ONE, kim));
        json(404, send("DELETE", "/v1/pushes/1", "", lee));
        assertThat(json(200, send("DELETE", "/v1/pushes/1", "", kim)).getString("state"))
                .isEqualTo("cancelled");
        Await.until("the other is sent", () -> ledger.counts().accepted() == 1);
        assertThat(json(409, send("DELETE", "/v1/pushes/2", "", kim)).getString("detail"))
                .contains("accepted");
        assertThat(ledger.counts().in(PushState.CANCELLED)).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("audit.jsonl"))).contains("push.cancel");
    }

    @Test
    void aCampaignLeavesOverTheSpanThatItsSenderWishes() throws Exception {
        Instant begin = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        String spread =
                new JsonObject(many(4)).put("spread_s", 400).put("send_at", begin + "").encode();
        assertThat(json(202, send("POST", "/v1/pushes", spread, kim)).getJsonArray("pushes"))
                .containsExactly(1, 2, 3, 4);
        for (int i = 0; i < 4; i++) {
            JsonObject push = json(200, send("GET", "/v1/pushes/" + (i + 1), "", kim));
            assertThat(push.getString("customer")).isEqualTo("" + i);
            assertThat(Instant.parse(push.getString("send_at")))
                    .isEqualTo(begin.plusSeconds(100L * i));
        }
        assertThat(ledger.counts().in(PushState.RESERVED)).isEqualTo(4);
    }

    @Test
    void aGroupIsGivenToWhoHandedItIn() throws Exception {
        json(202, send("POST", "/v1/pushes", many(3), kim));
        json(202, send("POST", "/v1/pushes", many(2), lee));
        JsonObject page = json(200, send("GET", "/v1/pushes?group=g1", "", kim));
        assertThat(page.getJsonArray("pushes")).hasSize(3);
        assertThat(page.getJsonArray("pushes").getJsonObject(0).getLong("id")).isEqualTo(3);
        assertThat(
                        json(200, send("GET", "/v1/pushes?group=g1&before=3", "", kim))
                                .getJsonArray("pushes"))
                .hasSize(2);
        json(400, send("GET", "/v1/pushes", "", kim));
    }

    @Test
    void aKeyHandsInNoMoreThanItsAllowance() throws Exception {
        json(202, send("POST", "/v1/pushes", many(PER_MINUTE), kim));
        HttpResponse<String> refused = send("POST", "/v1/pushes", many(100), kim);
        json(429, refused);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 7L);
        json(202, send("POST", "/v1/pushes", ONE, lee));
        json(413, send("POST", "/v1/pushes", many(PER_MINUTE + 1), lee));
    }

    @Test
    void whileTheLedgerIsFullNothingIsTaken() throws Exception {
        full.add(Lane.MULTI);
        json(503, send("POST", "/v1/pushes", many(2), kim));
        json(202, send("POST", "/v1/pushes", ONE, kim));
        full.add(Lane.SINGLE);
        HttpResponse<String> refused = send("POST", "/v1/pushes", ONE, kim);
        json(503, refused);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(ledger.counts().stored()).isEqualTo(1);
    }

    @Test
    void withoutAKeyOfTheScopeNothingIsTakenOrTold() throws Exception {
        json(401, send("POST", "/v1/pushes", ONE, ""));
        json(401, send("POST", "/v1/pushes", ONE, "nonsense"));
        json(403, send("POST", "/v1/pushes", ONE, reader));
        json(403, send("GET", "/v1/pushes?group=g1", "", reader));
        json(401, send("DELETE", "/v1/pushes/1", "", ""));
        assertThat(ledger.counts().stored()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | no JSON object",
                "{ | no JSON object",
                "{} | 'recipients'",
                "{\"recipients\":[]} | 'recipients'",
                "{\"recipients\":[7]} | 'recipients[0]'",
                "{\"recipients\":[{\"customer\":\"1\"}]} | 'recipients[0].token' is missing",
                "{\"recipients\":[{\"token\":\"t\",\"x\":1}]} | 'recipients[0].x' is not known",
                "{\"recipients\":[{\"token\":\"t\"}]} | 'title' is missing",
                "{\"title\":7,\"body\":\"b\",\"recipients\":[{\"token\":\"t\"}]} | 'title' must be",
                "{\"title\":\"a\\u0000\",\"body\":\"b\",\"recipients\":[{\"token\":\"t\"}]} | 'title' has NUL",
                "{\"title\":\"t\",\"body\":\"b\",\"recipients\":[{\"token\":\"t\",\"customer\":\"\\ud83d\"}]} | 'recipients[0].customer' has NUL or half a character",
                "{\"titel\":\"t\",\"recipients\":[{\"token\":\"t\"}]} | 'titel' is not known",
                "{\"title\":\"t\",\"body\":\"b\",\"lane\":\"fast\",\"recipients\":[{\"token\":\"t\"}]} | 'lane'",
                "{\"title\":\"t\",\"body\":\"b\",\"send_at\":\"soon\",\"recipients\":[{\"token\":\"t\"}]} | 'send_at'",
                "{\"title\":\"t\",\"body\":\"b\",\"spread_s\":86401,\"recipients\":[{\"token\":\"t\"}]} | 'spread_s'",
                "{\"title\":\"t\",\"body\":\"b\",\"spread_s\":\"1h\",\"recipients\":[{\"token\":\"t\"}]} | 'spread_s'"
            })
    void whatIsWrongIsNamed(String body, String named) throws Exception {
        assertThat(json(400, send("POST", "/v1/pushes", body, kim)).getString("detail"))
                .contains(named);
        assertThat(ledger.counts().stored()).isZero();
    }

    @Test
    void theOpenApiDocumentIsServedAndTellsOfEveryRouteKeyAndAnswer() throws Exception {
        JsonObject document = json(200, send("GET", "/v1/openapi.json", "", ""));
        JsonObject paths = document.getJsonObject("paths");
        assertThat(paths.fieldNames()).containsExactlyInAnyOrder("/v1/pushes", "/v1/pushes/{id}");
        assertThat(paths.getJsonObject("/v1/pushes").fieldNames())
                .containsExactlyInAnyOrder("post", "get");
        assertThat(paths.getJsonObject("/v1/pushes/{id}").fieldNames())
                .containsExactlyInAnyOrder("get", "delete");
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            for (String method : operations.fieldNames()) {
                assertThat(operations.getJsonObject(method).getJsonObject("responses").fieldNames())
                        .as(method + " " + path)
                        .contains("503");
            }
        }
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
        JsonObject asked = schemas.getJsonObject("PushRequest").getJsonObject("properties");
        // Everything that the document knows is taken, and every answer's key is in it.
        JsonObject whole = new JsonObject(ONE);
        whole.put("service", "s").put("uuid", "u").put("lane", "single");
        whole.put("send_at", "2026-03-02T09:00:00+09:00").put("spread_s", 60);
        JsonObject recipient = whole.getJsonArray("recipients").getJsonObject(0);
        recipient.put("phone", "010").put("company", "c").put("type", "1");
        assertThat(asked.fieldNames()).isEqualTo(whole.fieldNames());
        assertThat(schemas.getJsonObject("Recipient").getJsonObject("properties").fieldNames())
                .isEqualTo(recipient.fieldNames());
        json(202, send("POST", "/v1/pushes", whole.encode(), kim));
        JsonObject push = json(200, send("GET", "/v1/pushes/1", "", kim));
        assertThat(schemas.getJsonObject("Push").getJsonObject("properties").fieldNames())
                .isEqualTo(push.fieldNames());
    }

    private static String many(int recipients) {
        JsonArray all = new JsonArray();
        IntStream.range(0, recipients)
                .mapToObj(i -> new JsonObject().put("customer", "" + i).put("token", "t" + i))
                .forEach(all::add);
        return new JsonObject(ONE).put("recipients", all).encode();
    }

    private static JsonObject json(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new JsonObject(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body, String key)
            throws Exception {
        return send(method, path, body, key, "");
    }

    private HttpResponse<String> send(
            String method, String path, String body, String key, String idempotencyKey)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return Documented.held(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}
