package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What restarts a process without being asked, readiness, and what outlives the daemon.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriggersTest {
    private Bongsu bongsu;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write("idle.sh", "sleep 1000");
        bongsu.run("ping").succeeds();
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

    private int restarts(String name) {
        return bongsu.view(name).life().restarts();
    }

    @Test
    void aProcessAboveItsMemoryLimitIsRestarted() {
        bongsu.write(
                "eater.py",
                "import time",
                "time.sleep(0.3)",
                "x = bytearray(80_000_000)",
                "time.sleep(1000)");
        bongsu.run("start", "eater.py", "--max-memory-restart", "60M", "-s").succeeds();

        Await.until("it was restarted", () -> restarts("eater") > 0);
    }

    @Test
    void theLimitCountsDescendantsUnlessToldNotTo() {
        bongsu.write(
                "child.py",
                "import time",
                "x = bytearray(80_000_000)",
                "print('fed', flush=True)",
                "time.sleep(1000)");
        bongsu.write("parent.sh", "python3 child.py");
        bongsu.write(
                "p.yaml",
                "apps:",
                "  - {name: tree, script: parent.sh, max_memory_restart: 60M}",
                "  - {name: main, script: parent.sh, max_memory_restart: 60M, memory_scope: main}");
        bongsu.run("start", "p.yaml", "-s").succeeds();

        Await.until("the tree was restarted", () -> restarts("tree") > 0);
        bongsu.awaitLog("main-out.log", "fed");
        assertThat(restarts("main")).isZero();
    }

    @Test
    void aScheduleRestartsWhatRunsAndLeavesAloneWhatWasStopped() {
        bongsu.run("start", "idle.sh", "-n", "on", "--cron", "* * * * * *", "-s").succeeds();
        bongsu.run("start", "idle.sh", "-n", "off", "--cron", "* * * * * *", "-s").succeeds();
        bongsu.run("stop", "off", "-s").succeeds();

        int before = restarts("off");
        Await.until("three moments have come", () -> restarts("on") >= 3);

        assertThat(bongsu.status("off")).isEqualTo("stopped");
        assertThat(restarts("off")).isEqualTo(before);
    }

    @Test
    void changesThatComeTogetherAreOneRestart() throws IOException {
        bongsu.write("site/idle.sh", "sleep 1000");
        Files.createDirectories(bongsu.path("site/node_modules/x"));
        bongsu.write(
                "site.yaml",
                "apps: [{name: site, script: idle.sh, cwd: site, watch: true, ignore_watch: [tmp, '*.log']}]");
        bongsu.run("start", "site.yaml", "-s").succeeds();
        Await.until(
                "changes are noticed",
                () -> {
                    bongsu.write("site/a.txt", "x");
                    return restarts("site") > 0;
                });
        bongsu.awaitStatus("site", "online");
        int before = restarts("site");

        for (int i = 0; i < 50; i++) {
            bongsu.write("site/deep/er/f" + i + ".txt", "x");
        }
        Await.until("it was restarted", () -> restarts("site") > before);
        bongsu.write("site/node_modules/x/a.js", "x");
        bongsu.write("site/tmp/a", "x");
        bongsu.write("site/a.log", "x");
        bongsu.write("site/.hidden", "x");
        bongsu.run("ping").succeeds();

        assertThat(restarts("site") - before).isLessThanOrEqualTo(2);
    }

    @Test
    void aProcessIsOnlineOnceItSaysSo() {
        bongsu.write(
                "ready.js",
                "setTimeout(() => process.send('ready'), 300); setInterval(() => {}, 1000)");

        bongsu.run("start", "ready.js", "--wait-ready", "--listen-timeout", "10s", "-s").succeeds();

        assertThat(bongsu.status("ready")).isEqualTo("online");
    }

    @Test
    void oneThatNeverSaysSoIsNot() {
        bongsu.write("mute.js", "setInterval(() => {}, 1000)");

        Bongsu.Result result =
                bongsu.run(
                                "start",
                                "mute.js",
                                "--wait-ready",
                                "--listen-timeout",
                                "300",
                                "--max-restarts",
                                "1")
                        .fails(1);

        assertThat(result.err()).contains("did not report ready within 300 ms");
        bongsu.awaitStatus("mute", "errored");
    }

    @Test
    void aMessageMayAskAProcessToEnd() {
        bongsu.write(
                "polite.js",
                "process.on('message', m => { console.log('told', m); process.exit(0) });",
                "process.on('SIGINT', () => console.log('signalled'));",
                "console.log('up');");
        bongsu.run("start", "polite.js", "--shutdown-with-message", "--kill-timeout", "10s", "-s")
                .succeeds();
        bongsu.awaitLog("polite-out.log", "up");

        bongsu.run("stop", "polite", "-s").succeeds();

        assertThat(bongsu.log("polite-out.log"))
                .contains("told shutdown")
                .doesNotContain("signalled");
    }

    @Test
    void processesAndTheirOutputOutliveTheDaemon() {
        bongsu.write("count.sh", "i=0; while :; do i=$((i+1)); echo line $i; sleep 0.01; done");
        bongsu.run("start", "count.sh", "-s").succeeds();
        bongsu.run("start", "idle.sh", "-n", "dies", "-s").succeeds();
        bongsu.awaitLog("count-out.log", "line 20\n");
        int pid = bongsu.view("count").life().pid();
        int doomed = bongsu.view("dies").life().pid();
        Await.until(
                "the state is written",
                () -> Bongsu.read(bongsu.home().state()).contains("\"pid\":" + doomed));

        ProcessHandle.of(bongsu.daemonPid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(doomed).orElseThrow().destroyForcibly();
        Await.until("both are gone", () -> ProcessHandle.of(doomed).isEmpty());
        assertThat(ProcessHandle.of(pid)).isPresent();
        Bongsu.Result list = bongsu.run("list").succeeds();

        assertThat(list.err()).contains("did not end in order");
        assertThat(bongsu.view("count").life().pid()).as("the same process").isEqualTo(pid);
        bongsu.awaitStatus("dies", "online");
        bongsu.run("stop", "count", "-s").succeeds();
        List<String> lines = bongsu.log("count-out.log").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).isEqualTo("line " + (i + 1));
        }
    }

    @Test
    void aDiffTellsWhatAFileWouldChange() {
        bongsu.write("d.yaml", "apps: [{name: d, script: idle.sh, env: {SECRET: one}}]");
        assertThat(bongsu.run("diff", "d.yaml").fails(1).out()).isEqualTo("+ d: new, 1 process\n");
        bongsu.run("start", "d.yaml", "-s").succeeds();
        assertThat(bongsu.run("diff", "d.yaml").succeeds().out()).isEmpty();

        bongsu.write(
                "d.yaml",
                "apps: [{name: d, script: idle.sh, instances: 2, max_restarts: 3, env: {SECRET: two}}]");

        assertThat(bongsu.run("diff", "d.yaml").fails(1).out())
                .contains("processes 1 -> 2", "max_restarts null -> 3", "env changes in SECRET")
                .doesNotContain("two");
    }

    @Test
    void aFolderIsServed() throws Exception {
        bongsu.write("www/index.html", "<p>home</p>");
        bongsu.write("secret.txt", "outside");
        Files.createSymbolicLink(bongsu.path("www/link.txt"), bongsu.path("secret.txt"));
        String port = Integer.toString(Ports.free());
        bongsu.run(
                        "serve",
                        "www",
                        port,
                        "--spa",
                        "--basic-auth-username",
                        "u",
                        "--basic-auth-password",
                        "p",
                        "-s")
                .succeeds();
        Await.until("it listens", () -> get(port, "/", "").startsWith("401"));
        String login = "Basic dTpw";

        assertThat(get(port, "/", login)).isEqualTo("200 <p>home</p>\n");
        assertThat(get(port, "/any/route", login)).as("single page").startsWith("200");
        assertThat(get(port, "/../secret.txt", login)).doesNotContain("outside");
        assertThat(get(port, "/link.txt", login)).startsWith("404");
        assertThat(bongsu.run("serve", "nowhere").fails(1).err()).contains("does not exist");
    }

    private static String get(String port, String path, String authorization) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", authorization)
                            .build();
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    @Test
    void inTheForegroundLogsGoToStandardOutputAndTheExitCodeIsTheApplications(@TempDir Path other)
            throws Exception {
        try (Bongsu container = new Bongsu(other)) {
            container.write("job.sh", "echo working; echo aside >&2; exit 3");
            container.write("job.yaml", "apps: [{script: job.sh, autorestart: false}]");
            Bongsu.Result result = container.run("runtime", "job.yaml", "--raw").fails(3);
            assertThat(result.out()).contains("working\n", "aside\n");

            container.write(
                    "service.sh",
                    "trap 'echo ending; exit 0' INT",
                    "echo serving",
                    "while :; do sleep 0.05; done");
            Path out = container.path("out");
            Process service =
                    container.start(
                            Path.of("/dev/null"),
                            out,
                            container.path("err"),
                            "runtime",
                            "service.sh");
            Await.until("it serves", () -> Bongsu.read(out).contains("0|service | serving"));
            assertThat(container.status("service")).isEqualTo("online");
            service.destroy();

            assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
            assertThat(Bongsu.read(out)).contains("0|service | ending");
            assertThat(container.processes()).isEmpty();
        }
    }
}
