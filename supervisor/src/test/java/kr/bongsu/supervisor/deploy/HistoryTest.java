package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/// What `history` tells and where `rollback` leads, while requests go on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTest {
    private static final int RATE = 200;

    private Bongsu bongsu;
    private Path folder = Path.of("/");
    private int port;

    @BeforeAll
    void wake(@TempDir Path temporary) {
        folder = temporary;
        bongsu = new Bongsu(folder);
        for (String version : List.of("one", "two")) {
            bongsu.write(
                    version + "/server.js",
                    "const http = require('http');",
                    "const say = '" + version + " ' + process.env.MOOD;",
                    "http.createServer((q, r) => r.end(say)).listen(process.env.PORT, '127.0.0.1');");
        }
        bongsu.write("broken/server.js", "console.error('no such table'); process.exit(4);");
        bongsu.run("ping").succeeds();
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

    private void settings(String mood) {
        bongsu.write(
                "app.json",
                "{apps: [{name: 'app', script: 'server.js', cwd: 'current', instances: 2,",
                " linger: 500, env: {MOOD: '" + mood + "'}, listen: '127.0.0.1:" + port + "'}]}");
    }

    private void deploy(String version) throws IOException {
        Path next = folder.resolve("next");
        Files.createSymbolicLink(next, folder.resolve(version));
        Files.move(
                next,
                folder.resolve("current"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /// What is answered from now on.
    private String answer() {
        try (Load load = Load.start(port, Load.Kind.NEW, 2, 100)) {
            Await.until("requests are answered", () -> load.answered() > 5);
            load.end();
            Map<String, Long> bodies = load.bodies();
            assertThat(bodies).hasSize(1);
            return bodies.keySet().iterator().next();
        }
    }

    @Test
    void aRollbackBringsBackSettingsAndTheFolderBehindALink() throws IOException {
        deploy("one");
        settings("glad");
        bongsu.run("start", "app.json", "-s").succeeds();
        deploy("two");
        settings("sad");
        bongsu.run("reload", "app.json", "-s").succeeds();
        assertThat(answer()).isEqualTo("two sad");

        assertThat(bongsu.run("rollback", "app", "--dry-run").succeeds().out())
                .contains("back to generation 1", "replace 2 processes");
        try (Load load = Load.start(port, Load.Kind.BOTH, 4, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 20);
            bongsu.run("rollback", "app", "-s").succeeds();
            load.end();

            assertThat(load.failures()).isEmpty();
        }

        assertThat(answer()).isEqualTo("one glad");
        assertThat(bongsu.run("history", "app").succeeds().out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("app"),
                        line -> assertThat(line).startsWith("*   3").contains("rollback", "env"),
                        line -> assertThat(line).startsWith("    2").contains("reload", "cwd, env"),
                        line -> assertThat(line).startsWith("    1").contains("start"));
        bongsu.run("rollback", "app", "--to", "2", "-s").succeeds();
        assertThat(answer()).isEqualTo("two sad");
    }

    @Test
    void aVersionThatFailedIsInTheHistoryButNotWhereARollbackLeads() throws IOException {
        deploy("one");
        settings("calm");
        bongsu.run("start", "app.json", "-s").succeeds();
        deploy("broken");

        Bongsu.Result result = bongsu.run("reload", "app").fails(1);

        assertThat(result.err()).contains("no such table", "the old processes go on serving");
        assertThat(bongsu.run("history").succeeds().out()).contains("failed: ", "exit code 4");
        assertThat(answer()).isEqualTo("one calm");
        assertThat(bongsu.run("rollback", "app").fails(1).err())
                .contains("no earlier generation")
                .contains("a folder of its own");
        assertThat(bongsu.run("rollback", "app", "--to", "9").fails(1).err())
                .contains("no generation 9");
        assertThat(bongsu.run("rollback").fails(2).err()).contains("needs the name");
    }

    @Test
    void theHistoryOutlivesTheDaemonAndEndsWithTheApplication() throws IOException {
        deploy("one");
        settings("old");
        bongsu.run("start", "app.json", "-s").succeeds();
        Await.until(
                "it is on the disk",
                () -> Bongsu.read(bongsu.home().history()).contains("\"MOOD\":\"old\""));
        bongsu.run("update", "-s").succeeds();

        assertThat(bongsu.run("history").succeeds().out()).contains("*   1", "start");
        assertThat(Files.getPosixFilePermissions(bongsu.home().history())).hasSize(2);

        bongsu.run("delete", "app", "-s").succeeds();
        assertThat(bongsu.run("history").succeeds().out()).isEmpty();
    }
}
