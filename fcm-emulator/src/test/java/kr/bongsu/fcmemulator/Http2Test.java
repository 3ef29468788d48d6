package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The limits of Google's front end, seen by a client that does not keep them.
@Timeout(30)
class Http2Test {

    private RunningEmulator emulator;
    private String accessToken;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
        accessToken = emulator.accessToken();
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
    }

    private void set(String settings) throws Exception {
        assertThat(emulator.control("PATCH", "settings", settings).statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheMalformedSchemeOfGooglesNodeSdk() throws Exception {
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            client.send(1, "t1", accessToken, "https:");

            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 1 200");
        }
    }

    @Test
    void aRequestWithoutAuthorityOrPathIsRefusedAlone() throws Exception {
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            client.request(
                    1, new DefaultHttp2Headers(false).method("GET").scheme("http").path("/stats"));
            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 1 400");

            client.request(
                    3, new DefaultHttp2Headers(false).method("GET").scheme("http").authority("x"));
            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 3 400");

            client.request(
                    5,
                    new DefaultHttp2Headers(false)
                            .method("GET")
                            .scheme("http")
                            .authority("x")
                            .path("/stats"));
            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 5 200");
        }
    }

    @Test
    void theStreamAboveTheLimitIsRefusedAndTheOthersAnswered() throws Exception {
        set("{\"max_streams\":3,\"latency\":\"500ms\"}");
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            for (int stream = 1; stream <= 7; stream += 2) {
                client.send(stream, "t1", accessToken);
            }

            assertThat(client.await("RESET")).isEqualTo("RESET 7 7");
            for (int stream = 1; stream <= 5; stream += 2) {
                assertThat(client.await("HEADERS")).isEqualTo("HEADERS " + stream + " 200");
            }
            client.send(9, "t1", accessToken);
            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 9 200");
            assertThat(emulator.stats().path("requests").asInt()).isEqualTo(4);
        }
    }

    @Test
    void aHundredStreamsAreAnnounced() throws Exception {
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            assertThat(client.settings()).isEqualTo("SETTINGS max_streams=100");
        }
    }

    @Test
    void theStreamAboveTheLimitEndsTheConnectionWhenSetSo() throws Exception {
        set("{\"max_streams\":1,\"over_limit\":\"goaway\"}");
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            client.send(1, "hang-1", accessToken);
            client.send(3, "t1", accessToken);

            assertThat(client.await("GOAWAY"))
                    .startsWith("GOAWAY 1 exceeded_max_concurrent_streams");
            client.await("CLOSED");
        }
    }

    @Test
    void aConnectionThatIsTooOldAnswersWhatIsOpenAndCloses() throws Exception {
        set("{\"latency\":\"300ms\"}");
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            client.send(1, "t1", accessToken);
            client.send(3, "t1", accessToken);
            awaitRequests(2);

            emulator.control("POST", "goaway", "{\"reason\":\"max_age\"}");

            assertThat(client.await("GOAWAY")).isEqualTo("GOAWAY 0 max_age last=3");
            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 1 200");
            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 3 200");
            client.await("CLOSED");
        }
    }

    private void awaitRequests(int count) throws Exception {
        long end = System.nanoTime() + 10_000_000_000L;
        while (emulator.stats().path("requests").asInt() < count) {
            assertThat(System.nanoTime()).as("deadline for " + count + " requests").isLessThan(end);
        }
    }

    @Test
    void aConnectionEndsAtItsMaximumAge() throws Exception {
        set("{\"max_age\":\"100ms\"}");
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            assertThat(client.await("GOAWAY")).isEqualTo("GOAWAY 0 max_age last=0");
            client.await("CLOSED");
        }
    }

    @Test
    void anIdleConnectionTimesOut() throws Exception {
        set("{\"idle\":\"100ms\"}");
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            assertThat(client.await("GOAWAY")).isEqualTo("GOAWAY 0 session_timeout last=0");
        }
    }

    @Test
    void pingsWithoutRequestsAreTooMany() throws Exception {
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            client.ping();
            client.ping();
            client.send(1, "t1", accessToken);
            client.await("HEADERS 1 200");
            client.ping();
            client.ping();
            client.ping();

            assertThat(client.await("GOAWAY")).isEqualTo("GOAWAY 11 too_many_pings last=1");
            client.await("CLOSED");
        }
    }

    @Test
    void aResetStreamLeavesTheOthersAlone() throws Exception {
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            client.send(1, "reset-1", accessToken);
            client.send(3, "t1", accessToken);

            assertThat(client.await("RESET")).isEqualTo("RESET 1 2");
            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 3 200");
            assertThat(emulator.stats().path("unanswered").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aDroppedConnectionIsGoneWithoutGoodbye() throws Exception {
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            client.send(1, "drop-1", accessToken);

            client.await("CLOSED");
            assertThat(emulator.stats().path("accepted").asInt()).isEqualTo(1);
        }
    }

    @Test
    void manyResetsDoNotEndTheConnection() throws Exception {
        try (RawHttp2 client = new RawHttp2(emulator.port())) {
            for (int stream = 1; stream < 1001; stream += 2) {
                client.send(stream, "reset-1", accessToken);
            }
            client.send(1001, "t1", accessToken);

            assertThat(client.await("HEADERS")).isEqualTo("HEADERS 1001 200");
        }
    }
}
