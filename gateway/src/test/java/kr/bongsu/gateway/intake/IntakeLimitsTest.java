package kr.bongsu.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.admin.ConsoleServer;
import kr.bongsu.gateway.admin.Documented;
import kr.bongsu.gateway.admin.TestAccess;
import kr.bongsu.gateway.admin.TestConsole;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the intake takes, and what it does not, of callers who send too much or something odd; what
/// the ledger says is scripted.
class IntakeLimitsTest {

    private static final int PER_MINUTE = 1_000;
    private static final String ONE =
            """
            {"title":"체결","body":"10주","group":"g1","recipients":[{"customer":"77","token":"t1"}]}
            """;

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Script desk = new Script();
    private Ledger ledger;
    private ConsoleServer server;
    private int port;
    private String kim;
    private String reader;

    /// Says what it is told to, and otherwise that all is stored.
    private static final class Script implements Desk {

        private final Queue<CompletableFuture<Receipt>> next = new ConcurrentLinkedQueue<>();
        private final Queue<Submission> given = new ConcurrentLinkedQueue<>();

        @Override
        public CompletableFuture<Receipt> accept(Submission submission) {
            given.add(submission);
            CompletableFuture<Receipt> scripted = next.poll();
            return scripted == null
                    ? CompletableFuture.completedFuture(new Receipt.Stored(List.of(), given.size()))
                    : scripted;
        }

        @Override
        public CompletableFuture<Set<Long>> cancel(List<Long> pushes, String by) {
            return CompletableFuture.completedFuture(Set.of());
        }

        @Override
        public boolean isFull(Lane lane) {
            return false;
        }
    }

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = InstantSource.system();
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")), Submissions.ROOMY, clock);
        TestAccess files = new TestAccess(folder);
        kim = files.keys().add("kim", EnumSet.of(Scope.PUSHES));
        reader = files.keys().add("reader", EnumSet.of(Scope.READ));
        var access = files.access();
        server = TestConsole.withoutLinks(folder, ledger, access);
        port =
                server.start(
                        new PushRoutes(desk, ledger.backroom(), access, PER_MINUTE, clock)::mount);
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
        http.close();
    }

    @Test
    void whoMayNotHandInIsToldBeforeHisBodyIsTaken() throws Exception {
        try (Socket socket = upload(reader, 0)) {
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void bodiesTakeNoMoreMemoryTogetherThanThereIsRoomFor() throws Exception {
        try (Crowd crowd = new Crowd()) {
            Await.until("there is no room", crowd::fills);
            HttpResponse<String> refused = post(ONE);
            assertThat(refused.headers().firstValue("Retry-After")).contains("2");
            assertThat(refused.body()).contains("too much is being handed in at once");
        }
        Await.until("there is room again", () -> post(ONE).statusCode() == 202);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> large = post(" ".repeat(Uploads.LONGEST - 4_096));
            assertThat(large.statusCode()).as("room is given back: " + large.body()).isEqualTo(400);
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefusedThoughItDoesNotSaySo() throws Exception {
        byte[] tooLong = " ".repeat(Uploads.LONGEST + 1).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> refused =
                post(
                        HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(tooLong)));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(413);
        assertThat(desk.given).isEmpty();
    }

    @Test
    void aBodyOfMoreValuesThanARequestHasIsNotBuilt() throws Exception {
        HttpResponse<String> refused = post("{\"recipients\":[" + "{},".repeat(200_000) + "{}]}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("more values than a request may have");
    }

    @Test
    void noBodyIsNoRequest() throws Exception {
        HttpResponse<String> refused = post("");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("the body is no JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "0001-01-01T00:00:00Z"
            })
    void aTimeThatIsTooFarIsRefused(String sendAt) throws Exception {
        HttpResponse<String> refused = post(new JsonObject(ONE).put("send_at", sendAt).encode());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("'send_at' must be no more than 366 days ahead");
        assertThat(desk.given).isEmpty();
    }

    @Test
    void aTimeOfTheNextYearAndOneThatIsPastAreTaken() throws Exception {
        for (Instant time : List.of(Instant.EPOCH, Instant.now().plus(Duration.ofDays(365)))) {
            assertThat(post(new JsonObject(ONE).put("send_at", time + "").encode()).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aLedgerThatTakesLongHoldsUpNeitherOthersNorTheRestOfTheGateway() throws Exception {
        List<CompletableFuture<Receipt>> late = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            late.add(new CompletableFuture<>());
        }
        desk.next.addAll(late);
        List<CompletableFuture<HttpResponse<String>>> waiting =
                late.stream()
                        .map(_ ->
                                http.sendAsync(
                                        request(HttpRequest.BodyPublishers.ofString(ONE)),
                                        HttpResponse.BodyHandlers.ofString()))
                        .toList();
        Await.until("all are with the ledger", () -> desk.given.size() == late.size());
        assertThat(post(ONE).statusCode()).isEqualTo(202);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        late.forEach(each -> each.complete(new Receipt.Stored(List.of(), 1)));
        for (CompletableFuture<HttpResponse<String>> each : waiting) {
            assertThat(each.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void whatIsNotStoredDoesNotCountAgainstTheAllowance() throws Exception {
        JsonArray recipients = new JsonArray();
        for (int i = 0; i < PER_MINUTE; i++) {
            recipients.add(new JsonObject().put("token", "t" + i));
        }
        String all = new JsonObject(ONE).put("recipients", recipients).encode();
        desk.next.add(CompletableFuture.completedFuture(new Receipt.Unavailable("a test")));
        assertThat(post(all).statusCode()).isEqualTo(503);
        desk.next.add(CompletableFuture.completedFuture(new Receipt.Duplicate()));
        assertThat(post(all).statusCode()).as("of no request that is stored").isEqualTo(422);
        assertThat(post(all).statusCode()).isEqualTo(202);
        assertThat(post(all).statusCode()).isEqualTo(429);
    }

    /// A request of the longest body of which so much is sent. Two who hand in so much that there
    /// is room for nothing else.
    private final class Crowd implements AutoCloseable {

        private final List<Socket> sockets = new ArrayList<>();
        private int looks;

        /// Whoever asks takes some room meanwhile, for which one of the two may be refused: then
        /// both come again.
        boolean fills() throws Exception {
            if (looks++ % 40 == 0) {
                close();
                for (int i = 0; i < 2; i++) {
                    sockets.add(upload(kim, Uploads.LONGEST - 4_096));
                }
            }
            return post(ONE).statusCode() == 503;
        }

        @Override
        public void close() throws IOException {
            for (Socket each : sockets) {
                each.close();
            }
            sockets.clear();
        }
    }

    private Socket upload(String key, int bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        String head =
                """
                POST /v1/pushes HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Length: %d

                """
                        .formatted(key, Uploads.LONGEST)
                        .replace("\n", "\r\n");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[bytes]);
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        return new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        return Documented.held(http.send(request(body), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest request(HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/pushes"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + kim)
                .POST(body)
                .build();
    }
}
