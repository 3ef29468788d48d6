package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.bongsu.supervisor.Await;
import kr.bongsu.supervisor.Bongsu;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Programs that speak systemd's protocol: READY, STATUS, WATCHDOG, RELOADING, STOPPING.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotifyTest {
    private Bongsu bongsu;
    private Path folder = Path.of("/");

    @BeforeAll
    void wake(@TempDir Path temporary) {
        folder = temporary;
        bongsu = new Bongsu(folder);
        bongsu.write(
                "speaker.py",
                "import os, socket, sys, time",
                "mouth = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)",
                "def say(text):",
                "    mouth.sendto(text.encode(), os.environ['NOTIFY_SOCKET'])",
                "def wait_for(name):",
                "    while not os.path.exists(name): time.sleep(0.01)");
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

    private String says(String name) {
        return bongsu.view(name).details().text("says", "");
    }

    private void allow(String file) throws IOException {
        Files.createFile(folder.resolve(file));
    }

    @Test
    void aProgramIsOnlineOnceItHasSaidReadyAndItsStatusIsShown() throws IOException {
        bongsu.write(
                "slow.py",
                "from speaker import *",
                "say('STATUS=reads its caches')",
                "wait_for('caches')",
                "say('READY=1\\nSTATUS=serves 3 customers')",
                "wait_for('never')");
        bongsu.write("slow.json", "{apps: [{name: 'slow', script: 'slow.py', ready: 'said'}]}");
        Path out = folder.resolve("out");
        Process start =
                bongsu.start(
                        Path.of("/dev/null"), out, folder.resolve("err"), "start", "slow.json");
        Await.until(
                "it is being started",
                () -> !bongsu.views().isEmpty() && says("slow").equals("reads its caches"));
        assertThat(bongsu.status("slow")).isEqualTo("launching");

        allow("caches");

        Await.until("the command ends", () -> !start.isAlive());
        assertThat(start.exitValue()).isZero();
        assertThat(bongsu.status("slow")).isEqualTo("online");
        Await.until("its status is known", () -> says("slow").equals("serves 3 customers"));
        assertThat(bongsu.run("describe", "slow").succeeds().out()).contains("serves 3 customers");
    }

    @Test
    void aStartFailsWhenTheProcessEndsBeforeItIsReady() {
        bongsu.write("fails.py", "import sys", "sys.exit(6)");

        Bongsu.Result start =
                bongsu.run("start", "fails.py", "--ready", "said", "--no-autorestart", "-s");

        assertThat(start.fails(1).err()).contains("never got ready: exit code 6");
    }

    @Test
    void aProcessThatGivesNoSignOfLifeIsStartedAgain() {
        bongsu.write(
                "dog.py",
                "from speaker import *",
                "assert os.environ['WATCHDOG_USEC'] == '400000'",
                "say('READY=1')",
                "for i in range(20):",
                "    say('WATCHDOG=1')",
                "    time.sleep(0.05)",
                "print('hangs now', flush=True)",
                "wait_for('never')");
        bongsu.write(
                "dog.json",
                "{apps: [{name: 'dog', script: 'dog.py', ready: 'said', watchdog: 400}]}");
        bongsu.run("start", "dog.json", "-s").succeeds();
        int first = bongsu.view("dog").life().pid();

        bongsu.awaitLog("dog-out.log", "hangs now");

        Await.until("another process runs", () -> bongsu.view("dog").life().restarts() == 1);
        assertThat(ProcessHandle.of(first)).isEmpty();
        assertThat(Bongsu.read(bongsu.home().daemonLog()))
                .contains("gave no sign of life (WATCHDOG=1) for 400 ms");
    }

    @Test
    void aProcessThatSaysItReloadsOrEndsIsGivenTime() throws IOException {
        bongsu.write(
                "busy.py",
                "from speaker import *",
                "say('READY=1')",
                "say('RELOADING=1\\nSTATUS=reads its configuration')",
                "wait_for('configuration')",
                "say('READY=1\\nSTATUS=goes on')",
                "say('STOPPING=1')",
                "wait_for('end')");
        bongsu.write(
                "busy.json",
                "{apps: [{name: 'busy', script: 'busy.py', ready: 'said', watchdog: 200,",
                " autorestart: false}]}");
        Path events = folder.resolve("events");
        Process listener =
                bongsu.start(
                        Path.of("/dev/null"), events, folder.resolve("err"), "events", "--json");
        try {
            Await.until(
                    "events come",
                    () -> {
                        bongsu.run("start", "busy.json", "-s").succeeds();
                        return Bongsu.read(events).contains("RELOADING");
                    });
            bongsu.write("other.py", "from speaker import *", "say('READY=1')", "time.sleep(0.5)");
            bongsu.run("start", "other.py", "--no-autorestart", "-s").succeeds();
            // Longer than the watchdog's time has passed when the other one has ended.
            bongsu.awaitStatus("other", "stopped");
            assertThat(bongsu.status("busy")).isEqualTo("online");

            allow("configuration");
            Await.until("it ends", () -> Bongsu.read(events).contains("STOPPING"));
            assertThat(bongsu.view("busy").life().note()).isEmpty();
            allow("end");
            bongsu.awaitStatus("busy", "stopped");
            assertThat(bongsu.view("busy").details().text("lastExit")).contains("0");
        } finally {
            listener.destroy();
        }
    }

    @Test
    void whatAProcessSaysReachesTheDaemonThatTookItOver() throws IOException {
        bongsu.write(
                "lasting.py",
                "from speaker import *",
                "say('READY=1\\nSTATUS=before')",
                "wait_for('later')",
                "say('STATUS=after')",
                "wait_for('never')");
        bongsu.run("start", "lasting.py", "--ready", "said", "-s").succeeds();
        int pid = bongsu.view("lasting").life().pid();
        Await.until(
                "the state is written",
                () -> Bongsu.read(bongsu.home().state()).contains("\"pid\":" + pid));
        ProcessHandle daemon = ProcessHandle.of(bongsu.daemonPid()).orElseThrow();
        daemon.destroyForcibly();
        Await.until("the daemon has ended", () -> !daemon.isAlive());
        bongsu.run("list", "-s").succeeds();

        allow("later");

        Await.until("it is heard", () -> says("lasting").equals("after"));
        assertThat(bongsu.view("lasting").life().pid()).isEqualTo(pid);
    }
}
