package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.control.ProcessView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Starting, stopping and dying, with real programs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeTest {
    private Bongsu bongsu;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write(
                "app.js",
                "console.log('up', process.argv.slice(2).join());",
                "setInterval(() => {}, 1000);");
        bongsu.write("app.py", "import time", "print('up python', flush=True)", "time.sleep(1000)");
        bongsu.write("app.sh", "echo up sh; sleep 1000");
        bongsu.write(
                "App.java",
                "void main() throws Exception { IO.println(\"up java\"); Thread.sleep(1_000_000); }");
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
    void programsOfEveryKindAreStartedListedAndStopped() {
        bongsu.run("start", "app.js", "-s", "--", "one", "two words").succeeds();
        bongsu.run("start", "app.py", "-n", "py", "-s").succeeds();
        bongsu.run("start", "app.sh", "-n", "sh", "-s").succeeds();
        bongsu.run("start", "App.java", "-n", "java", "-s").succeeds();
        bongsu.run("start", "sleep 1000 && echo never", "-n", "line", "-s").succeeds();
        bongsu.run("start", "sleep", "-n", "binary", "-s", "--", "1000").succeeds();

        bongsu.awaitLog("app-out.log", "up one,two words");
        bongsu.awaitLog("py-out.log", "up python");
        bongsu.awaitLog("sh-out.log", "up sh");
        bongsu.awaitLog("java-out.log", "up java");
        String table = bongsu.run("list").succeeds().out();
        assertThat(table)
                .contains("app", "py", "sh", "java", "line", "binary", "online")
                .doesNotContain("stopped");

        bongsu.run("stop", "all").succeeds();

        assertThat(bongsu.views())
                .hasSize(6)
                .allMatch(view -> view.life().status().equals("stopped"));
        assertThat(bongsu.processes()).isEmpty();
    }

    @Test
    void whatCannotBeStartedIsSaidAndExitsWithOne() {
        Bongsu.Result missing = bongsu.run("start", "no-such-program").fails(1);
        assertThat(missing.err())
                .contains("\"no-such-program\" is neither a file nor a program in PATH");
        Bongsu.Result folder =
                bongsu.run("start", "app.sh", "-n", "b", "--cwd", "/no/such").fails(1);
        assertThat(folder.err()).contains("the folder /no/such does not exist");
        assertThat(bongsu.views()).isEmpty();
    }

    @Test
    void aSecondStartOfARunningNameNeedsForce() {
        bongsu.run("start", "app.sh", "-s").succeeds();

        assertThat(bongsu.run("start", "app.sh").fails(1).err()).contains("exists already");
        bongsu.run("start", "app.sh", "-f", "-s").succeeds();

        assertThat(bongsu.views()).hasSize(2);
    }

    @Test
    void anUnknownTargetIsSaidWithASuggestion() {
        bongsu.run("start", "app.sh", "-n", "worker", "-s").succeeds();

        assertThat(bongsu.run("stop", "wroker").fails(1).err())
                .contains("did you mean \"worker\"?");
        assertThat(bongsu.status("worker")).isEqualTo("online");
    }

    @Test
    void whatIsNotUnderstoodExitsWithTwo() {
        assertThat(bongsu.run("satrt", "x").fails(2).err()).contains("did you mean \"start\"?");
        assertThat(bongsu.run("start", "app.sh", "--max-memory-restrat", "1G").fails(2).err())
                .contains("did you mean \"--max-memory-restart\"?");
        assertThat(bongsu.run("start", "app.sh", "--max-memory-restart", "lots").fails(2).err())
                .contains("such as 300M");
        assertThat(bongsu.views()).isEmpty();
    }

    @Test
    void aKilledProcessIsStartedAgain() {
        bongsu.run("start", "app.js", "-s").succeeds();
        int first = bongsu.view("app").life().pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Await.until(
                "another process runs",
                () -> {
                    ProcessView view = bongsu.view("app");
                    return view.life().status().equals("online") && view.life().pid() != first;
                });

        assertThat(bongsu.view("app").life().restarts()).isEqualTo(1);
    }

    @Test
    void aCrashLoopEndsAndSaysWhy() {
        bongsu.write("crash.sh", "exit 7");

        bongsu.run("start", "crash.sh", "--max-restarts", "3", "--restart-delay", "20", "-s");
        bongsu.awaitStatus("crash", "errored");

        ProcessView view = bongsu.view("crash");
        assertThat(view.life().restarts()).isEqualTo(3);
        assertThat(view.life().note()).contains("restarted 3 times").contains("exit code 7");
    }

    @Test
    void aProcessThatIsDoneStaysStopped() {
        bongsu.write("done.sh", "exit 3");

        bongsu.run("start", "done.sh", "--stop-exit-codes", "0,3", "-s").succeeds();
        bongsu.awaitStatus("done", "stopped");
        bongsu.run("start", "done.sh", "-n", "once", "--no-autorestart", "-s").succeeds();
        bongsu.awaitStatus("once", "stopped");

        assertThat(bongsu.view("done").life().restarts()).isZero();
    }

    @Test
    void aProcessThatIgnoresTheSignalIsKilledInTime() {
        bongsu.write("deaf.sh", "trap '' INT TERM", "echo deaf", "while :; do sleep 0.1; done");
        bongsu.run("start", "deaf.sh", "--kill-timeout", "300", "-s").succeeds();
        bongsu.awaitLog("deaf-out.log", "deaf");

        bongsu.run("stop", "deaf", "-s").succeeds();

        assertThat(bongsu.status("deaf")).isEqualTo("stopped");
        assertThat(bongsu.processes()).isEmpty();
    }

    @Test
    void theSignalCanBeChosen() {
        bongsu.write(
                "term.sh",
                "trap 'echo got term; exit 0' TERM",
                "echo ready",
                "while :; do sleep 0.05; done");
        bongsu.run("start", "term.sh", "--kill-signal", "SIGTERM", "-s").succeeds();
        bongsu.awaitLog("term-out.log", "ready");

        bongsu.run("stop", "term", "-s").succeeds();

        assertThat(bongsu.log("term-out.log")).contains("got term");
    }

    @Test
    void noDescendantOutlivesItsProcess() {
        bongsu.write(
                "family.sh",
                "sleep 1001 &",
                "setsid sleep 1002 &",
                "(setsid setsid sleep 1003 &)",
                "echo family",
                "sleep 1005");
        bongsu.run("start", "family.sh", "-s").succeeds();
        bongsu.awaitLog("family-out.log", "family");
        Await.until("the family is complete", () -> bongsu.processes().size() == 5);

        ProcessHandle.of(bongsu.view("family").life().pid()).orElseThrow().destroyForcibly();
        Await.until("it was started again", () -> bongsu.view("family").life().restarts() == 1);
        Await.until("the second family is complete", () -> bongsu.processes().size() == 5);
        bongsu.run("delete", "family", "-s").succeeds();

        assertThat(bongsu.processes()).isEmpty();
    }

    @Test
    void endedProcessesLeaveNoZombies() throws IOException {
        bongsu.write("orphans.sh", "for i in 1 2 3; do (setsid sleep 0.0$i &); done", "sleep 1000");
        bongsu.run("start", "orphans.sh", "-s").succeeds();
        int daemon = bongsu.daemonPid();

        Await.until(
                "only the main process is a child of the daemon",
                () -> children(daemon).size() == 1);

        assertThat(children(daemon)).containsExactly(bongsu.view("orphans").life().pid());
    }

    private static List<Integer> children(int pid) {
        return ProcessHandle.of(pid)
                .map(handle -> handle.children().map(child -> (int) child.pid()).toList())
                .orElse(List.of());
    }

    @Test
    void instancesAreToldApartByTheirNumber() {
        bongsu.write("n.sh", "echo number $NODE_APP_INSTANCE port $PORT; sleep 1000");
        bongsu.write(
                "n.json",
                "{ // three of them",
                " apps: [{script: 'n.sh', instances: 3, merge_logs: true,",
                " increment_var: 'PORT', env: {PORT: 3000}}]}");

        bongsu.run("start", "n.json", "-s").succeeds();

        for (int i = 0; i < 3; i++) {
            bongsu.awaitLog("n-out.log", "number " + i + " port " + (3000 + i) + "\n");
        }
    }

    @Test
    void theHomeIsPrivate() throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(bongsu.home().folder())))
                .isEqualTo("rwx------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(bongsu.home().socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void theLastWishWins() throws IOException, InterruptedException {
        bongsu.write("slow.sh", "trap '' INT", "echo up", "while :; do sleep 0.1; done");
        bongsu.run("start", "slow.sh", "--kill-timeout", "3s", "-s").succeeds();
        bongsu.awaitLog("slow-out.log", "up");
        Path nowhere = Path.of("/dev/null");

        Process restart =
                bongsu.start(nowhere, bongsu.path("o"), bongsu.path("e"), "restart", "slow");
        bongsu.awaitStatus("slow", "stopping");
        bongsu.run("stop", "slow", "-s").succeeds();

        assertThat(restart.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bongsu.status("slow")).isEqualTo("stopped");
        assertThat(bongsu.processes()).isEmpty();
    }

    @Test
    void restartBringsANewProcess() {
        bongsu.run("start", "app.sh", "-n", "r", "-i", "3", "-s").succeeds();
        List<Integer> before = bongsu.views().stream().map(view -> view.life().pid()).toList();

        bongsu.run("restart", "r", "-s").succeeds();

        assertThat(bongsu.views())
                .hasSize(3)
                .allMatch(view -> view.life().status().equals("online"))
                .allMatch(view -> !before.contains(view.life().pid()))
                .allMatch(view -> view.life().restarts() == 1);
    }

    @Test
    void aStoppedProcessStaysInTheTableAndStartsByName() {
        bongsu.run("start", "app.sh", "-n", "again", "-s").succeeds();
        bongsu.run("stop", "0", "-s").succeeds();
        assertThat(bongsu.processes()).isEmpty();

        bongsu.run("start", "again", "-s").succeeds();

        assertThat(bongsu.status("again")).isEqualTo("online");
    }

    @Test
    void targetsMayBeNamesNamespacesPatternsAndIds() {
        bongsu.run("start", "app.sh", "-n", "api-1", "--namespace", "shop", "-s").succeeds();
        bongsu.run("start", "app.sh", "-n", "api-2", "--namespace", "shop", "-s").succeeds();
        bongsu.run("start", "app.sh", "-n", "job", "-s").succeeds();

        bongsu.run("stop", "/^api-1/", "-s").succeeds();
        assertThat(statuses()).containsExactly("stopped", "online", "online");
        bongsu.run("stop", "shop", "-s").succeeds();
        assertThat(statuses()).containsExactly("stopped", "stopped", "online");
        bongsu.run("delete", "2", "api-1", "-s").succeeds();
        assertThat(Optional.of(bongsu.views().size())).contains(1);
    }

    private List<String> statuses() {
        return bongsu.views().stream().map(view -> view.life().status()).toList();
    }
}
