package kr.bongsu.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A link to an FEP that speaks TLS and asks for the gateway's certificate.
class LinkTlsTest {

    @TempDir Path folder;
    private TestCertificates theirs;
    private TestCertificates ours;
    private Fep fep;
    private Links links = links(List.of());

    @BeforeEach
    void start() throws Exception {
        theirs = TestCertificates.of(folder, "fep.p12", "dns:fep.test", "EC");
        ours = TestCertificates.of(folder, "ours.p12", "dns:bongsu.test", "RSA");
        SSLServerSocket server =
                (SSLServerSocket)
                        theirs.server(ours.store())
                                .getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        fep = new Fep(server);
    }

    @AfterEach
    void stop() throws Exception {
        links.close();
        fep.close();
    }

    @Test
    void telegramsPassOverTls() throws Exception {
        Link link = connect(fep.port(), tls("fep.test"));
        fep.send(Fep.answer(fep.accept(), 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
        fep.send(Fep.data(1, "체결", "t1"));
        assertThat(fep.code()).isZero();
    }

    @Test
    void aStopAnswersWhatWasReadAndThenEnds() throws Exception {
        Link link = connect(fep.port(), tls("fep.test"));
        fep.send(Fep.answer(fep.accept(), 0));
        Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
        link.hold("kim", "maintenance");
        Await.until("it is held", () -> link.state() instanceof LinkState.Held);
        assertThat(fep.isClosedByGateway()).isTrue();
    }

    @Test
    void aSilentLineGetsHeartbeatsAndIsDroppedWhenNoneIsAnswered() throws Exception {
        connect(fep.port(), tls("fep.test"));
        fep.send(Fep.answer(fep.accept(), 0));
        for (int i = 0; i < 3; i++) {
            assertThat(fep.read().kind()).isEqualTo("H");
        }
        assertThat(fep.isClosedByGateway()).isTrue();
    }

    /// A read that times out in the middle of a TLS record goes on where it was.
    @Test
    void recordsThatArriveInPiecesWithPausesAreRead() throws Exception {
        try (Trickle trickle = new Trickle(fep.port())) {
            Link link = connect(trickle.port(), tls("fep.test"));
            fep.send(Fep.answer(fep.accept(), 0));
            Await.until("it is ready", () -> link.state() instanceof LinkState.Ready);
            trickle.slowly = true;
            fep.send(Fep.data(1, "체결", "t1"));
            assertThat(fep.code()).isZero();
        }
    }

    @Test
    void aHandshakeThatTricklesEndsAtItsLimit() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), slow.getLocalPort())) {
            Thread.ofVirtual().start(() -> trickleForEver(slow));
            assertThatThrownBy(() ->
                            tls("fep.test")
                                    .over(
                                            socket,
                                            new LinkSettings.Endpoint("127.0.0.1", 1),
                                            Duration.ofMillis(400)))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no handshake within 400 ms");
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void anFepWithAnotherNameIsNotSpokenTo() throws Exception {
        Link link = connect(fep.port(), tls("other.test"));
        assertThatThrownBy(fep::accept).isInstanceOf(IOException.class);
        Await.until("it backs off", () -> link.state() instanceof LinkState.Backoff);
        assertThat(((LinkState.Backoff) link.state()).reason()).contains("no TLS", "other.test");
    }

    @Test
    void anFepNobodyVouchesForIsNotSpokenTo() throws Exception {
        LinkTls tls =
                new LinkTls(
                        ours.certificate(folder.resolve("wrong.pem")),
                        Optional.empty(),
                        Optional.of("fep.test"));
        Link link = connect(fep.port(), tls);
        assertThatThrownBy(fep::accept).isInstanceOf(IOException.class);
        Await.until("it backs off", () -> link.state() instanceof LinkState.Backoff);
        assertThat(((LinkState.Backoff) link.state()).reason()).contains("no TLS");
    }

    @Test
    void filesThatAreNoneAreNamedWithTheirRemedy() throws Exception {
        Path noise = Files.writeString(folder.resolve("noise.pem"), "noise");
        assertThatThrownBy(new LinkTls(noise, Optional.empty(), Optional.empty())::check)
                .isInstanceOf(IOException.class);
        LinkTls badKey =
                new LinkTls(
                        theirs.certificate(folder.resolve("fep.pem")),
                        Optional.of(
                                new LinkTls.Identity(
                                        ours.certificate(folder.resolve("ours.pem")), noise)),
                        Optional.empty());
        assertThatThrownBy(badKey::check).hasMessageContaining("openssl pkcs8 -topk8");
    }

    /// A record of 16 KB, a byte at a time.
    private static void trickleForEver(ServerSocket server) {
        try (Socket link = server.accept()) {
            link.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
            while (true) {
                link.getOutputStream().write(0);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        } catch (IOException closedByGateway) {
            Thread.currentThread().interrupt();
        }
    }

    private Link connect(int port, LinkTls tls) {
        links =
                links(
                        List.of(
                                new LinkSettings(
                                        "secured",
                                        Lane.SINGLE,
                                        List.of(new LinkSettings.Endpoint("127.0.0.1", port)),
                                        Optional.of(tls),
                                        new LinkSettings.Dialogue(
                                                true,
                                                Duration.ofSeconds(2),
                                                LinkSettings.WhenFull.WAIT))));
        links.start();
        return links.list().getFirst();
    }

    private LinkTls tls(String name) throws Exception {
        return new LinkTls(
                theirs.certificate(folder.resolve("fep.pem")),
                Optional.of(
                        new LinkTls.Identity(
                                ours.certificate(folder.resolve("ours.pem")),
                                ours.key(folder.resolve("ours.key")))),
                Optional.of(name));
    }

    private Links links(List<LinkSettings> settings) {
        return new Links(
                settings,
                new Links.Common(
                        new TelegramForm(Fep.LAYOUT),
                        ResponseCodes.DEFAULT,
                        ZoneId.of("Asia/Seoul"),
                        InstantSource.system(),
                        TraceSettings.in(Path.of("never-written"))),
                _ -> CompletableFuture.completedFuture(new Receipt.Stored(List.of())),
                _ -> false,
                _ -> LinkWish.NONE);
    }

    /// Passes bytes on between a link and its FEP; those to the link, when told, in few pieces with
    /// pauses longer than the link's reads wait.
    private static final class Trickle implements AutoCloseable {

        private static final Duration PAUSE = Duration.ofMillis(400);
        private final ServerSocket server;
        private final int to;
        private volatile boolean slowly;

        Trickle(int to) throws IOException {
            this.to = to;
            this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::run);
        }

        int port() {
            return server.getLocalPort();
        }

        private void run() {
            try (Socket link = server.accept();
                    Socket fep = new Socket(InetAddress.getLoopbackAddress(), to)) {
                Thread up = Thread.ofVirtual().start(() -> pass(link, fep, false));
                pass(fep, link, true);
                up.join();
            } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void pass(Socket from, Socket into, boolean mayBeSlow) {
            byte[] bytes = new byte[16 * 1024];
            try {
                for (int n = from.getInputStream().read(bytes);
                        n >= 0;
                        n = from.getInputStream().read(bytes)) {
                    int piece = slowly && mayBeSlow ? Math.max(1, n / 3) : n;
                    for (int at = 0; at < n; at += piece) {
                        into.getOutputStream().write(bytes, at, Math.min(piece, n - at));
                        if (piece < n) {
                            LockSupport.parkNanos(PAUSE.toNanos());
                        }
                    }
                }
            } catch (IOException ended) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
