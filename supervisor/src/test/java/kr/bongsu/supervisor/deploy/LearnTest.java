package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

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

/// Programs of which nobody said where they listen: their port is found, kept and handed on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearnTest {
    private static final int RATE = 300;

    private Bongsu bongsu;
    private int port;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write(
                "plain.js",
                "const http = require('http');",
                "http.createServer((q, r) => setTimeout(() => r.end('n' + process.pid), 3))",
                "  .listen(process.env.MY_PORT, '127.0.0.1');");
        bongsu.write(
                "Jdk.java",
                "import com.sun.net.httpserver.HttpServer;",
                "import java.net.InetSocketAddress;",
                "void main() throws Exception {",
                "  int port = Integer.parseInt(System.getenv(\"MY_PORT\"));",
                "  var server = HttpServer.create(new InetSocketAddress(\"127.0.0.1\", port), 0);",
                "  server.setExecutor(java.util.concurrent.Executors.newFixedThreadPool(8));",
                "  byte[] body = (\"j\" + ProcessHandle.current().pid()).getBytes();",
                "  server.createContext(\"/\", e -> {",
                "    e.sendResponseHeaders(200, body.length);",
                "    e.getResponseBody().write(body);",
                "    e.close();",
                "  });",
                "  server.start();",
                "}");
        bongsu.run("ping").succeeds();
    }

    @BeforeEach
    void port() {
        port = Ports.free();
        bongsu.variable("MY_PORT", Integer.toString(port));
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

    private List<Integer> pids() {
        return bongsu.views().stream().map(view -> view.life().pid()).toList();
    }

    private void losesNothing(int reloads) {
        List<Integer> before = pids();
        try (Load load = Load.start(port, Load.Kind.BOTH, 8, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 50);
            for (int i = 0; i < reloads; i++) {
                bongsu.run("reload", "app", "-s").succeeds();
            }
            long soFar = load.answered();
            Await.until("it goes on", () -> load.answered() > soFar + 50);
            load.end();

            assertThat(load.failures()).isEmpty();
        }
        assertThat(pids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    @Test
    void clusterModeNeedsNoListenToLoseNoRequest() {
        bongsu.run("start", "plain.js", "-n", "app", "-i", "4", "--exec-mode", "cluster", "-s")
                .succeeds();
        assertThat(bongsu.views()).hasSize(4).allMatch(view -> view.life().restarts() == 0);

        losesNothing(2);

        assertThat(bongsu.run("reload", "app", "--dry-run").succeeds().out())
                .contains("replace 4 processes");
        bongsu.run("scale", "app", "2", "-s").succeeds();
        bongsu.run("stop", "app", "-s").succeeds();
        Await.until("the port is free", () -> Ports.isFree(port));
    }

    @Test
    void aJavaServersPortIsLearntToo() {
        bongsu.run("start", "Jdk.java", "-n", "app", "-i", "2", "--listen", "auto", "-s")
                .succeeds();

        losesNothing(1);
    }

    @Test
    void aKilledProcessRefusesNobodyOnceItsPortIsKnown() {
        bongsu.run("start", "plain.js", "-n", "app", "--listen", "auto", "-s").succeeds();
        Await.until(
                "the port is known",
                () -> Bongsu.read(bongsu.home().daemonLog()).contains("127.0.0.1:" + port));
        int first = bongsu.view("app").life().pid();
        try (Load load = Load.start(port, Load.Kind.NEW, 4, 100)) {
            Await.until("requests are answered", () -> load.answered() > 20);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Await.until("another one runs", () -> bongsu.view("app").life().restarts() == 1);
            load.end();

            assertThat(load.failures().keySet()).noneMatch(reason -> reason.contains("refused"));
        }
    }

    @Test
    void aVersionThatListensElsewhereTakesOverAndTheOldPortIsGivenUp() {
        int other = Ports.free();
        bongsu.run("start", "plain.js", "-n", "app", "--listen", "auto", "--linger", "100", "-s")
                .succeeds();
        bongsu.variable("MY_PORT", Integer.toString(other));

        bongsu.run("reload", "app", "--update-env", "-s").succeeds();

        Await.until("it listens elsewhere", () -> !Ports.isFree(other));
        Await.until("the old port is free", () -> Ports.isFree(port));
    }

    @Test
    void aProgramThatCannotTakeASocketIsRestarted() {
        bongsu.write(
                "server.py",
                "import http.server, os",
                "http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['MY_PORT'])),",
                "    http.server.SimpleHTTPRequestHandler).serve_forever()");
        bongsu.run("start", "server.py", "-n", "app", "--listen", "auto", "-s").succeeds();

        assertThat(bongsu.run("reload", "app", "--dry-run").succeeds().out())
                .contains("restart 1 processes one by one");
        bongsu.run("reload", "app", "-s").succeeds();
        Await.until("it listens again", () -> !Ports.isFree(port));
    }
}
