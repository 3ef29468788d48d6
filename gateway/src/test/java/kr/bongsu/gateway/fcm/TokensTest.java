package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kr.bongsu.gateway.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Access tokens from a real server that can be as bad as one, and from commands.
class TokensTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Instant NOON = Instant.parse("2026-01-05T03:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Instant now = NOON;
    private volatile boolean stalls;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        http.shutdownNow();
    }

    @Test
    void theMetadataServerGivesTheTokenOfTheMachine() throws Exception {
        TokenSource.Grant grant = metadata().fetch(NOON);
        assertThat(grant).isEqualTo(new TokenSource.Grant("token-1", Duration.ofHours(1)));
        assertThat(grant.toString()).doesNotContain("token-1");
    }

    @Test
    void anAnswerThatStallsEndsAndTheNextOneIsAsked() throws Exception {
        stalls = true;
        assertThatThrownBy(() -> metadata().fetch(NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer in 1000 ms");
        try (AccessTokens tokens = new AccessTokens(metadata(), () -> now, () -> {})) {
            tokens.start();
            Await.until("it is asked again", () -> asked.get() > 1);
            assertThat(tokens.current()).isNull();
            stalls = false;
            Await.until("there is a token", () -> tokens.current() != null);
        }
    }

    @Test
    void aTokenIsReplacedWhenTheClockSaysSoHoweverItGotThere() throws Exception {
        try (AccessTokens tokens = new AccessTokens(metadata(), () -> now, () -> {})) {
            tokens.start();
            Await.until("there is a token", () -> tokens.current() != null);
            // The machine slept: no timer of the JVM saw that time.
            now = now.plus(Duration.ofMinutes(50));
            Await.until("there is another one", () -> isBearer(tokens, 2));
            now = now.plus(Duration.ofHours(5));
            assertThat(tokens.current()).as("never one that is over").isNull();
            Await.until("there is another one", () -> isBearer(tokens, 3));
            now = NOON.minus(Duration.ofDays(1));
            Await.until("a clock set back is no reason to wait a day", () -> isBearer(tokens, 4));
        }
    }

    @Test
    void oneTokenServesForFourFifthsOfItsLife() throws Exception {
        AtomicInteger arrivals = new AtomicInteger();
        try (AccessTokens tokens =
                new AccessTokens(metadata(), () -> now, arrivals::incrementAndGet)) {
            tokens.start();
            Await.until("there is a token", () -> arrivals.get() == 1);
            now = now.plus(Duration.ofMinutes(47));
            assertThat(isBearer(tokens, 1)).isTrue();
            now = now.plus(Duration.ofMinutes(2));
            Await.until("there is another one", () -> arrivals.get() == 2);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aCommandPrintsATokenOrGooglesJson() throws Exception {
        assertThat(command("printf 'ya29.abc\\n'").fetch(NOON))
                .isEqualTo(new TokenSource.Grant("ya29.abc", Duration.ofMinutes(5)));
        assertThat(command("echo '{\"access_token\":\"t\",\"expires_in\":60}'").fetch(NOON))
                .isEqualTo(new TokenSource.Grant("t", Duration.ofMinutes(1)));
    }

    @Test
    void aCommandThatFailsHangsOrPrintsNonsenseIsASentenceWithoutWhatItPrinted() {
        assertThatThrownBy(() -> command("echo secret; exit 3").fetch(NOON))
                .hasMessageContaining("exit code 3")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> command("sleep 600 & sleep 600").fetch(NOON))
                .hasMessageContaining("printed nothing in 1000 ms");
        assertThatThrownBy(() -> command("echo two words").fetch(NOON))
                .hasMessageContaining("no token")
                .hasMessageNotContaining("two words");
        assertThatThrownBy(() -> command("echo '{\"access_token\":7}'").fetch(NOON))
                .hasMessageContaining("no token");
        assertThatThrownBy(() -> new CommandTokens(List.of("/no/such/program"), LIMIT).fetch(NOON))
                .isInstanceOf(IOException.class);
    }

    private TokenSource metadata() {
        return new MetadataTokens(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new TokenServer(http, LIMIT));
    }

    private static TokenSource command(String script) {
        return new CommandTokens(List.of("sh", "-c", script), LIMIT);
    }

    private static boolean isBearer(AccessTokens tokens, int number) {
        AccessToken token = tokens.current();
        return token != null && token.authorization().toString().equals("Bearer token-" + number);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int number = asked.incrementAndGet();
        boolean isRight =
                exchange.getRequestURI()
                                .getPath()
                                .equals(
                                        "/computeMetadata/v1/instance/service-accounts/default/token")
                        && "Google"
                                .equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
        byte[] body =
                "{\"access_token\":\"token-%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                        .formatted(number)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isRight ? 200 : 404, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (stalls) {
                out.write(body, 0, 10);
                out.flush();
                awaitEnd();
            } else {
                out.write(body);
            }
        }
    }

    private void awaitEnd() throws IOException {
        try {
            if (!over.await(60, TimeUnit.SECONDS)) {
                throw new IOException("the test does not end");
            }
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }
}
