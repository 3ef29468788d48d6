package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.distribution.stage.AccessFiles;
import kr.bongsu.distribution.stage.Api;
import kr.bongsu.supervisor.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every page and every action of the console in a real browser, against what ships: an FEP, the
/// gateway and FCM under the process manager. What is done and seen there is in
/// `console/test/walk`; its pictures are in `console/target/walk`.
class ConsoleWalkTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// It takes a minute on a machine that has nothing else to do; each step has limits of its own.
    private static final Duration WALK_LIMIT = Duration.ofMinutes(8);

    private static final String PROVIDER = "사내 로그인";

    /// So much that the audit has a second part, with what the walk does.
    private static final int AUDIT_LINES = 80;

    private static final String AUDIT_LINE =
            """
            {"at":"2026-03-01T00:00:00Z","who":"kim","action":"link.hold","object":"single01","detail":"before the walk"}
            """;

    private static final Path CONSOLE = Shipped.ROOT.resolve("console").toAbsolutePath();

    @TempDir Path folder;
    private final int http = Ports.free();
    private final int emulator = Ports.free();
    private final int emulatorTls = Ports.free();
    private String key = "";

    private OpenIdProvider provider;

    @BeforeEach
    void startAll() throws Exception {
        // Another site than the console's: a browser must bring its cookies back all the same.
        provider = OpenIdProvider.start("http://127.0.0.1:" + http + "/login/openid", "localhost");
        writePrivate("secret", OpenIdProvider.SECRET + "\n");
        Files.createDirectory(folder.resolve("data"));
        writePrivate("data/audit.jsonl", AUDIT_LINE.repeat(AUDIT_LINES));
        int single01 = Ports.free();
        int another01 = Ports.free();
        int single02 = Ports.free();
        int multi01 = Ports.free();
        write(
                "fep.yaml",
                """
                stay: true
                deadline: 24h
                lines:
                  - { name: single01, port: %d, pushes: 100000, rate: 2 }
                  # Where single01 is sent by hand, and back.
                  - { name: another01, port: %d, pushes: 0 }
                  - { name: single02, port: %d, pushes: 100000, rate: 1 }
                  - { name: multi01, port: %d, pushes: 5, recipients: 60 }
                """
                        .formatted(single01, another01, single02, multi01));
        write(
                "gateway.yaml",
                """
                ledger: { url: "sqlite:./data/ledger.db" }
                fcm:
                  project: demo-project
                  credentials: ./fcm/service-account.json
                  endpoint: https://127.0.0.1:%d
                  trust: ./fcm/ca.pem
                delivery: { ramp: 0s }
                retention: { archive: ./archive }
                http:
                  host: 127.0.0.1
                  port: %d
                  openid:
                    issuer: %s
                    client: %s
                    secret_file: ./secret
                    console: http://127.0.0.1:%d
                    label: %s
                    scopes: [profile, groups]
                    roles: { operator: [push-operators] }
                    limit: 30s
                links:
                  - name: single01
                    lane: single
                    host: 127.0.0.1
                    port: %d
                    alternates: [{ host: 127.0.0.1, port: %d }]
                  - { name: single02, lane: single, host: 127.0.0.1, port: %d }
                  - { name: multi01, lane: multi, host: 127.0.0.1, port: %d }
                """
                        .formatted(
                                emulatorTls,
                                http,
                                provider.issuer(),
                                OpenIdProvider.CLIENT,
                                http,
                                PROVIDER,
                                single01,
                                another01,
                                single02,
                                multi01));
        write(
                "ecosystem.yaml",
                """
                apps:
                  - name: fcm-emulator
                    script: bongsu
                    args: fcm-emulator --dir fcm --port %d --tls-port %d
                    kill_signal: SIGTERM
                  - name: fep-simulator
                    script: bongsu
                    args: fep-simulator --scenario fep.yaml
                    kill_signal: SIGTERM
                  - name: gateway
                    script: bongsu
                    args: gateway --config gateway.yaml
                    kill_signal: SIGTERM
                    listen: 127.0.0.1:%d
                    ready: said
                    listen_timeout: 60s
                    kill_timeout: 60s
                    exp_backoff_restart_delay: 500
                  # Something that can be stopped without harm, and writes.
                  - name: report
                    script: sh
                    args: ["-c", "while sleep 0.5; do echo beacon; echo smoke >&2; done"]
                    interpreter: none
                """
                        .formatted(emulator, emulatorTls, http));
        key = AccessFiles.key(folder);
        Path keys = folder.resolve("keys");
        Files.writeString(keys, Files.readString(keys).replace(" read ", " read,pushes "));
        Command.Ended start = bongsu("start", "ecosystem.yaml");
        assertThat(start.code()).as(start.stderr()).isZero();
    }

    @AfterEach
    void end() throws Exception {
        provider.close();
        Command.Ended killed = bongsu("kill");
        assertThat(killed.code()).as(killed.stderr()).isZero();
    }

    @Test
    void everyPageAndEveryActionWorksInABrowser() throws Exception {
        try (Api api = new Api()) {
            Await.until("300 pushes are accepted", LIMIT, () -> accepted(api) >= 300);
        } catch (AssertionError e) {
            String said = bongsu("logs", "--nostream", "--lines", "12").stdout();
            throw new AssertionError(e.getMessage() + "\n" + bongsu("list").stdout() + said, e);
        }
        String login = Files.readString(folder.resolve("data").resolve("first-password")).strip();
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Command.Ended walk =
                in(
                                CONSOLE,
                                "node",
                                "node_modules/vitest/vitest.mjs",
                                "run",
                                "--config=vitest.walk.ts")
                        .with("WALK_CONSOLE", "http://127.0.0.1:" + http)
                        .with("WALK_EMULATOR", "http://127.0.0.1:" + emulator)
                        .with("WALK_PASSWORD", login.substring(login.indexOf(' ') + 1))
                        .with("WALK_KEY", key)
                        .with("WALK_PROVIDER", PROVIDER)
                        // What the browser leaves when it is killed goes with the folder.
                        .with("TMPDIR", scratch)
                        .start(folder)
                        .await(WALK_LIMIT);
        assertThat(walk.code()).as("%s%n%s", walk.stdout(), walk.stderr()).isZero();
    }

    private long accepted(Api api) throws InterruptedException {
        try {
            return api.get(http, "/api/overview", key).at("/counts/accepted").asLong();
        } catch (IOException e) {
            return 0; // it does not listen yet
        }
    }

    private void writePrivate(String file, String text) throws IOException {
        Files.createFile(
                folder.resolve(file),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        write(file, text);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Command.Ended bongsu(Object... words) throws Exception {
        List<Object> all = new ArrayList<>(List.of(Shipped.LAUNCHER));
        all.addAll(List.of(words));
        return in(folder, all.toArray()).run(folder);
    }

    private Command in(Path there, Object... words) {
        List<Object> all = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", there));
        all.addAll(List.of(words));
        return Command.of(all.toArray()).with("BONGSU_HOME", folder.resolve("home"));
    }
}
