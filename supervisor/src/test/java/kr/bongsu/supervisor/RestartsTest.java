package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// When an ended process comes back, how it is ended, and what each setting of that changes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartsTest {
    private Bongsu bongsu;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write("idle.sh", "sleep 1000");
        bongsu.write("crash.sh", "exit 9");
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
    void aLifeThatIsLongEnoughClearsTheCount() {
        bongsu.write("breath.sh", "sleep 0.2; exit 9");
        bongsu.write(
                "lives.yaml",
                "apps:",
                "  - {name: long, script: breath.sh, min_uptime: 50, max_restarts: 2}",
                "  - {name: short, script: breath.sh, min_uptime: 60s, max_restarts: 2}");
        bongsu.run("start", "lives.yaml", "-s");

        bongsu.awaitStatus("short", "errored");
        assertThat(restarts("short")).isEqualTo(2);
        Await.until("the other one goes on", () -> restarts("long") > 4);
    }

    @Test
    void delaysKeepAProcessWaitingAndMayGrow() {
        bongsu.write(
                "delays.yaml",
                "apps:",
                "  - {name: fixed, script: crash.sh, restart_delay: 1h}",
                "  - {name: growing, script: crash.sh, exp_backoff_restart_delay: 20, max_restarts: 4}");
        bongsu.run("start", "delays.yaml", "-s");

        bongsu.awaitStatus("fixed", "waiting restart");
        bongsu.awaitStatus("growing", "errored");
        assertThat(restarts("fixed")).isEqualTo(1);
        assertThat(restarts("growing")).isEqualTo(4);
        bongsu.run("stop", "fixed", "-s").succeeds();
        assertThat(bongsu.status("fixed")).isEqualTo("stopped");
        bongsu.run("start", "crash.sh", "-n", "o", "--exp-backoff-restart-delay", "1h", "-s");
        bongsu.awaitStatus("o", "waiting restart");
    }

    @Test
    void withoutAutorestartOrAfterAFinalCodeItStaysStopped() {
        bongsu.write(
                "final.yaml",
                "apps:",
                "  - {name: once, script: crash.sh, autorestart: false}",
                "  - {name: final, script: crash.sh, stop_exit_codes: [9]}",
                "  - {name: other, script: crash.sh, stop_exit_codes: [8], max_restarts: 0}");
        bongsu.run("start", "final.yaml", "-s");

        bongsu.awaitStatus("once", "stopped");
        bongsu.awaitStatus("final", "stopped");
        bongsu.awaitStatus("other", "errored");
        assertThat(bongsu.run("jlist").succeeds().out()).contains("\"exit_code\":9");
    }

    @Test
    void countersAreSetToZero() {
        bongsu.run("start", "idle.sh", "-n", "r", "-s").succeeds();
        bongsu.run("restart", "r", "-s").succeeds();
        assertThat(restarts("r")).isEqualTo(1);

        bongsu.run("reset", "r", "-s").succeeds();

        assertThat(restarts("r")).isZero();
    }

    @Test
    void aScheduleGoesByItsTimeZone() {
        int hour = ZonedDateTime.now(ZoneId.of("Asia/Seoul")).getHour();
        String cron = "* * " + hour + "," + (hour + 1) % 24 + " * * *";
        bongsu.write(
                "zones.yaml",
                "apps:",
                "  - {name: here, script: idle.sh, cron_restart: '"
                        + cron
                        + "', cron_timezone: Asia/Seoul}",
                "  - {name: away, script: idle.sh, cron_restart: '"
                        + cron
                        + "', cron_timezone: Europe/London}");
        bongsu.run("start", "zones.yaml", "-s").succeeds();

        Await.until("its hour is now in Seoul", () -> restarts("here") >= 2);
        assertThat(restarts("away")).isZero();
        bongsu.run("restart", "here", "--cron-restart", "0", "-s").succeeds();
        assertThat(bongsu.view("here").details().object("settings").text("cron_restart"))
                .isEqualTo("0");
    }

    @Test
    void onlyTheMainProcessIsSignalledWhenToldSo() throws IOException {
        bongsu.write("pair.sh", "setsid sleep 1007 &", "echo $!", "sleep 1000");
        bongsu.run("start", "pair.sh", "--no-treekill", "-s").succeeds();
        bongsu.awaitLog("pair-out.log", "\n");
        int child = Integer.parseInt(bongsu.log("pair-out.log").strip());
        Await.until("the child runs", () -> ProcessHandle.of(child).isPresent());

        bongsu.run("stop", "pair", "--silent").succeeds();

        assertThat(ProcessHandle.of(child)).as("the child lives on").isPresent();
        ProcessHandle.of(child).orElseThrow().destroyForcibly();
        Await.until("it is reaped", () -> !Files.exists(Path.of("/proc/" + child)));
        bongsu.write("tree.yaml", "apps: [{name: pair, script: pair.sh, treekill: false}]");
        bongsu.run("start", "tree.yaml", "-s").succeeds();
        assertThat(bongsu.view("pair").details().object("settings").flag("treekill")).isFalse();
        bongsu.run("restart", "pair", "-s").succeeds();
        bongsu.write("tree.yaml", "apps: [{name: pair, script: pair.sh}]");
        bongsu.run("start", "tree.yaml", "-s").succeeds();
        bongsu.run("stop", "pair", "-s").succeeds();
        bongsu.processes()
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Await.until("all are gone", () -> bongsu.processes().isEmpty());
    }

    @Test
    void theSignalAndItsTimeAreSettings() {
        bongsu.write(
                "hup.py",
                "import signal, sys, time",
                "signal.signal(signal.SIGINT, signal.SIG_IGN)",
                "signal.signal(signal.SIGHUP, lambda *_: (print('hup', flush=True), sys.exit(0)))",
                "print('up', flush=True)",
                "time.sleep(1000)");
        bongsu.write(
                "signals.yaml",
                "apps:",
                "  - {name: hup, script: hup.py, kill_signal: SIGHUP, kill_timeout: 20s}",
                "  - {name: int, script: hup.py, kill_timeout: 100}");
        bongsu.run("start", "signals.yaml", "-s").succeeds();
        bongsu.awaitLog("hup-out.log", "up");
        bongsu.awaitLog("int-out.log", "up");

        bongsu.run("stop", "all", "-s").succeeds();

        assertThat(bongsu.log("hup-out.log")).endsWith("hup\n");
        assertThat(bongsu.view("hup").details().text("lastExit")).isEqualTo("exit code 0");
        assertThat(bongsu.view("int").details().text("lastExit")).contains("SIGKILL");
    }

    @Test
    void onlyNamedPathsAreWatchedAndOnlyAfterTheDelay() throws IOException {
        bongsu.write("w/idle.sh", "sleep 1000");
        Files.createDirectories(bongsu.path("w/src"));
        bongsu.write(
                "w.yaml",
                "apps:",
                "  - {name: quick, script: idle.sh, cwd: w, watch: [src], ignore_watch: ['*.log'], watch_delay: 50}",
                "  - {name: slow, script: idle.sh, cwd: w, watch: src, watch_delay: 1h}");
        bongsu.run("start", "w.yaml", "-s").succeeds();
        assertThat(bongsu.run("list").succeeds().out()).contains("enabled");

        Await.until(
                "a change is noticed",
                () -> {
                    bongsu.write("w/src/a.txt", "x");
                    return restarts("quick") > 0;
                });

        bongsu.awaitStatus("quick", "online");
        assertThat(restarts("slow")).isZero();
        bongsu.run("restart", "quick", "--no-watch", "-s").succeeds();
        assertThat(bongsu.view("quick").labels().watching()).isFalse();
    }

    @Test
    void aMemoryLimitAndReadinessMayBeSetInAFile() {
        bongsu.write(
                "r.js",
                "process.on('message', m => { if (m === 'shutdown') process.exit(0); });",
                "setTimeout(() => process.send('ready'), 50); setInterval(() => {}, 1000)");
        bongsu.write(
                "r.yaml",
                "apps:",
                "  - name: r",
                "    script: r.js",
                "    wait_ready: true",
                "    listen_timeout: 20s",
                "    shutdown_with_message: true",
                "    kill_timeout: 20s",
                "    max_memory_restart: 1G",
                "    memory_scope: tree");
        bongsu.run("start", "r.yaml", "-s").succeeds();

        assertThat(bongsu.status("r")).isEqualTo("online");
        bongsu.run("stop", "r", "-s").succeeds();
        assertThat(bongsu.view("r").details().text("lastExit")).isEqualTo("exit code 0");
        assertThat(restarts("r")).isZero();
    }

    @Test
    void everyWrongValueIsSaidAtOnceAndNothingStarts() {
        List<String> wrong =
                List.of(
                        "instances: some",
                        "autorestart: maybe",
                        "autostart: 1",
                        "stop_exit_codes: [zero]",
                        "max_restarts: -1",
                        "min_uptime: soon",
                        "restart_delay: later",
                        "exp_backoff_restart_delay: x",
                        "max_memory_restart: lots",
                        "cron_restart: daily",
                        "cron_timezone: Seoul",
                        "watch_delay: -5",
                        "kill_timeout: never",
                        "treekill: perhaps",
                        "shutdown_with_message: yes please",
                        "wait_ready: soon",
                        "listen_timeout: []",
                        "source_map_support: on top",
                        "port: web",
                        "env: [A=1]",
                        "append_env_to_name: often",
                        "merge_logs: some",
                        "disable_logs: some",
                        "time: now",
                        "log_max_size: big",
                        "log_max_age: old",
                        "log_keep: all",
                        "log_compress: well",
                        "script: {a: b}");
        String[] lines = new String[wrong.size() + 2];
        lines[0] = "apps:";
        lines[1] = "  - name: wrong";
        for (int i = 0; i < wrong.size(); i++) {
            lines[i + 2] = "    " + wrong.get(i);
        }
        bongsu.write("wrong.yaml", lines);

        String said = bongsu.run("start", "wrong.yaml").fails(1).err();

        for (int i = 0; i < wrong.size(); i++) {
            String key = wrong.get(i).substring(0, wrong.get(i).indexOf(':'));
            assertThat(said).contains("wrong.yaml:" + (i + 3) + ": wrong: \"" + key + "\": ");
        }
        assertThat(bongsu.views()).isEmpty();
    }

    @Test
    void wordsThatAreNoneOfThoseKnownAreSaid() {
        for (String wrong :
                List.of(
                        "exec_mode: many",
                        "memory_scope: half",
                        "log_type: xml",
                        "log_when_full: burn",
                        "kill_signal: SIGNOPE",
                        "log_date_format: ''")) {
            bongsu.write("w.yaml", "apps: [{name: w, script: idle.sh, " + wrong + "}]");
            Bongsu.Result result = bongsu.run("start", "w.yaml", "-s");
            if (wrong.endsWith("''")) {
                result.succeeds();
            } else {
                assertThat(result.fails(1).err())
                        .contains(wrong.substring(wrong.indexOf(' ') + 1))
                        .as(wrong)
                        .containsAnyOf("must be", "is not a signal");
            }
        }
    }
}
