package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.control.ProcessView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The words of the command line: aliases, options, and those commands that speak with the machine
/// around the daemon.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsTest {
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

    @Test
    void theTableHasManyNamesAndCanBeSorted() {
        bongsu.run("start", "idle.sh", "-n", "beta", "-s").succeeds();
        bongsu.run("start", "idle.sh", "-n", "alpha", "-s").succeeds();

        for (String alias : List.of("list", "ls", "l", "ps", "status")) {
            assertThat(bongsu.run(alias).succeeds().out()).contains("alpha", "beta", "namespace");
        }
        assertThat(bongsu.run("ls", "-m").succeeds().out())
                .contains("alpha")
                .doesNotContain("namespace");
        String up = bongsu.run("ls", "--sort", "name").succeeds().out();
        assertThat(up.indexOf("alpha")).isLessThan(up.indexOf("beta"));
        String down = bongsu.run("ls", "--sort", "name:desc").succeeds().out();
        assertThat(down.indexOf("beta")).isLessThan(down.indexOf("alpha"));
        assertThat(bongsu.run("ls", "--sort", "nmae").fails(2).err())
                .contains("did you mean \"name\"?");
    }

    @Test
    void aliasesOfSingleCommandsDoTheSame() {
        bongsu.run("start", "idle.sh", "-n", "a", "-s").succeeds();
        for (String alias : List.of("describe", "desc", "show", "info")) {
            assertThat(bongsu.run(alias, "a").succeeds().out()).contains("a (id 0)", "online");
        }
        assertThat(bongsu.run("log", "a", "--nostream").succeeds().out()).isEmpty();
        bongsu.run("dump").succeeds();
        assertThat(bongsu.home().dump()).exists();
        bongsu.run("cleardump").succeeds();
        assertThat(bongsu.home().dump()).doesNotExist();
        bongsu.run("del", "a", "-s").succeeds();
        assertThat(bongsu.views()).isEmpty();
        bongsu.run("init", "simple", "-s").succeeds();
        assertThat(Bongsu.read(bongsu.path("ecosystem.yaml"))).contains("script: ./server.js");
        bongsu.run("ecosystem", "simple", "--force", "-s").succeeds();
        bongsu.run("ecosystem", "complex").fails(2);
        assertThat(bongsu.path("ecosystem.yaml").toFile().delete()).isTrue();
        assertThat(bongsu.run("expose", "nowhere").fails(1).err()).contains("does not exist");
    }

    @Test
    void aFileIsStartedRestartedAndReloadedByManyWords() {
        bongsu.write("a.yaml", "apps: [{name: a, script: idle.sh, instances: 2}]");
        int restarts = 0;
        for (String word :
                List.of(
                        "startOrRestart",
                        "startOrReload",
                        "startOrGracefulReload",
                        "reload",
                        "gracefulReload")) {
            bongsu.run(word, "a.yaml", "-s").succeeds();
            assertThat(bongsu.views())
                    .hasSize(2)
                    .allMatch(view -> view.life().status().equals("online"));
            List<Integer> counts = bongsu.views().stream().map(v -> v.life().restarts()).toList();
            assertThat(counts).containsExactly(restarts, restarts);
            restarts++;
        }
        assertThat(bongsu.run("reload", "nobody").fails(1).err()).contains("\"nobody\"");
        assertThat(bongsu.run("restart").fails(2).err()).contains("needs a script");
        bongsu.run("restart", "a", "--parallel", "x").fails(2);
    }

    @Test
    void everyOptionThatSetsSomethingSetsIt() {
        bongsu.run(
                        "start",
                        "idle.sh",
                        "--name",
                        "o",
                        "--namespace",
                        "shop",
                        "--instances",
                        "1",
                        "--interpreter",
                        "bash",
                        "--interpreter-args",
                        "-e",
                        "--filter-env",
                        "NOPE",
                        "--merge-logs",
                        "--log-type",
                        "raw",
                        "--log-date-format",
                        "HH",
                        "--time",
                        "--log-max-size",
                        "5M",
                        "--log-keep",
                        "4",
                        "--pid",
                        "o.pid",
                        "--autorestart",
                        "--stop-exit-codes",
                        "3",
                        "--max-restarts",
                        "5",
                        "--min-uptime",
                        "2s",
                        "--restart-delay",
                        "6",
                        "--max-memory-restart",
                        "2G",
                        "--cron",
                        "0 0 1 1 *",
                        "--cron-timezone",
                        "Asia/Seoul",
                        "--ignore-watch",
                        "x",
                        "--watch-delay",
                        "7",
                        "--kill-signal",
                        "SIGTERM",
                        "--kill-timeout",
                        "8s",
                        "--listen-timeout",
                        "9",
                        "--no-watch",
                        "-s")
                .succeeds();
        assertThat(bongsu.view("o").details().object("settings").toString())
                .contains(
                        "\"namespace\":\"shop\"",
                        "\"interpreter\":\"bash\"",
                        "\"interpreter_args\":[\"-e\"]",
                        "\"filter_env\":[\"NOPE\"]",
                        "\"merge_logs\":true",
                        "\"log_type\":\"raw\"",
                        "\"log_date_format\":\"HH\"",
                        "\"time\":true",
                        "\"log_max_size\":5242880",
                        "\"log_keep\":4",
                        "\"pid_file\":\"o.pid\"",
                        "\"autorestart\":true",
                        "\"stop_exit_codes\":[\"3\"]",
                        "\"max_restarts\":5",
                        "\"min_uptime\":2000",
                        "\"restart_delay\":6",
                        "\"max_memory_restart\":2147483648",
                        "\"cron_restart\":\"0 0 1 1 *\"",
                        "\"cron_timezone\":\"Asia/Seoul\"",
                        "\"ignore_watch\":[\"x\"]",
                        "\"watch_delay\":7",
                        "\"kill_signal\":\"SIGTERM\"",
                        "\"kill_timeout\":8000",
                        "\"listen_timeout\":9",
                        "\"watch\":false");
        bongsu.run("restart", "o", "--watch-paths", "a,b", "--jvm-args", "-x", "-s").succeeds();
        assertThat(bongsu.view("o").details().object("settings").toString())
                .contains("\"watch\":[\"a\",\"b\"]", "\"interpreter_args\":[\"-x\"]");
        bongsu.run("restart", "o", "--watch", "--shutdown-with-message", "--wait-ready", "-s");
        assertThat(bongsu.view("o").details().object("settings").toString())
                .contains(
                        "\"watch\":true", "\"shutdown_with_message\":true", "\"wait_ready\":true");
        assertThat(bongsu.run("start", "idle.sh", "--gid").fails(2).err())
                .contains("--gid needs a value");
        assertThat(bongsu.run("start", "idle.sh", "--time=yes").fails(2).err())
                .contains("--time takes no value");
    }

    @Test
    void theDaemonIsPingedEndedAndStartedAgain() {
        int first = bongsu.daemonPid();
        assertThat(bongsu.run("ping").succeeds().out())
                .isEqualTo("{\"msg\":\"pong\",\"pid\":" + first + "}\n");

        bongsu.run("kill").succeeds();
        Await.until("it has ended", () -> ProcessHandle.of(first).isEmpty());
        assertThat(bongsu.home().socket()).doesNotExist();
        assertThat(bongsu.run("kill").succeeds().err()).contains("no daemon runs");
        assertThat(bongsu.run("names").succeeds().out()).as("wakes none").isEmpty();
        assertThat(bongsu.home().socket()).doesNotExist();

        bongsu.run("ping").succeeds();
        assertThat(bongsu.daemonPid()).isNotEqualTo(first);
    }

    @Test
    void aDaemonThatCannotStartSaysWhy() throws IOException {
        Path folder = Files.createDirectories(bongsu.path("other"));
        Files.writeString(folder.resolve("h"), "a file where the home should be");
        Bongsu blocked = new Bongsu(folder);
        assertThat(blocked.run("list").fails(1).err()).contains("the daemon cannot be started");
    }

    @Test
    void bashCompletesCommandsAndNames() throws Exception {
        bongsu.run("start", "idle.sh", "-n", "completed", "-s").succeeds();
        assertThat(bongsu.run("names").succeeds().out()).isEqualTo("completed\n");
        Path script = bongsu.write("completion.bash", bongsu.run("completion", "bash").out());
        assertThat(complete(script, "bongsu", "resur")).isEqualTo("resurrect");
        assertThat(complete(script, "bongsu", "stop", "compl")).contains("completed");
    }

    /// What bash offers for the last of these words, with a `bongsu` that answers as ours did.
    private String complete(Path script, String... words) throws Exception {
        String shell =
                "bongsu() { echo completed; }; . '"
                        + script
                        + "'; COMP_WORDS=("
                        + String.join(" ", words)
                        + "); COMP_CWORD="
                        + (words.length - 1)
                        + "; _bongsu; echo \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", shell).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    @Test
    void startupIsShownToThoseWhoMayNotDoIt() throws Exception {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        Path systemd = Path.of("/run/systemd/system");
        if (root && !Files.isDirectory(systemd)) {
            assertThat(bongsu.run("startup").fails(1).err())
                    .contains("was not started by systemd", "bongsu resurrect");
            assertThat(bongsu.run("unstartup").fails(1).err()).contains("nothing to undo");
        }
        assertThat(bongsu.run("startup", "launchd").fails(2).err()).contains("systemd only");

        String unit =
                asNobody(
                        root,
                        1,
                        "startup",
                        "systemd",
                        "-u",
                        "app",
                        "--hp",
                        "/srv/app",
                        "--service-name",
                        "shop");
        assertThat(unit)
                .contains(
                        "/etc/systemd/system/shop.service",
                        "User=app\n",
                        "Environment=BONGSU_HOME=/srv/app/.bongsu\n",
                        " resurrect\n",
                        "systemctl enable shop.service");
        assertThat(asNobody(root, 1, "unstartup", "--service-name", "shop"))
                .contains("systemctl disable shop.service", "rm /etc/systemd/system/shop.service");
    }

    private static String asNobody(boolean root, int code, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(Bongsu.program());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().put("BONGSU_HOME", "/nonexistent");
        builder.environment().put("BONGSU_AOT", "off");
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(code);
        return said;
    }

    @Test
    void attachShowsWhatTheProcessSays() throws Exception {
        bongsu.write(
                "echo.py",
                "import sys",
                "for l in sys.stdin: print('you said', l.strip(), flush=True)");
        bongsu.run("start", "echo.py", "-n", "e", "-i", "2", "-s").succeeds();
        assertThat(bongsu.run("attach", "e").fails(1).err()).contains("means 2 processes");
        Path in = bongsu.path("typed");
        assertThat(new ProcessBuilder("mkfifo", in.toString()).start().waitFor()).isZero();
        Path out = bongsu.path("attached");
        try (var typing = new java.io.RandomAccessFile(in.toFile(), "rw")) {
            Process attached = bongsu.start(in, out, bongsu.path("attach.err"), "attach", "0");
            try {
                Await.until(
                        "it answers",
                        () -> {
                            try {
                                typing.write("good day\n".getBytes(StandardCharsets.UTF_8));
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                            return Bongsu.read(out).contains("you said good day\n");
                        });
            } finally {
                attached.destroyForcibly().waitFor();
            }
        }
        bongsu.run("stop", "1", "-s").succeeds();
        assertThat(bongsu.run("send", "1", "x").fails(1).err()).contains("does not run");
        assertThat(bongsu.run("sendSignal", "SIGUSR1", "1").fails(1).err())
                .contains("does not run");
        bongsu.run("send", "1").fails(2);
        bongsu.run("sendSignal", "SIGUSR1").fails(2);
        bongsu.run("attach").fails(2);
    }

    @Test
    void commandsThatTakeNoWordsRefuseThem() {
        for (String command :
                List.of(
                        "list",
                        "jlist",
                        "prettylist",
                        "ping",
                        "save",
                        "resurrect",
                        "report",
                        "metrics",
                        "events")) {
            assertThat(bongsu.run(command, "surplus").fails(2).err())
                    .as(command)
                    .contains("surplus");
        }
        for (String command :
                List.of("stop", "delete", "reset", "id", "env", "scale", "set", "unset", "send")) {
            bongsu.run(command).fails(2);
        }
        assertThat(bongsu.run("diff", "nowhere.yaml").fails(1).err())
                .contains("there is no such file");
        assertThat(bongsu.run("runtime").fails(2).err()).contains("needs a file or a script");
        assertThat(bongsu.run("scale", "nobody", "2").fails(1).err()).contains("\"nobody\"");
    }

    @Test
    void aMisspeltCommandOrOptionIsGuessed() {
        assertThat(bongsu.run("stop", "x", "--silnt").fails(2).err())
                .contains("did you mean \"--silent\"?");
        assertThat(bongsu.run("logs", "--lnies", "3").fails(2).err())
                .contains("did you mean \"--lines\"?");
        assertThat(bongsu.run("list", "--no-color").succeeds().out()).doesNotContain("\u001b");
    }

    @Test
    void descriptionsNameWhatWasMeasured() {
        bongsu.run("start", "idle.sh", "-n", "d", "-s").succeeds();
        ProcessView view = bongsu.view("d");
        assertThat(bongsu.run("describe", "d").succeeds().out())
                .contains(
                        "memory (proportional",
                        "pids/d-0.pid",
                        Integer.toString(view.life().pid()));
    }
}
