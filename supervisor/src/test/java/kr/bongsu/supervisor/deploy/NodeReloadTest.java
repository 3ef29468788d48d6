package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kr.bongsu.supervisor.Await;
import kr.bongsu.supervisor.Bongsu;
import kr.bongsu.supervisor.Ports;
import kr.bongsu.supervisor.control.ProcessView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Node programs replaced under load.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeReloadTest {
    private static final int RATE = 400;

    private Bongsu bongsu;
    private int port;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write(
                "plain.js",
                "const http = require('http');",
                "http.createServer((q, r) => setTimeout(() => r.end('n' + process.pid), 3))",
                "  .listen(process.env.PORT, '127.0.0.1');");
        bongsu.write(
                "module.mjs",
                "import { createServer } from 'node:http';",
                "createServer((q, r) => r.end('m' + process.pid)).listen({ port: +process.env.PORT });");
        bongsu.write(
                "ready.js",
                "const http = require('http');",
                "const server = http.createServer((q, r) => setTimeout(() => r.end('n' + process.pid), 3));",
                "server.listen(process.env.PORT, () => process.send('ready'));",
                "process.on('SIGINT', () => {",
                "  console.log('told to end');",
                "  server.close((error) => process.exit(error ? 1 : 0));",
                "});");
        bongsu.run("ping").succeeds();
    }

    @org.junit.jupiter.api.BeforeEach
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

    private List<Integer> pids() {
        return bongsu.views().stream().map(view -> view.life().pid()).toList();
    }

    private void reloadTwiceUnderLoad(String... start) {
        bongsu.run(start).succeeds();
        List<Integer> before = pids();
        try (Load load = Load.start(port, Load.Kind.BOTH, 16, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 50);
            for (int i = 0; i < 2; i++) {
                bongsu.run("reload", "app", "-s").succeeds();
            }
            long soFar = load.answered();
            Await.until("it goes on", () -> load.answered() > soFar + 50);
            load.end();

            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent());
        }
        assertThat(pids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
        assertThat(bongsu.views())
                .allMatch(view -> view.life().status().equals("online"))
                .allMatch(view -> view.life().restarts() == 2);
    }

    private String listen() {
        return "127.0.0.1:" + port;
    }

    @Test
    void aProgramThatKnowsNothingLosesNoRequest() {
        reloadTwiceUnderLoad(
                "start", "plain.js", "-n", "app", "-i", "4", "--listen", listen(), "-s");
    }

    @Test
    void anEcmascriptModuleLosesNoRequest() {
        reloadTwiceUnderLoad(
                "start", "module.mjs", "-n", "app", "-i", "2", "--listen", listen(), "-s");
    }

    @Test
    void aProgramThatSaysReadyAndEndsByItselfLosesNoRequest() {
        reloadTwiceUnderLoad(
                "start",
                "ready.js",
                "-n",
                "app",
                "-i",
                "4",
                "--wait-ready",
                "--listen",
                listen(),
                "-s");

        bongsu.awaitLog("app-out-0.log", "told to end");
    }

    @Test
    void aBrokenVersionLeavesTheOldOneServing() {
        bongsu.run("start", "plain.js", "-n", "app", "-i", "2", "--listen", listen(), "-s")
                .succeeds();
        List<Integer> before = pids();
        bongsu.write("plain.js", "console.error('this version is broken'); process.exit(9);");
        try (Load load = Load.start(port, Load.Kind.BOTH, 8, RATE)) {
            Bongsu.Result result = bongsu.run("reload", "app").fails(1);
            load.end();

            assertThat(result.err())
                    .contains("exit code 9")
                    .contains("the old processes go on serving")
                    .contains("this version is broken");
            assertThat(load.failures()).isEmpty();
        } finally {
            bongsu.write(
                    "plain.js",
                    "const http = require('http');",
                    "http.createServer((q, r) => setTimeout(() => r.end('n' + process.pid), 3))",
                    "  .listen(process.env.PORT, '127.0.0.1');");
        }
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void aVersionThatNeverListensFailsTheReload() {
        bongsu.run(
                        "start",
                        "plain.js",
                        "-n",
                        "app",
                        "--listen",
                        listen(),
                        "--listen-timeout",
                        "1s",
                        "-s")
                .succeeds();
        List<Integer> before = pids();
        bongsu.write("deaf.js", "setInterval(() => {}, 1000);");

        Path deaf = bongsu.path("deaf.js");
        bongsu.write(
                "app.json",
                "{apps: [{name: 'app', script: '" + deaf + "', listen: '" + listen() + "',",
                " listen_timeout: 700}]}");
        Bongsu.Result result = bongsu.run("reload", "app.json").fails(1);

        assertThat(result.err()).contains("did not listen within 700 ms");
        assertThat(pids()).isEqualTo(before);
        assertThat(bongsu.processes()).hasSize(1);
    }

    @Test
    void queuesBatchesAndTimesComeFromAFile() {
        bongsu.write(
                "app.json",
                "{apps: [{name: 'app', script: 'plain.js', instances: 2, listen: '"
                        + listen()
                        + "',",
                " listen_queue: 'slots', linger: 500, ready: 'listens', reload_hold: 50,",
                " reload_batch: 1}]}");

        reloadTwiceUnderLoad("start", "app.json", "-s");

        String plan = bongsu.run("reload", "app", "--dry-run", "--linger", "1s").succeeds().out();
        assertThat(plan)
                .contains("replace 2 processes, 1 at a time")
                .contains("linger: 500 -> 1000");
    }

    @Test
    void aKilledWorkerRefusesNobody() {
        bongsu.run("start", "plain.js", "-n", "app", "--listen", listen(), "-s").succeeds();
        int first = bongsu.view("app").life().pid();
        try (Load load = Load.start(port, Load.Kind.NEW, 4, 100)) {
            Await.until("requests are answered", () -> load.answered() > 20);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Await.until(
                    "another process runs",
                    () -> {
                        ProcessView view = bongsu.view("app");
                        return view.life().status().equals("online") && view.life().pid() != first;
                    });
            load.end();

            assertThat(load.failures().keySet()).noneMatch(reason -> reason.contains("refused"));
        }
    }

    @Test
    void aStoppedApplicationRefusesAndGivesItsPortBack() {
        bongsu.run("start", "plain.js", "-n", "app", "--listen", listen(), "-s").succeeds();

        bongsu.run("stop", "app", "-s").succeeds();

        Await.until("the port is free", () -> Ports.isFree(port));
    }
}
