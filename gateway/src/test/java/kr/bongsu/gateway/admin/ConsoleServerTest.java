package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServerTest {

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Ledger ledger;
    private ConsoleServer server;
    private int port;
    private TestAccess files;
    private String key;

    @BeforeEach
    void start() throws Exception {
        files = new TestAccess(folder);
        key = files.key();
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        server = TestConsole.withoutLinks(folder, ledger, access());
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
        http.close();
    }

    @Test
    void theLogIsPagedNewestFirstInBothDirections() throws Exception {
        ledger.accept(Submissions.of("a", Lane.MULTI, 250)).get(10, TimeUnit.SECONDS);
        JsonObject first = json("/api/pushes?limit=100");
        assertThat(ids(first)).hasSize(100).startsWith(250L, 249L).endsWith(151L);
        assertThat(first.getLong("total")).isEqualTo(250);
        assertThat(first.getBoolean("newer")).isFalse();
        assertThat(first.getBoolean("older")).isTrue();
        JsonObject last = json("/api/pushes?limit=100&before=51");
        assertThat(ids(last)).hasSize(50).startsWith(50L).endsWith(1L);
        assertThat(last.getBoolean("newer")).isTrue();
        assertThat(last.getBoolean("older")).isFalse();
        JsonObject back = json("/api/pushes?limit=100&after=50");
        assertThat(ids(back)).hasSize(100).startsWith(150L).endsWith(51L);
        assertThat(back.getBoolean("newer")).isTrue();
        assertThat(json("/api/pushes?limit=100&after=150").getBoolean("newer")).isFalse();
    }

    @Test
    void personalDataLeavesMasked() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 12)).get(10, TimeUnit.SECONDS);
        String body = get("/api/pushes").body();
        assertThat(body)
                .doesNotContain("01000000000")
                .doesNotContain("0000000007")
                .doesNotContain("token-7")
                .contains("00******07", "010****0000");
    }

    @Test
    void theOverviewCounts() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 3)).get(10, TimeUnit.SECONDS);
        assertThat(json("/api/overview").getJsonObject("counts"))
                .isEqualTo(
                        new JsonObject()
                                .put("stored", 3L)
                                .put("pending", 3L)
                                .put("accepted", 0L)
                                .put("rejected", 0L));
    }

    @Test
    void theOverviewTellsOfTheDayTheBacklogAndTheSending() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 3)).get(10, TimeUnit.SECONDS);
        Await.until(
                "the backlog is read",
                () -> json("/api/overview").getJsonObject("backlog").getLong("single", 0L) > 0);
        JsonObject overview = json("/api/overview");
        assertThat(overview.getJsonObject("backlog"))
                .isEqualTo(new JsonObject().put("single", 3L).put("multi", 0L));
        assertThat(overview.getJsonObject("today").fieldNames())
                .contains("stored", "accepted", "rejected", "expired");
        assertThat(overview.getJsonObject("fcm").getInteger("quota")).isEqualTo(600_000);
        assertThat(overview.getJsonObject("states").getLong("in-flight")).isEqualTo(3);
    }

    @Test
    void theNewestPageIsReadOnceForAllWhoAsk() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 3)).get(10, TimeUnit.SECONDS);
        HttpResponse<byte[]> packed =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port
                                                        + "/api/pushes?limit=100"))
                                .header("Authorization", "Bearer " + key)
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream bytes = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new JsonObject(Buffer.buffer(bytes.readAllBytes())))
                    .isEqualTo(json("/api/pushes?limit=100"));
        }
    }

    @Test
    void whoeverListensIsToldEverySecond() throws Exception {
        HttpResponse<Stream<String>> live =
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/live"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(live.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (Stream<String> lines = live.body()) {
            List<JsonObject> told =
                    lines.filter(line -> line.startsWith("data: "))
                            .limit(2)
                            .map(line -> new JsonObject(line.substring(6)))
                            .toList();
            assertThat(told)
                    .hasSize(2)
                    .allMatch(each -> each.getJsonArray("links") != null)
                    .allMatch(each -> each.getJsonObject("overview").containsKey("rates"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/pushes?limit=0",
                "/api/pushes?limit=x",
                "/api/pushes?limit=99999",
                "/api/pushes?before=-1",
                "/api/pushes?before=1&after=2",
                "/api/pushes?limit=1&limit=2"
            })
    void aBadQuestionIsAProblemThatNamesIt(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(new JsonObject(response.body()).getString("detail")).contains("'");
    }

    @Test
    void theConsolesFilesAndPagesAreServed() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.body()).contains("<title>Bongsu</title>");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        for (String path : List.of("/links", "/index.html", "/pushes/17", "/assets/", "/assets")) {
            assertThat(get(path).body()).as(path).isEqualTo(page.body());
        }
        HttpResponse<String> asset = get("/assets/app-1.js");
        assertThat(asset.body()).isEqualTo("export default 1;\n");
        assertThat(asset.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
        assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        for (String path :
                List.of(
                        "/../power-cut.c",
                        "/%2e%2e/power-cut.c",
                        "/assets/..%2f..%2fpower-cut.c")) {
            assertThat(get(path).body()).as(path).doesNotContain("POWER_CUT");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | br   | as brotli packs it",
                "gzip, deflate           | gzip | as gzip packs it",
                "identity                |      | export default 2;"
            })
    void aFileIsServedAsTheBuildPackedIt(String accepted, String packing, String body)
            throws Exception {
        HttpResponse<String> asset =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + port + "/assets/app-2.js"))
                                .header("Accept-Encoding", accepted)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(asset.body().strip()).isEqualTo(body);
        assertThat(asset.headers().firstValue("Content-Encoding").orElse(null)).isEqualTo(packing);
        assertThat(asset.headers().firstValue("Vary").orElseThrow())
                .isEqualToIgnoringCase("accept-encoding");
        assertThat(asset.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
    }

    @Test
    void whatDoesNotExistIsAProblem() throws Exception {
        assertThat(get("/api/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void everyAnswerForbidsForeignScriptsAndFrames() throws Exception {
        HttpResponse<String> response = get("/api/overview");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aPortInUseIsASentence() throws Exception {
        try (ConsoleServer second =
                new ConsoleServer(
                        new ConsoleServer.Address("127.0.0.1", port),
                        ledger,
                        TestConsole.noLinks(folder),
                        TestAccess.SENDING,
                        access())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is another program using the port?");
        }
    }

    private Access access() {
        return files.access();
    }

    private static List<Long> ids(JsonObject page) {
        JsonArray pushes = page.getJsonArray("pushes");
        return pushes.stream().map(each -> ((JsonObject) each).getLong("id")).toList();
    }

    private JsonObject json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return Documented.held(
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
    }
}
