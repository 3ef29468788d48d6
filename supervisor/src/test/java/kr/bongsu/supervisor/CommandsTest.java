package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The commands beside starting and stopping: what each answers, and how each fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
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
    void jlistHasPm2sFieldsAndHidesSecrets() {
        bongsu.variable("DB_PASSWORD", "hunter2");
        bongsu.variable("DATABASE_URL", "postgres://app:hunter2@db/app");
        bongsu.run("start", "idle.sh", "--max-memory-restart", "100M", "-s", "--", "a", "b")
                .succeeds();

        Await.until(
                "the kernel counts its memory",
                () -> bongsu.view("idle").usage().memoryBytes() > 0);

        String masked = bongsu.run("jlist").succeeds().out();
        JsonObject entry = JsonReader.object("{\"l\":" + masked + "}").objects("l").getFirst();
        JsonObject env = entry.object("pm2_env");

        assertThat(entry.text("name")).isEqualTo("idle");
        assertThat(entry.number("pm_id")).isZero();
        assertThat(entry.number("pid")).isPositive();
        assertThat(entry.object("monit").number("memory")).isPositive();
        assertThat(env.text("status")).isEqualTo("online");
        assertThat(env.number("restart_time")).isZero();
        assertThat(env.texts("args")).containsExactly("a", "b");
        assertThat(env.number("max_memory_restart")).isEqualTo(100L << 20);
        assertThat(env.text("exec_mode")).isEqualTo("fork_mode");
        assertThat(masked).doesNotContain("hunter2");
        assertThat(bongsu.run("prettylist").succeeds().out())
                .contains("\n")
                .doesNotContain("hunter2");
        assertThat(bongsu.run("jlist", "--secrets").succeeds().out()).contains("hunter2");
        assertThat(bongsu.run("describe", "idle").succeeds().out())
                .contains("online")
                .doesNotContain("hunter2");
        assertThat(bongsu.run("env", "idle").succeeds().out())
                .contains("DATABASE_URL=postgres://app:********@db/app")
                .contains("NODE_APP_INSTANCE=0");
    }

    @Test
    void singleFactsAreAnsweredAndUnknownTargetsFail() {
        bongsu.run("start", "idle.sh", "-n", "facts", "-s").succeeds();
        int pid = bongsu.view("facts").life().pid();

        assertThat(bongsu.run("pid", "facts").succeeds().out()).isEqualTo(pid + "\n");
        assertThat(bongsu.run("id", "facts").succeeds().out()).isEqualTo("[0]\n");
        assertThat(bongsu.run("describe", "facts").succeeds().out())
                .contains("open files", "output log");
        for (String command : List.of("describe", "env", "pid", "id", "reset", "logs")) {
            assertThat(bongsu.run(command, "nobody").fails(1).err()).contains("\"nobody\"");
        }
        bongsu.run("describe").fails(2);
    }

    @Test
    void scaleAddsAndTakesAway() {
        bongsu.run("start", "idle.sh", "-n", "s", "-s").succeeds();

        bongsu.run("scale", "s", "3", "-s").succeeds();
        assertThat(bongsu.views()).hasSize(3);
        bongsu.run("scale", "s", "+1", "-s").succeeds();
        bongsu.run("scale", "s", "-2", "-s").succeeds();

        assertThat(bongsu.views())
                .extracting(view -> view.identity().instance())
                .containsExactly(0, 1);
        assertThat(bongsu.processes()).hasSize(4);
        assertThat(bongsu.run("scale", "s", "2").fails(1).err()).contains("already");
        assertThat(bongsu.run("scale", "s", "0").fails(1).err()).contains("use stop or delete");
        assertThat(bongsu.run("scale", "s", "many").fails(1).err()).contains("write 4, +1 or -1");
    }

    @Test
    void linesAndSignalsReachAProcess() {
        bongsu.write(
                "ear.py",
                "import signal, sys",
                "signal.signal(signal.SIGUSR2, lambda *_: print('got usr2', flush=True))",
                "print('listening', flush=True)",
                "for line in sys.stdin: print('heard', line.strip(), flush=True)");
        bongsu.run("start", "ear.py", "-s").succeeds();
        bongsu.awaitLog("ear-out.log", "listening");

        bongsu.run("send", "ear", "hello there").succeeds();
        bongsu.awaitLog("ear-out.log", "heard hello there");
        bongsu.run("sendSignal", "SIGUSR2", "ear").succeeds();
        bongsu.awaitLog("ear-out.log", "got usr2");
        bongsu.run("attach", "ear").succeeds();
        assertThat(bongsu.run("typed in\n", new String[] {"attach", "ear"}).succeeds().err())
                .contains("attached to ear");
        bongsu.awaitLog("ear-out.log", "heard typed in");
        assertThat(bongsu.run("sendSignal", "SIGNOPE", "ear").fails(1).err())
                .contains("is not a signal");
    }

    @Test
    void whatWasSavedComesBackAfterTheDaemonsEnd() throws IOException {
        bongsu.variable("KEPT", "from the shell");
        bongsu.run("start", "idle.sh", "-n", "kept", "-i", "2", "-s").succeeds();
        bongsu.run("start", "idle.sh", "-n", "resting", "-s").succeeds();
        bongsu.run("stop", "resting", "-s").succeeds();
        bongsu.run("save").succeeds();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(bongsu.home().dump())))
                .isEqualTo("rw-------");

        bongsu.run("kill").succeeds();
        Await.until("everything has ended", () -> bongsu.processes().isEmpty());
        bongsu.run("resurrect", "-s").succeeds();

        assertThat(bongsu.views())
                .extracting(view -> view.identity().name() + " " + view.life().status())
                .containsExactly("kept online", "kept online", "resting stopped");
        assertThat(bongsu.run("env", "kept").fails(0).out()).contains("KEPT=from the shell");
        bongsu.run("resurrect", "-s").succeeds();
        assertThat(bongsu.views()).as("a second resurrect adds nothing").hasSize(3);
        bongsu.clear();
        assertThat(bongsu.run("save").fails(1).err()).contains("--force");
        bongsu.run("cleardump").succeeds();
        assertThat(bongsu.run("resurrect").fails(1).err()).contains("nothing was ever saved");
    }

    @Test
    void aFileIsWhatRunsAfterEachStartOfIt() {
        bongsu.write(
                "shop.yaml",
                "apps:",
                "  - name: shop",
                "    script: env; sleep 1000",
                "    instances: 3",
                "    merge_logs: true",
                "    env: {COLOUR: red, GONE: soon}",
                "    env_production: {COLOUR: green}");
        bongsu.run("start", "shop.yaml", "-s").succeeds();
        bongsu.awaitLog("shop-out.log", "COLOUR=red");
        bongsu.write(
                "shop.yaml",
                "apps:",
                "  - name: shop",
                "    script: sleep 2000",
                "    instances: 2",
                "    env: {SIZE: large}",
                "    env_production: {COLOUR: green}");

        bongsu.run("restart", "shop.yaml", "--env", "production", "-s").succeeds();

        assertThat(bongsu.views())
                .hasSize(2)
                .allMatch(view -> view.life().status().equals("online"));
        assertThat(bongsu.run("env", "shop").succeeds().out())
                .contains("SIZE=large", "COLOUR=green")
                .doesNotContain("GONE=");
        assertThat(bongsu.view("shop").details().object("settings").text("script"))
                .isEqualTo("sleep 2000");
        bongsu.run("delete", "shop.yaml", "-s").succeeds();
        assertThat(bongsu.views()).isEmpty();
    }

    @Test
    void filesOfEveryKindAreRead() {
        bongsu.write(
                "a.config.js",
                "const n = 'from-js';",
                "module.exports = { apps: [{ name: n, script: 'idle.sh' }] };");
        bongsu.write(
                "b.config.mjs",
                "export default { apps: [{ name: 'from-mjs', script: 'idle.sh' }] };");
        bongsu.write("c.json", "[{'name': 'from-json', script: 'idle.sh'}]");
        bongsu.write("d.yml", "apps: [{name: from-yml, script: idle.sh}]");
        for (String file : List.of("a.config.js", "b.config.mjs", "c.json", "d.yml")) {
            bongsu.run("start", file, "-s").succeeds();
        }
        bongsu.run(
                        "{\"apps\": [{\"name\": \"from-stdin\", \"script\": \"idle.sh\"}]}",
                        new String[] {"start", "-", "-s"})
                .succeeds();

        assertThat(bongsu.views())
                .extracting(view -> view.identity().name())
                .containsExactly("from-js", "from-mjs", "from-json", "from-yml", "from-stdin");
    }

    @Test
    void aFileWithFaultsStartsNothingAndNamesThemAll() {
        bongsu.write(
                "bad.yaml",
                "apps:",
                "  - name: one",
                "    script: idle.sh",
                "    instancs: 2",
                "  - name: two");

        Bongsu.Result result = bongsu.run("start", "bad.yaml").fails(1);

        assertThat(result.err())
                .contains("bad.yaml:4: one: unknown key \"instancs\"; did you mean \"instances\"?")
                .contains("two: \"script\" is missing");
        assertThat(bongsu.views()).isEmpty();
        assertThat(bongsu.run("start", "nothing.json").fails(1).err())
                .contains("there is no such file");
        bongsu.write("broken.config.js", "throw new Error('broken on purpose')");
        assertThat(bongsu.run("start", "broken.config.js").fails(1).err())
                .contains("broken on purpose");
    }

    @Test
    void onlyTheNamedApplicationsOfAFileAreStarted() {
        bongsu.write(
                "three.json",
                "[{name:'a',script:'idle.sh'},{name:'b',script:'idle.sh'},{name:'c',script:'idle.sh'}]");

        bongsu.run("start", "three.json", "--only", "a,c", "-s").succeeds();

        assertThat(bongsu.views())
                .extracting(view -> view.identity().name())
                .containsExactly("a", "c");
        assertThat(bongsu.run("start", "three.json", "--only", "d").fails(1).err())
                .contains("not in the file");
    }

    @Test
    void theShellsVariablesStayUntilAskedToChange() {
        bongsu.variable("REGION", "seoul");
        bongsu.run("start", "idle.sh", "-n", "e", "-s").succeeds();
        bongsu.variable("REGION", "busan");

        bongsu.run("restart", "e", "-s").succeeds();
        assertThat(bongsu.run("env", "e").succeeds().out()).contains("REGION=seoul");
        bongsu.run("restart", "e", "--update-env", "-s").succeeds();
        assertThat(bongsu.run("env", "e").succeeds().out()).contains("REGION=busan");
    }

    @Test
    void theFileWinsOverTheShellUnlessToldOtherwise() {
        bongsu.write("wins.yaml", "apps: [{name: w, script: idle.sh, env: {TIER: file}}]");
        bongsu.variable("TIER", "shell");
        bongsu.run("start", "wins.yaml", "-s").succeeds();
        assertThat(bongsu.run("env", "w").succeeds().out()).contains("TIER=file");

        bongsu.run("restart", "wins.yaml", "--update-env", "-s").succeeds();
        assertThat(bongsu.run("env", "w").succeeds().out()).contains("TIER=shell");
        bongsu.run("restart", "wins.yaml", "-s").succeeds();
        assertThat(bongsu.run("env", "w").succeeds().out()).contains("TIER=file");
    }

    @Test
    void optionsOfARestartChangeTheProcess() {
        bongsu.run("start", "idle.sh", "-n", "old", "-s").succeeds();

        bongsu.run("restart", "old", "--name", "new", "--max-restarts", "5", "-s").succeeds();

        assertThat(bongsu.view("new").details().object("settings").number("max_restarts"))
                .isEqualTo(5);
    }

    @Test
    void valuesAreKept() {
        bongsu.run("set", "shop:colour", "red").succeeds();

        assertThat(bongsu.run("get", "shop:colour").succeeds().out()).isEqualTo("red\n");
        assertThat(bongsu.run("get").succeeds().out()).contains("shop:colour=red");
        bongsu.run("unset", "shop:colour").succeeds();
        assertThat(bongsu.run("get", "shop:colour").fails(1).err()).contains("is not set");
    }

    @Test
    void metricsAreTextForPrometheusAndHttpWhenAPortIsSet() throws Exception {
        bongsu.run("start", "idle.sh", "-n", "m", "-s").succeeds();
        assertThat(bongsu.run("metrics").succeeds().out())
                .contains(
                        "# TYPE bongsu_process_up gauge",
                        "bongsu_process_up{id=\"0\",name=\"m\",namespace=\"default\"} 1\n");
        int port = Ports.free();
        bongsu.run("set", "metrics-port", Integer.toString(port)).succeeds();

        bongsu.run("kill").succeeds();
        bongsu.run("start", "idle.sh", "-n", "m", "-s").succeeds();
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(
                            "bongsu_process_restarts_total{id=\"0\",name=\"m\",namespace=\"default\"} 0\n");
        }
        bongsu.run("unset", "metrics-port").succeeds();
    }

    @Test
    void aSampleFileIsOneThatWorks() {
        bongsu.run("ecosystem").succeeds();
        bongsu.write("server.js", "setInterval(() => {}, 1000)");

        bongsu.run("start", "-s").succeeds();

        assertThat(bongsu.status("api")).isEqualTo("online");
        assertThat(bongsu.run("ecosystem").fails(1).err()).contains("exists already");
    }

    @Test
    void everyCommandInTheHelpHasHelp() {
        String help = bongsu.run("help").succeeds().out();

        assertThat(help).contains("start", "resurrect", "sendSignal");
        assertThat(bongsu.run("start", "--help").succeeds().out())
                .contains("--max-memory-restart <value>");
        assertThat(bongsu.run("logs", "-h").succeeds().out()).contains("usage: bongsu logs");
        assertThat(bongsu.run().succeeds().out()).isEqualTo(help);
    }

    @Test
    void completionAndReportAreText() {
        assertThat(bongsu.run("completion", "bash").succeeds().out())
                .contains("complete -F _bongsu bongsu", "restart");
        assertThat(bongsu.run("completion", "zsh").succeeds().out()).contains("compdef");
        assertThat(bongsu.run("completion", "fish").succeeds().out())
                .contains("__fish_use_subcommand");
        bongsu.run("completion", "tcsh").fails(2);
        assertThat(bongsu.run("report").succeeds().out())
                .contains("--- bongsu report ---", "daemon.started");
    }

    @Test
    void eventsTellWhatHappens() throws Exception {
        Path out = bongsu.path("events.out");
        Process events =
                bongsu.start(
                        Path.of("/dev/null"),
                        out,
                        bongsu.path("events.err"),
                        "events",
                        "--json",
                        "--logs");
        try {
            bongsu.write("talk.sh", "echo a word", "sleep 1000");
            Await.until(
                    "the stream has begun",
                    () -> {
                        bongsu.run("start", "talk.sh", "-f", "-s").succeeds();
                        return Bongsu.read(out).contains("\"event\":\"online\"");
                    });
            bongsu.run("stop", "all", "-s").succeeds();

            for (String event : List.of("start", "online", "exit", "stop", "log")) {
                Await.until(
                        "there was an event " + event,
                        () -> Bongsu.read(out).contains("{\"event\":\"" + event + "\""));
            }
            assertThat(Bongsu.read(out)).contains("\"line\":\"a word\"");
        } finally {
            events.destroyForcibly().waitFor();
        }
    }
}
