package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers of well-known libraries from Maven Central and npm, unmodified, replaced under load.
///
/// `make servers` does it longer: `-Dbongsu.servers.reloads=5`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersTest {
    private static final int RATE = 200;
    private static final int RELOADS = Integer.getInteger("bongsu.servers.reloads", 1);
    private static final Path NODE = Path.of("target/node-servers").toAbsolutePath();

    private Bongsu bongsu;
    private Path folder = Path.of("/");
    private int port;

    @BeforeAll
    void wake(@TempDir Path temporary) {
        folder = temporary;
        bongsu = new Bongsu(folder);
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

    @ParameterizedTest
    @ValueSource(strings = {"SpringServer", "JettyServer", "NettyServer", "VertxServer"})
    void anUnmodifiedJavaServerLosesNoRequest(String server) throws IOException {
        // A file, because a class path of many libraries is long.
        Path classPath =
                Files.writeString(
                        folder.resolve("class-path"),
                        "-cp " + System.getProperty("java.class.path") + "\n");
        bongsu.write(
                "app.json",
                "{apps: [{name: 'app', interpreter: 'java',",
                " script: 'kr.bongsu.supervisor.deploy.servers." + server + "',",
                " interpreter_args: ['-Xmx128m', '-XX:+UseSerialGC',",
                " '-XX:TieredStopAtLevel=1', '-Djava.io.tmpdir="
                        + folder
                        + "', '@"
                        + classPath
                        + "'], linger: 500,",
                " env: {SERVER_PORT: '" + port + "', SERVER_ADDRESS: '127.0.0.1'},",
                " listen: '127.0.0.1:" + port + "'}]}");

        losesNothing("app.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"express.js", "fastify.js", "fastify.mjs"})
    void anUnmodifiedNodeServerLosesNoRequest(String server) throws Exception {
        Path script = nodeServers().resolve(server);
        bongsu.write(
                "app.json",
                "{apps: [{name: 'app', script: '" + script + "', instances: 2, linger: 500,",
                " listen: '127.0.0.1:" + port + "'}]}");

        losesNothing("app.json");
    }

    private void losesNothing(String file) {
        bongsu.run("start", file, "-s").succeeds();
        List<Integer> before = pids();
        try (Load load = Load.start(port, Load.Kind.BOTH, 8, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 50);
            for (int i = 0; i < RELOADS; i++) {
                bongsu.run("reload", "app", "-s").succeeds();
            }
            long soFar = load.answered();
            Await.until("it goes on", () -> load.answered() > soFar + 50);
            load.end();

            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent());
        }
        assertThat(pids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    private List<Integer> pids() {
        return bongsu.views().stream().map(view -> view.life().pid()).toList();
    }

    @Test
    void streamsOfHttp2AreFinished() throws Exception {
        Path servers = nodeServers();
        bongsu.run(
                        "start",
                        servers.resolve("http2.js").toString(),
                        "-n",
                        "app",
                        "--listen",
                        "127.0.0.1:" + port,
                        "-s")
                .succeeds();
        Path result = folder.resolve("http2-result");
        Process client =
                new ProcessBuilder(
                                "node",
                                servers.resolve("http2-client.js").toString(),
                                Integer.toString(port))
                        .redirectOutput(result.toFile())
                        .redirectError(folder.resolve("http2-errors").toFile())
                        .start();
        try {
            Await.until("it asks", () -> Bongsu.read(result).contains("asking"));
            for (int i = 0; i < RELOADS; i++) {
                bongsu.run("reload", "app", "-s").succeeds();
            }
            client.getOutputStream().close();

            assertThat(client.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Bongsu.read(result)).containsPattern("answered [1-9]\\d+ failed 0 \\{}");
        } finally {
            client.destroyForcibly();
        }
    }

    /// The programs of `src/test/node` with what they need from npm.
    private static Path nodeServers() throws IOException, InterruptedException {
        Files.createDirectories(NODE);
        boolean changed = false;
        try (var files = Files.list(Path.of("src/test/node"))) {
            for (Path file : files.toList()) {
                Path copy = NODE.resolve(file.getFileName());
                if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                    changed |= file.toString().endsWith("package-lock.json");
                }
            }
        }
        if (changed || !Files.isDirectory(NODE.resolve("node_modules"))) {
            File log = NODE.resolve("npm.log").toFile();
            Process npm =
                    new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
                            .directory(NODE.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log)
                            .start();
            assertThat(npm.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(npm.exitValue()).as(Bongsu.read(log.toPath())).isZero();
        }
        return NODE;
    }
}
