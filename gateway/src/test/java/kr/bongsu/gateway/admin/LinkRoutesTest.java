package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.LinkState;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Steering lines over HTTP. No FEP listens: the lines are down, which does not matter here.
class LinkRoutesTest {

    private static final LinkSettings.Endpoint FIRST = new LinkSettings.Endpoint("127.0.0.1", 1);
    private static final LinkSettings.Endpoint SECOND = new LinkSettings.Endpoint("127.0.0.1", 2);

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private TestAccess files;
    private Ledger ledger;
    private Links links;
    private ConsoleServer server;
    private int port;
    private String key;

    @BeforeEach
    void start() throws Exception {
        files = new TestAccess(folder);
        key = files.key();
        startGateway();
    }

    private void startGateway() throws Exception {
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        links =
                new Links(
                        List.of(settings("single01")),
                        TestConsole.common(folder),
                        _ -> stored(),
                        _ -> false,
                        line -> ledger.links().of(line.name(), line.route()));
        links.start();
        server = TestConsole.with(links, ledger, files.access());
        port = server.start();
    }

    private void restartGateway() throws Exception {
        stopGateway();
        startGateway();
    }

    private void stopGateway() {
        server.close();
        links.close();
        ledger.close();
    }

    @AfterEach
    void stop() {
        stopGateway();
        http.close();
    }

    @Test
    void aLineIsHeldReleasedAndSwitchedAndEachIsAudited() throws Exception {
        JsonObject held = ok("POST", "/api/links/single01/hold", "{\"reason\":\"점검\"}");
        assertThat(held.getString("name")).isEqualTo("single01");
        Await.until("it is held", () -> state() instanceof LinkState.Held);
        assertThat(ok("GET", "/api/links/single01", "").getString("reason"))
                .isEqualTo("kim (key): 점검");
        ok("POST", "/api/links/single01/release", "");
        Await.until("it is released", () -> !(state() instanceof LinkState.Held));
        ok("POST", "/api/links/single01/endpoint", "{\"host\":\"127.0.0.1\",\"port\":2}");
        JsonArray journal = ok("GET", "/api/links/single01", "").getJsonArray("journal");
        assertThat(journal.stream().map(each -> ((JsonObject) each).getString("what")))
                .contains("held: 점검", "released", "switched to 127.0.0.1:2");
        assertThat(audited())
                .extracting(each -> each.getString("who") + " " + each.getString("action"))
                .containsExactly(
                        "kim (key) link.hold", "kim (key) link.release", "kim (key) link.endpoint");
        assertThat(audited().getFirst().getString("detail")).isEqualTo("점검");
    }

    @Test
    void whatPeopleWishOfALineOutlivesTheGateway() throws Exception {
        ok("POST", "/api/links/single01/hold", "{\"reason\":\"점검\"}");
        ok("POST", "/api/links/single01/endpoint", "{\"host\":\"127.0.0.1\",\"port\":2}");
        restartGateway();
        Await.until("it is held again", () -> state() instanceof LinkState.Held);
        JsonObject held = ok("GET", "/api/links/single01", "");
        assertThat(held.getString("reason")).isEqualTo("kim (key): 점검");
        assertThat(links.list().getFirst().endpoint()).isEqualTo(SECOND);
        assertThat(links.list().getFirst().journal())
                .extracting(each -> each.who() + " " + each.what())
                .containsExactly("kim (key) held: 점검", "kim (key) switched to 127.0.0.1:2");
        ok("POST", "/api/links/single01/release", "");
        ok("POST", "/api/links/single01/endpoint", "{\"host\":\"127.0.0.1\",\"port\":1}");
        restartGateway();
        Await.until("it tries to connect", () -> state() instanceof LinkState.Backoff);
        assertThat(links.list().getFirst().hold()).isEmpty();
        assertThat(links.list().getFirst().place()).isEmpty();
    }

