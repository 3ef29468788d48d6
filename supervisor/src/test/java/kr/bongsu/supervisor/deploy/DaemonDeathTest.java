package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
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

/// The daemon killed and replaced while requests go on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DaemonDeathTest {
    private static final int RATE = 300;

    private Bongsu bongsu;
    private int port;
    private String name = "";
    private int tests;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write(
                "app.js",
                "const http = require('http');",
                "let n = 0;",
                "http.createServer((q, r) => { console.log('line ' + n++); r.end('n' + process.pid); })",
                "  .listen(process.env.PORT, '127.0.0.1');",
                "process.on('message', (m) => console.log('message ' + JSON.stringify(m)));");
        bongsu.run("ping").succeeds();
    }

    @BeforeEach
    void port() {
        port = Ports.free();
        name = "app" + tests++; // no two tests share log files
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

    private void start(int instances) {
        bongsu.run(
                        "start",
                        "app.js",
                        "-n",
                        name,
                        "-i",
                        Integer.toString(instances),
                        "--listen",
                        "127.0.0.1:" + port,
                        "-s")
                .succeeds();
        // What a daemon leaves behind it has written down within a moment.
        Await.until(
                "the socket is in the state",
                () -> Bongsu.read(bongsu.home().state()).contains("127.0.0.1:" + port));
    }

    private void killDaemon() {
        int daemon = bongsu.daemonPid();
        ProcessHandle handle = ProcessHandle.of(daemon).orElseThrow();
        handle.destroyForcibly();
        Await.until("the daemon has ended", () -> !handle.isAlive());
    }

    /// Every line each process wrote is in its log, in order.
    private void assertLogsAreWhole(long requests) {
        List<Integer> counts = new ArrayList<>();
        for (var view : bongsu.views()) {
            List<String> lines =
                    bongsu.log(name + "-out-" + view.identity().id() + ".log")
                            .lines()
                            .filter(line -> line.startsWith("line"))
                            .toList();
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i)).isEqualTo("line " + i);
            }
            counts.add(lines.size());
        }
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(requests);
    }

    @Test
    void aKilledDaemonCostsNoRequestNoLineAndNoProcess() {
        start(2);
        List<Integer> before = pids();
        try (Load load = Load.start(port, Load.Kind.BOTH, 8, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 50);
            killDaemon();
            long soFar = load.answered();
            Await.until("it goes on without a daemon", () -> load.answered() > soFar + 100);
            bongsu.run("list", "-s").succeeds();

            assertThat(pids()).isEqualTo(before);
            bongsu.run("reload", name, "-s").succeeds();
            long later = load.answered();
            Await.until("it goes on after a reload", () -> load.answered() > later + 50);
            load.end();

            assertThat(load.failures()).isEmpty();
        }
        assertThat(pids()).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aWorkerThatDiesWithoutADaemonRefusesNobody() {
        start(1);
        int worker = bongsu.view(name).life().pid();
        killDaemon();
        ProcessHandle.of(worker).orElseThrow().destroyForcibly();
        try (Load load = Load.start(port, Load.Kind.NEW, 2, 50)) {
            Await.until("requests wait", () -> load.sent() >= 2);
            bongsu.run("list", "-s").succeeds();
            Await.until("they are answered", () -> load.answered() > 10);
            load.end();

            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void anUpdateRestartsNothingAndLosesNothing() {
        start(2);
        List<Integer> before = pids();
        int daemon = bongsu.daemonPid();
        try (Load load = Load.start(port, Load.Kind.BOTH, 8, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 50);
            bongsu.run("update").succeeds();
            bongsu.run("updatePM2").succeeds();
            long soFar = load.answered();
            Await.until("it goes on", () -> load.answered() > soFar + 100);
            load.end();

            assertThat(load.failures()).isEmpty();
            Await.until("every line is written", () -> lines() == load.answered());
            assertLogsAreWhole(load.answered());
        }
        assertThat(bongsu.daemonPid()).isEqualTo(daemon);
        assertThat(pids()).isEqualTo(before);
        assertThat(bongsu.views()).allMatch(view -> view.life().restarts() == 0);
    }

    private long lines() {
        return bongsu.views().stream()
                .mapToLong(view ->
                        bongsu.log(name + "-out-" + view.identity().id() + ".log")
                                .lines()
                                .filter(line -> line.startsWith("line"))
                                .count())
                .sum();
    }

    @Test
    void linesWrittenWithoutADaemonAreKept() {
        start(2);
        killDaemon();
        try (Load load = Load.start(port, Load.Kind.BOTH, 8, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 100);
            bongsu.run("list", "-s").succeeds();
            load.end();

            assertThat(load.failures()).isEmpty();
            Await.until("every line is written", () -> lines() == load.answered());
            assertLogsAreWhole(load.answered());
        }
    }

    @Test
    void messagesReachAProcessAlsoAfterTheDaemonWasKilled() {
        start(1);
        bongsu.run("message", name, "{\"live\": 1}", "-s").succeeds();
        bongsu.awaitLog(name + "-out.log", "message {\"live\":1}");
        killDaemon();

        bongsu.run("message", name, "again", "-s").succeeds();

        bongsu.awaitLog(name + "-out.log", "message \"again\"");
    }
}
