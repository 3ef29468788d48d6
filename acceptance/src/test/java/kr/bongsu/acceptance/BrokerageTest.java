package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kr.bongsu.distribution.stage.Api;
import kr.bongsu.supervisor.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bongsu start examples/brokerage.yaml` as shipped, but on free ports: the gateway between an FEP
/// with 16 lines and FCM, kept by the process manager.
class BrokerageTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern PORT =
            Pattern.compile("(?<=port: |127\\.0\\.0\\.1:)(98\\d\\d|8443|8080)\\b");

    @TempDir Path folder;
    private final Map<String, String> free = new HashMap<>();
    private String key = "";

    @BeforeEach
    void copyTheExample() throws IOException {
        Path shipped = Shipped.HOME.resolve("examples");
        for (String file :
                List.of("brokerage.yaml", "brokerage/fep.yaml", "brokerage/gateway.yaml")) {
            Path copy = folder.resolve("examples").resolve(file);
            Files.createDirectories(copy.resolveSibling("."));
            String text =
                    PORT.matcher(Files.readString(shipped.resolve(file)))
                            .replaceAll(port -> freePort(port.group()));
            Files.writeString(
                    copy,
                    text.replace(
                            "--dir run/fcm",
                            "--dir run/fcm --port 0 --tls-port " + freePort("8443")));
        }
    }

    @AfterEach
    void end() throws Exception {
        bongsu("kill");
    }

    private String freePort(String documented) {
        return free.computeIfAbsent(documented, port -> Integer.toString(Ports.free()));
    }

    @Test
    void sixteenLinksRunUnderTheProcessManagerAndAKilledGatewayComesBack() throws Exception {
        Command.Ended start = bongsu("start", "examples/brokerage.yaml");
        assertThat(start.code()).as(start.stderr()).isZero();

        Await.until("the gateway's configuration is whole", LIMIT, this::addKey);
        try (Api api = new Api()) {
            awaitWholeAndMoving(api);
            Command.Ended list = bongsu("jlist");
            List<String> names = new ArrayList<>();
            for (JsonNode app : new ObjectMapper().readTree(list.stdout())) {
                names.add(app.path("name").asText() + " " + app.at("/pm2_env/status").asText());
            }
            assertThat(names)
                    .containsExactly(
                            "fcm-emulator online", "fep-simulator online", "gateway online");
            steerFromTheConsole(names);
            awaitWholeAndMoving(api);

            long gateway = Long.parseLong(bongsu("pid", "gateway").stdout().strip());
            ProcessHandle.of(gateway).orElseThrow().destroyForcibly();
            Await.until(
                    "another gateway runs",
                    LIMIT,
                    () -> {
                        String pid = bongsu("pid", "gateway").stdout().strip();
                        return !pid.isEmpty() && Long.parseLong(pid) != gateway;
                    });
            awaitWholeAndMoving(api);
        }
        assertThat(bongsu("delete", "examples/brokerage.yaml").code()).isZero();
        assertThat(running()).as("processes left behind").isEmpty();
    }

    private void steerFromTheConsole(List<String> names) throws Exception {
        int port = Integer.parseInt(freePort("8080"));
        try (ProcessCalls calls = new ProcessCalls(port, key)) {
            assertThat(calls.states()).containsExactlyElementsOf(names);
            calls.stopAndStart("fep-simulator");
            calls.cannotEnd("gateway");
            calls.reload("gateway");
            calls.logs("gateway", "gateway.ready");
        }
        assertThat(Files.readString(folder.resolve("examples/brokerage/run/audit.jsonl")))
                .contains("process.stop", "process.start", "process.reload")
                .doesNotContain("process.scale", "process.restart");
    }

    /// Whether a key could be made; until the emulator has written its files, it cannot.
    private boolean addKey() throws Exception {
        Command.Ended added =
                bongsu(
                        "gateway",
                        "--config",
                        "examples/brokerage/gateway.yaml",
                        "--add-key",
                        "test",
                        "--scopes",
                        "read,processes");
        key = added.stdout().strip();
        return added.code() == 0;
    }

    /// All links are ready, and pushes are accepted by FCM.
    private void awaitWholeAndMoving(Api api) throws Exception {
        int port = Integer.parseInt(freePort("8080"));
        try {
            Await.until("16 links are ready", LIMIT, () -> readyLinks(api, port) == 16);
            long before = accepted(api, port);
            Await.until("pushes are accepted", LIMIT, () -> accepted(api, port) >= before + 200);
        } catch (AssertionError e) {
            String said = bongsu("logs", "--nostream", "--lines", "12").stdout();
            throw new AssertionError(e.getMessage() + "\n" + bongsu("list").stdout() + said, e);
        }
    }

    private int readyLinks(Api api, int port) throws InterruptedException {
        int ready = 0;
        try {
            for (JsonNode link : api.get(port, "/api/links", key).path("links")) {
                ready += "ready".equals(link.path("state").asText()) ? 1 : 0;
            }
        } catch (IOException e) {
            return 0; // it does not listen yet
        }
        return ready;
    }

    private long accepted(Api api, int port) throws Exception {
        return api.get(port, "/api/overview", key).at("/counts/accepted").asLong();
    }

    private List<Long> running() {
        Stream<ProcessHandle> all = ProcessHandle.allProcesses();
        return all.filter(process ->
                        process.info().commandLine().orElse("").contains("fep.yaml")
                                && process.info().commandLine().orElse("").contains("kr.bongsu")
                                && cwd(process).startsWith(folder))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static Path cwd(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException e) {
            return Path.of("/");
        }
    }

    private Command.Ended bongsu(Object... words) throws Exception {
        List<Object> all = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder));
        all.add(Shipped.LAUNCHER);
        all.addAll(List.of(words));
        return Command.of(all.toArray()).with("BONGSU_HOME", folder.resolve("home")).run(folder);
    }
}