    @Test
    void whatTheLedgerCannotKeepIsDoneAndSaid() throws Exception {
        ledger.close();
        HttpResponse<String> response =
                send("POST", "/api/links/single01/hold", "{\"reason\":\"x\"}", "Bearer " + key);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.body()).contains("the ledger could not keep it");
        Await.until("it is held", () -> state() instanceof LinkState.Held);
    }

    @Test
    void aTraceIsBegunAndEnded() throws Exception {
        JsonObject on = ok("POST", "/api/links/single01/trace", "{\"minutes\":5}");
        assertThat(on.getJsonObject("trace").getString("until")).isNotNull();
        JsonObject off = ok("DELETE", "/api/links/single01/trace", "");
        assertThat(off.getJsonObject("trace").getString("until")).isNull();
        assertThat(Path.of(off.getJsonObject("trace").getString("file"))).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "release", "endpoint", "trace"})
    void withoutAKeyNothingIsDone(String what) throws Exception {
        for (String authorization : new String[] {"", "Bearer nonsense", "Basic a2ltOng="}) {
            HttpResponse<String> response =
                    send("POST", "/api/links/single01/" + what, "{}", authorization);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).doesNotContain("nonsense");
        }
        assertThat(links.list().getFirst().journal())
                .noneMatch(each -> !each.who().equals("bongsu"));
        assertThat(folder.resolve("audit.jsonl")).doesNotExist();
    }

    @Test
    void aKeyThatIsTakenAwayIsRefusedAtOnce() throws Exception {
        ok("POST", "/api/links/single01/release", "");
        Files.writeString(folder.resolve("keys"), "# none\n");
        assertThat(send("POST", "/api/links/single01/release", "", "Bearer " + key).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/links/nobody/hold | {\"reason\":\"x\"} | 404 | nobody",
                "/api/links/single01/hold | {} | 400 | 'reason'",
                "/api/links/single01/hold | [] | 400 | no JSON object",
                "/api/links/single01/hold | {\"reason\": | 400 | no JSON object",
                "/api/links/single01/endpoint | {\"host\":\"elsewhere\",\"port\":2} | 400 | no endpoint",
                "/api/links/single01/endpoint | {\"host\":\"127.0.0.1\",\"port\":0} | 400 | 'port'",
                "/api/links/single01/trace | {\"minutes\":100000} | 400 | 'minutes'"
            })
    void aBadWishIsNamedAndChangesNothing(String path, String body, int status, String named)
            throws Exception {
        HttpResponse<String> response = send("POST", path, body, "Bearer " + key);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("detail")).contains(named);
        assertThat(folder.resolve("audit.jsonl")).doesNotExist();
    }

    @Test
    void aBodyWithoutEndIsRefused() throws Exception {
        String long_ = "{\"reason\":\"" + "x".repeat(100_000) + "\"}";
        assertThat(send("POST", "/api/links/single01/hold", long_, "Bearer " + key).statusCode())
                .isEqualTo(413);
    }

    @Test
    void whatCannotBeAuditedIsNotDone() throws Exception {
        Files.createDirectory(folder.resolve("audit.jsonl"));
        assertThat(
                        send(
                                        "POST",
                                        "/api/links/single01/hold",
                                        "{\"reason\":\"x\"}",
                                        "Bearer " + key)
                                .statusCode())
                .isEqualTo(503);
        assertThat(links.list().getFirst().journal())
                .noneMatch(each -> each.who().startsWith("kim"));
    }

    @Test
    void keysAreKeptAsDigestsInAPrivateFile() throws Exception {
        Path file = folder.resolve("keys");
        assertThat(Files.readString(file))
                .startsWith(
                        "kim audit,flush,lanes,links,personal,processes,pushes,read,steer,test,tokens,users ")
                .doesNotContain(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private List<JsonObject> audited() throws Exception {
        return Files.readAllLines(folder.resolve("audit.jsonl")).stream()
                .map(JsonObject::new)
                .toList();
    }

    private LinkState state() {
        return links.list().getFirst().state();
    }

    private static LinkSettings settings(String name) {
        return new LinkSettings(
                name,
                Lane.SINGLE,
                List.of(FIRST, SECOND),
                Optional.empty(),
                new LinkSettings.Dialogue(true, Duration.ofSeconds(1), LinkSettings.WhenFull.WAIT));
    }

    private static CompletableFuture<Receipt> stored() {
        return CompletableFuture.completedFuture(new Receipt.Stored(List.of()));
    }

    private JsonObject ok(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body, "Bearer " + key);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body, String authorization)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return Documented.held(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}
