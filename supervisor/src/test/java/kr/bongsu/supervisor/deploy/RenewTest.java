package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import kr.bongsu.supervisor.Await;
import kr.bongsu.supervisor.Bongsu;
import kr.bongsu.supervisor.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Sockets in the rest of an application's life: limits, schedules and watched files renew without
/// loss, probes and paths work, and a reboot brings everything back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenewTest {
    private static final int RATE = 200;

    /// Takes 250 MB when a file names its process.
    private static final String GROWS =
            """
            let held;
            setInterval(() => {
              try {
                if (Number(require('fs').readFileSync('grow')) === process.pid) held ??= Buffer.alloc(250e6, 1);
              } catch (error) {
                if (error.code !== 'ENOENT') throw error;
              }
            }, 100);
            """;

    private Bongsu bongsu;
    private int port;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        server("app.js", "");
        bongsu.run("ping").succeeds();
    }

    private void server(String file, String more) {
        bongsu.write(
                file,
                "const http = require('http');",
                "http.createServer((q, r) => r.end('n' + process.pid)).listen(process.env.PORT);",
                more);
    }

    @BeforeEach
    void port() {
        port = Ports.free();
    }

    @AfterEach
    void clear() {
        bongsu.clear();
        assertThat(bongsu.processes()).as("processes left behind").isEmpty();
    }

    @AfterAll
    void kill() {
        bongsu.close();
    }

    private void start(String more) {
        bongsu.write(
                "app.json",
                "{apps: [{name: 'app', script: 'app.js', linger: 300, " + more + ",",
                " listen: '127.0.0.1:" + port + "'}]}");
        bongsu.run("start", "app.json", "-s").succeeds();
    }

    private void isRenewedWithoutLoss(Runnable cause) {
        int renewed = bongsu.view("app").life().restarts();
        try (Load load = Load.start(port, Load.Kind.BOTH, 4, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 20);
            Await.until(
                    "another process has taken over",
                    () -> {
                        cause.run();
                        return bongsu.view("app").life().restarts() > renewed;
                    });
            load.end();

            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void aScheduledRestartLosesNoRequest() {
        start("cron_restart: '* * * * * *'");

        isRenewedWithoutLoss(() -> {});
    }

    @Test
    void aProcessOverItsMemoryLimitIsReplacedWithoutLoss() {
        server("app.js", GROWS);
        start("max_memory_restart: '150M'");
        String first = Integer.toString(bongsu.view("app").life().pid());
        try {
            isRenewedWithoutLoss(() -> bongsu.write("grow", first));
        } finally {
            server("app.js", "");
        }
        assertThat(bongsu.status("app")).isEqualTo("online");
    }

    @Test
    void watchedFilesRenewAgainAndAgainWithoutLoss() {
        bongsu.write("watched/a.txt", "x");
        start("watch: ['watched'], watch_delay: 50");
        Runnable change = () -> bongsu.write("watched/a.txt", Long.toString(System.nanoTime()));

        isRenewedWithoutLoss(change);
        isRenewedWithoutLoss(change);
    }

    @Test
    void aBrokenVersionIsNotTakenByAWatchedChange() {
        bongsu.write("watched/a.txt", "x");
        start("watch: ['watched'], watch_delay: 50");
        int pid = bongsu.view("app").life().pid();
        bongsu.write("app.js", "process.exit(3);");
        try {
            Await.until(
                    "it was tried",
                    () -> {
                        bongsu.write("watched/a.txt", Long.toString(System.nanoTime()));
                        return Bongsu.read(bongsu.home().daemonLog()).contains("exit code 3");
                    });
            assertThat(bongsu.view("app").life().pid()).isEqualTo(pid);
        } finally {
            server("app.js", "");
        }
    }

    @Test
    void anAddressThatAnswersIsASignOfReadiness() {
        for (String sign : List.of("http://127.0.0.1:" + port + "/", "tcp://127.0.0.1:" + port)) {
            bongsu.run("start", "app.js", "-n", "app", "--listen", "127.0.0.1:" + port, "-s")
                    .succeeds();
            bongsu.run("restart", "app", "--ready", sign, "-s").succeeds();
            assertThat(bongsu.status("app")).isEqualTo("online");
            bongsu.clear();
        }
        bongsu.write("deaf.js", "setInterval(() => {}, 1000)");
        String nobody = "http://127.0.0.1:" + port + "/health";
        assertThat(
                        bongsu.run(
                                        "start",
                                        "deaf.js",
                                        "--ready",
                                        nobody,
                                        "--listen-timeout",
                                        "300",
                                        "--max-restarts",
                                        "1")
                                .fails(1)
                                .err())
                .contains("did not answer at " + nobody + " within 300 ms");
    }

    @Test
    void aPathIsListenedAtLikeAPort(@TempDir Path sockets) throws IOException {
        Path path = sockets.resolve("app.sock");
        bongsu.run("start", "app.js", "-n", "app", "--listen", path.toString(), "-s").succeeds();
        String before = ask(path);

        bongsu.run("reload", "app", "--linger", "100", "-s").succeeds();

        assertThat(ask(path)).startsWith("n").isNotEqualTo(before);
        bongsu.run("stop", "app", "-s").succeeds();
        Await.until("the path is gone", () -> !path.toFile().exists());
    }

    private static String ask(Path path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.write(
                    StandardCharsets.US_ASCII.encode(
                            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (channel.read(answer) >= 0) {
                // until the server closes
            }
            String text = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
            return text.substring(text.lastIndexOf("n"));
        }
    }

    @Test
    void whatWasSavedComesBackWithItsSockets() {
        start("instances: 2");
        bongsu.run("save", "-s").succeeds();
        bongsu.run("kill", "-s").succeeds();
        assertThat(Ports.isFree(port)).isTrue();

        // What the unit that `startup` writes runs after a reboot.
        bongsu.run("resurrect", "-s").succeeds();

        assertThat(bongsu.views()).hasSize(2);
        isRenewedWithoutLoss(() -> bongsu.run("reload", "app", "-s").succeeds());
    }
}
