package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lanes and dead tokens over HTTP.
class LaneRoutesTest {

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Ledger ledger;
    private ConsoleServer server;
    private int port;
    private String all;
    private String linksOnly;

    @BeforeEach
    void start() throws Exception {
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        TestAccess files = new TestAccess(folder);
        all = files.key();
        linksOnly = files.keys().add("lee", EnumSet.of(Scope.LINKS));
        server = TestConsole.withoutLinks(folder, ledger, files.access());
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
        http.close();
    }

    @Test
    void aLaneIsPausedAndResumedAndEachIsAudited() throws Exception {
        HttpResponse<String> paused =
                send("POST", "/api/lanes/multi/pause", "{\"reason\":\"점검\"}", all);
        assertThat(paused.statusCode()).as(paused.body()).isEqualTo(200);
        JsonObject multi = new JsonObject(paused.body()).getJsonArray("lanes").getJsonObject(1);
        assertThat(multi.getBoolean("paused")).isTrue();
        assertThat(multi.getString("by") + " " + multi.getString("reason"))
                .isEqualTo("kim (key) 점검");
        assertThat(ledger.lanes().list()).singleElement().extracting("lane").isEqualTo(Lane.MULTI);
        assertThat(send("POST", "/api/lanes/multi/resume", "", all).statusCode()).isEqualTo(200);
        assertThat(ledger.lanes().list()).isEmpty();
        assertThat(Files.readString(folder.resolve("audit.jsonl")))
                .contains("lane.pause", "lane.resume", "점검");
        assertThat(send("GET", "/api/lanes", "", all).body()).contains("single", "multi");
    }

    @Test
    void withoutTheScopeOrAReasonNothingIsPaused() throws Exception {
        String reason = "{\"reason\":\"x\"}";
        assertThat(send("POST", "/api/lanes/multi/pause", reason, "").statusCode()).isEqualTo(401);
        assertThat(send("POST", "/api/lanes/multi/pause", reason, linksOnly).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/api/lanes/multi/pause", "{}", all).statusCode()).isEqualTo(400);
        assertThat(send("POST", "/api/lanes/slow/pause", reason, all).statusCode()).isEqualTo(404);
        assertThat(ledger.lanes().list()).isEmpty();
        assertThat(folder.resolve("audit.jsonl")).doesNotExist();
    }

    @Test
    void deadTokensAreReadInWholeWithAKeyOfTheirScopeInPages() throws Exception {
        Receipt.Stored stored =
                (Receipt.Stored)
                        ledger.accept(Submissions.of("t", Lane.MULTI, 501))
                                .get(10, TimeUnit.SECONDS);
        ledger.settle(stored.ready().stream().map(LaneRoutesTest::unregistered).toList())
                .get(10, TimeUnit.SECONDS);
        assertThat(send("GET", "/api/dead-tokens", "", linksOnly).statusCode()).isEqualTo(403);
        JsonObject first = new JsonObject(send("GET", "/api/dead-tokens", "", all).body());
        assertThat(first.getJsonArray("tokens")).hasSize(500);
        JsonObject second =
                new JsonObject(
                        send(
                                        "GET",
                                        "/api/dead-tokens?since="
                                                + first.getString("since")
                                                + "&after="
                                                + first.getLong("after"),
                                        "",
                                        all)
                                .body());
        assertThat(second.getJsonArray("tokens").getJsonObject(0).getString("token"))
                .isEqualTo("token-500");
        assertThat(Files.readString(folder.resolve("audit.jsonl"))).contains("dead-tokens.read");
        String devices = send("GET", "/api/devices", "", all).body();
        assertThat(devices).doesNotContain("token-500", "0000000500");
        JsonObject page = new JsonObject(devices);
        assertThat(page.getJsonArray("devices")).hasSize(100);
        assertThat(page.getJsonArray("devices").getJsonObject(0).getLong("push")).isEqualTo(501);
        String older =
                "/api/devices?until="
                        + page.getString("until")
                        + "&before="
                        + page.getLong("before");
        assertThat(
                        new JsonObject(send("GET", older, "", all).body())
                                .getJsonArray("devices")
                                .getJsonObject(0)
                                .getLong("push"))
                .isEqualTo(401);
        assertThat(send("GET", "/api/dead-tokens?since=x", "", all).statusCode()).isEqualTo(400);
    }

    private static Settlement unregistered(Push push) {
        return new Settlement.Rejected(
                push.id(), Submissions.NOW, 1, Rejection.UNREGISTERED, "404");
    }

    private HttpResponse<String> send(String method, String path, String body, String key)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return Documented.held(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}
