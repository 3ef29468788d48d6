package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.push.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client's connections: how many, how long, and what becomes of those that fail.
class PoolTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path folder;
    private EmulatedFcm fcm;

    @BeforeEach
    void start() throws Exception {
        fcm = EmulatedFcm.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        fcm.close();
    }

    @Test
    void asManyAsAskedAreWarmBeforeTheFirstPush() throws Exception {
        try (FcmClient client =
                EmulatedFcm.started(fcm.settings(new FcmSettings.Connections(3, 24, HOUR)))) {
            Await.until("three are open", () -> client.connections() == 3);
            assertThat(fcm.stat("requests")).isZero();
        }
    }

    @Test
    void underLoadThereAreMoreAndNeverMoreThanAllowed() throws Exception {
        fcm.control("PATCH", "settings", "{\"latency\":\"300ms\"}");
        try (FcmClient client =
                EmulatedFcm.started(fcm.settings(new FcmSettings.Connections(1, 3, HOUR)))) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                outcomes.add(EmulatedFcm.send(client, i, EmulatedFcm.TOKEN));
            }
            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(client.connections()).isEqualTo(3);
        }
    }

    @Test
    void aConnectionIsReplacedAtItsAgeAndNoPushIsLostByThat() throws Exception {
        FcmSettings.Connections shortLived =
                new FcmSettings.Connections(1, 2, Duration.ofMillis(700));
        try (Relay counting = Relay.to(fcm.tlsPort());
                FcmClient client =
                        EmulatedFcm.started(
                                EmulatedFcm.with(
                                        fcm.settings(
                                                URI.create("https://127.0.0.1:" + counting.port())),
                                        shortLived))) {
            int sent = 0;
            while (counting.connections() < 4) {
                assertThat(EmulatedFcm.sent(client, sent++, EmulatedFcm.TOKEN))
                        .isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(fcm.stat("accepted")).isEqualTo(sent);
            Await.until("replaced while idle, too", () -> counting.connections() > 6);
            assertThat(client.connections()).as("the old ones are closed").isBetween(1, 2);
        }
    }

    @Test
    void aGoAwayLosesNothingAndTheNextConnectionTakesOver() throws Exception {
        fcm.control("PATCH", "settings", "{\"latency\":\"100ms\"}");
        try (FcmClient client = EmulatedFcm.started(fcm.settings())) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                outcomes.add(EmulatedFcm.send(client, i, EmulatedFcm.TOKEN));
                if (i % 100 == 50) {
                    fcm.control("POST", "goaway", "{\"reason\":\"max_age\"}");
                }
            }
            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(fcm.stat("accepted")).isEqualTo(500);
            assertThat(fcm.stat("distinct")).isEqualTo(500);
        }
    }

    @Test
    void aStreamThatIsRefusedIsSentAgainElsewhereAtOnce() throws Exception {
        fcm.control("PATCH", "settings", "{\"latency\":\"100ms\",\"max_streams\":100}");
        try (FcmClient client =
                EmulatedFcm.started(fcm.settings(new FcmSettings.Connections(1, 24, HOUR)))) {
            Await.until("it is connected", () -> client.connections() == 1);
            // The emulator allows fewer from now on than it told the open connection.
            fcm.control("PATCH", "settings", "{\"max_streams\":5}");
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                outcomes.add(EmulatedFcm.send(client, i, EmulatedFcm.TOKEN));
            }
            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(fcm.stat("accepted")).isEqualTo(60);
        }
    }

    @Test
    void aConnectionThatAnswersNoMoreGetsNoMoreRequests() throws Exception {
        try (Relay router = Relay.to(fcm.tlsPort());
                FcmClient client =
                        EmulatedFcm.started(
                                EmulatedFcm.with(
                                        fcm.settings(
                                                URI.create("https://127.0.0.1:" + router.port())),
                                        new FcmSettings.Connections(1, 24, HOUR)))) {
            assertThat(EmulatedFcm.sent(client, 1, EmulatedFcm.TOKEN))
                    .isInstanceOf(Outcome.Accepted.class);
            int forgotten = router.connections(); // two, when the pool has warmed one up meanwhile
            router.forget();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i <= forgotten; i++) {
                outcomes.add(EmulatedFcm.sent(client, 2 + i, EmulatedFcm.TOKEN));
            }
            assertThat(outcomes).contains(new Outcome.Unknown("no answer in time"));
            assertThat(EmulatedFcm.sent(client, 9, EmulatedFcm.TOKEN))
                    .as("through a connection of its own")
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(router.connections()).isGreaterThan(forgotten);
        }
    }

    @Test
    void aServerThatClosesEveryConnectionIsAskedLessAndLess() throws Exception {
        BlockingQueue<Long> accepts = new LinkedBlockingQueue<>();
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeAll(rude, accepts));
            try (FcmClient _ =
                    EmulatedFcm.started(
                            fcm.settings(URI.create("http://127.0.0.1:" + rude.getLocalPort())))) {
                List<Long> times = new ArrayList<>();
                for (int i = 0; i < 9; i++) {
                    times.add(accepts.poll(60, TimeUnit.SECONDS));
                }
                // Two at a time: at least four pauses of 100, 200, 400 and 800 ms, halved at most.
                assertThat(Duration.ofNanos(times.getLast() - times.getFirst()))
                        .isGreaterThan(Duration.ofMillis(700));
            }
        }
    }

    @Test
    void aGoodbyeOnAFreshConnectionIsNoOutage() throws Exception {
        try (Heard log = Heard.of(Pool.class);
                Relay counting = Relay.to(fcm.tlsPort());
                FcmClient client =
                        EmulatedFcm.started(
                                EmulatedFcm.with(
                                        fcm.settings(
                                                URI.create("https://127.0.0.1:" + counting.port())),
                                        new FcmSettings.Connections(2, 24, HOUR)))) {
            Await.until("two are warm", () -> client.connections() == 2);
            fcm.control("POST", "goaway", "{\"reason\":\"max_age\"}");
            Await.until("two others are asked for", () -> counting.connections() == 4);
            assertThat(EmulatedFcm.sent(client, 1, EmulatedFcm.TOKEN))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(log.count("fcm.connected")).isPositive();
            assertThat(log.count("fcm.unreachable")).isZero();
        }
    }

    @Test
    void nothingButGoodbyesIsAnOutage() throws Exception {
        byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        byte[] goAway = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        try (Heard log = Heard.of(Pool.class);
                ServerSocket polite = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeAll(polite, settings, goAway));
            try (FcmClient _ =
                    EmulatedFcm.started(
                            fcm.settings(
                                    URI.create("http://127.0.0.1:" + polite.getLocalPort())))) {
                Await.until("it is said", () -> log.count("fcm.unreachable") > 0);
                assertThat(log.count("fcm.connected")).as("not at once").isGreaterThan(1);
            }
        }
    }

    @Test
    void aSlowNameLookupHoldsNothingUp() throws Exception {
        Duration lookup = Duration.ofSeconds(8);
        FcmSettings usual =
                fcm.settings(
                        // SlowNames answers for this host after eight seconds.
                        URI.create("http://after-" + lookup.toMillis() + "ms.test:" + fcm.port()));
        FcmSettings impatient =
                new FcmSettings(
                        usual.project(),
                        usual.credentials(),
                        new FcmSettings.Way(
                                usual.way().endpoint(),
                                usual.way().trust(),
                                Optional.empty(),
                                Duration.ofMillis(200),
                                usual.way().connections()),
                        usual.sending());
        long start = System.nanoTime();
        try (FcmClient client = EmulatedFcm.started(impatient)) {
            assertThat(EmulatedFcm.sent(client, 1, EmulatedFcm.TOKEN))
                    .as("the event loop looks at what waits too long")
                    .isInstanceOf(Outcome.Held.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("before the lookup is over")
                    .isLessThan(lookup);
        }
    }

    /// Says its frames, and is gone when the other side is.
    private static void closeAll(ServerSocket server, byte[]... frames) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                for (byte[] frame : frames) {
                    socket.getOutputStream().write(frame);
                }
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // The server, which ends this, or a client that does not wait for the end.
            }
        }
    }

    private static void closeAll(ServerSocket server, BlockingQueue<Long> accepts) {
        while (!server.isClosed()) {
            try (Socket _ = server.accept()) {
                accepts.add(System.nanoTime());
            } catch (IOException closed) {
                return;
            }
        }
    }
}
