package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import kr.bongsu.fcmemulator.Emulator;
import kr.bongsu.fcmemulator.Options;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Latency;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The client against the emulator, over real TLS and HTTP/2.
class FcmClientTest {

    private static final String TOKEN = "cT0kEn1234567890abcdEF:APA91bExampleToken";

    @TempDir Path folder;
    private Emulator emulator;

    @BeforeEach
    void startEmulator() throws Exception {
        emulator = emulator(0, 0);
    }

    @AfterEach
    void stopEmulator() throws Exception {
        emulator.close();
    }

    @Test
    void aThousandPushesAreAcceptedOverTlsEachOnce() throws Exception {
        try (FcmClient client = client("https://127.0.0.1:" + emulator.tlsPort())) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                outcomes.add(send(client, i, TOKEN + i, "본문"));
            }
            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
            }
            JsonObject stats = stats();
            assertThat(stats.getInteger("accepted")).isEqualTo(1_000);
            assertThat(stats.getInteger("distinct")).isEqualTo(1_000);
            assertThat(stats.getInteger("tokens_granted")).isEqualTo(1);
            assertThat(client.connections()).isBetween(1, 24);
        }
    }

    @Test
    void http2WithoutTlsWorksForATestServer() throws Exception {
        try (FcmClient client = client("http://127.0.0.1:" + emulator.port())) {
            assertThat(send(client, 1, TOKEN, "본문").get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"unreg-1,UNREGISTERED", "invalid-1,INVALID_TOKEN", "mismatch-1,SENDER_ID_MISMATCH"})
    void aTokenThatIsNoAddressIsFinal(String token, Rejection reason) throws Exception {
        try (FcmClient client = client("https://127.0.0.1:" + emulator.tlsPort())) {
            assertThat(send(client, 1, token, "본문").get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
        }
    }

    @ParameterizedTest
    @CsvSource({"quota-1", "unavail-1", "internal-1", "html-1"})
    void whatIsNotThePushsFaultIsToBeTriedAgain(String token) throws Exception {
        try (FcmClient client = client("https://127.0.0.1:" + emulator.tlsPort())) {
            assertThat(send(client, 1, token, "본문").get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Retry.class);
        }
    }

    @Test
    void whatLeftAndWasNeverAnsweredIsUnknown() throws Exception {
        try (FcmClient client = client("https://127.0.0.1:" + emulator.tlsPort())) {
            assertThat(send(client, 1, "reset-1", "본문").get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Unknown.class);
            assertThat(send(client, 2, "hang-1", "본문").get(60, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Unknown("no answer in time"));
        }
    }

    @Test
    void aMessageTooLargeIsRejectedWithoutAskingFcm() throws Exception {
        try (FcmClient client = client("https://127.0.0.1:" + emulator.tlsPort())) {
            assertThat(send(client, 1, TOKEN, "가".repeat(1_000)).get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected ->
                                    assertThat(rejected.reason()).isEqualTo(Rejection.TOO_LARGE));
            assertThat(stats().getInteger("requests")).isZero();
        }
    }

    @Test
    void whileFcmIsAwayPushesWaitAndLeaveWhenItIsBack() throws Exception {
        int tlsPort = emulator.tlsPort();
        int port = emulator.port();
        try (FcmClient client = client("https://127.0.0.1:" + tlsPort)) {
            assertThat(send(client, 1, TOKEN, "본문").get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Accepted.class);
            emulator.close();
            Await.until("the client sees it", () -> client.connections() == 0);
            CompletableFuture<Outcome> waiting = send(client, 2, TOKEN, "본문");
            emulator = emulator(tlsPort, port);
            // The new emulator knows nothing of the old one's access token: the client fetches
            // another.
            assertThat(waiting.get(60, TimeUnit.SECONDS))
                    .isInstanceOfAny(Outcome.Accepted.class, Outcome.Held.class);
        }
    }

    @Test
    void whatIsOverWhenItCouldLeaveAtLastDoesNotLeave() throws Exception {
        Instant end = Instant.now().plusSeconds(25);
        AtomicReference<Instant> now = new AtomicReference<>(end.minusSeconds(25));
        int tlsPort = emulator.tlsPort();
        int port = emulator.port();
        // Patient: the requests wait for a minute.
        FcmSettings settings = settings("https://127.0.0.1:" + tlsPort, Duration.ofSeconds(30));
        try (FcmClient client = new FcmClient(settings, now::get)) {
            client.start();
            assertThat(send(client, 1, TOKEN, "본문").get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Accepted.class);
            emulator.close();
            Await.until("the client sees it", () -> client.connections() == 0);
            CompletableFuture<Outcome> advert = new CompletableFuture<>();
            client.send(push(2, TOKEN, "본문").expiringAt(end), advert::complete);
            now.set(end);
            emulator = emulator(tlsPort, port);
            assertThat(advert.get(60, TimeUnit.SECONDS))
                    .isEqualTo(
                            new Outcome.Held(
                                    Duration.ZERO, "its time was over before it could leave"));
            assertThat(stats().getInteger("requests")).isZero();
        }
    }

    @Test
    void whatHasNotLeftWhenItClosesIsToBeTriedAgain() throws Exception {
        CompletableFuture<Outcome> outcome;
        try (FcmClient client = client("https://127.0.0.1:1")) {
            outcome = send(client, 1, TOKEN, "본문");
        }
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void withAKeyThatGoogleDoesNotKnowPushesWait() throws Exception {
        Path file = folder.resolve("emulator/service-account.json");
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String stranger =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder()
                                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        JsonObject account = new JsonObject(Files.readString(file)).put("private_key", stranger);
        Files.writeString(file, account.encode());
        CompletableFuture<Outcome> waiting = new CompletableFuture<>();
        try (FcmClient client = client("https://127.0.0.1:" + emulator.tlsPort())) {
            Await.until("it is connected", () -> client.connections() > 0);
            CompletableFuture<?> _ = send(client, 1, TOKEN, "본문").thenAccept(waiting::complete);
            assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(stats().getInteger("requests")).isZero();
            assertThat(client.takes()).as("no more pushes wait here").isFalse();
        }
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void credentialsThatAreNoneAreASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), "{\"client_email\":\"x\"}");
        FcmSettings settings =
                new FcmSettings(
                        "p", file, FcmSettings.FCM, Optional.empty(), FcmSettings.REQUEST_LIMIT);
        assertThatThrownBy(() -> new FcmClient(settings, InstantSource.system()))
                .isInstanceOf(FcmException.class)
                .hasMessageContaining("has no 'private_key'");
    }

    private Emulator emulator(int tlsPort, int port) throws Exception {
        return Emulator.start(
                new Options(
                        folder.resolve("emulator"),
                        "127.0.0.1",
                        new Options.Ports(tlsPort, port),
                        "demo-project",
                        Behaviour.DEFAULT.withLatency(Latency.parse("1ms"))));
    }

    private FcmSettings settings(String endpoint, Duration requestLimit) {
        return new FcmSettings(
                "demo-project",
                folder.resolve("emulator/service-account.json"),
                URI.create(endpoint),
                Optional.of(folder.resolve("emulator/ca.pem")),
                requestLimit);
    }

    private FcmClient client(String endpoint) {
        FcmClient client =
                new FcmClient(settings(endpoint, Duration.ofSeconds(2)), InstantSource.system());
        client.start();
        return client;
    }

    private JsonObject stats() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonObject(
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:"
                                                                    + emulator.port()
                                                                    + "/stats"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private static CompletableFuture<Outcome> send(
            FcmClient client, long number, String token, String body) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        client.send(push(number, token, body), outcome::complete);
        return outcome;
    }

    private static Push push(long number, String token, String body) {
        return new Push(
                new PushId("led", number),
                Lane.SINGLE,
                new Message("s", "제목", body, "g", "u"),
                new Recipient("1", "010", new DeviceToken(token), "c", "1"),
                0);
    }
}
