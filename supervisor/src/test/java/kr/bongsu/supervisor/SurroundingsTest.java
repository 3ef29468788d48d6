package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.bongsu.supervisor.control.ProcessView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a process finds around it: variables, folder, user, number and name.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurroundingsTest {
    private Bongsu bongsu;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write("idle.sh", "sleep 1000");
        bongsu.variable("SHELL_TOKEN", "t");
        bongsu.variable("SHELL_REGION", "seoul");
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

    /// What the kernel says a process was started with.
    private Map<String, String> environment(String name) {
        int pid = bongsu.view(name).life().pid();
        String text = Bongsu.read(Path.of("/proc", Integer.toString(pid), "environ"));
        return text.lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("\0", -1)))
                .filter(variable -> variable.indexOf('=') > 0)
                .collect(
                        Collectors.toMap(
                                variable -> variable.substring(0, variable.indexOf('=')),
                                variable -> variable.substring(variable.indexOf('=') + 1),
                                (first, second) -> first));
    }

    @Test
    void theShellsVariablesArePassedOnUnlessFiltered() {
        bongsu.write(
                "f.yaml",
                "apps:",
                "  - {name: all, script: idle.sh}",
                "  - {name: none, script: /bin/sleep, args: ['1000'], filter_env: true, env: {OWN: '1'}}",
                "  - {name: some, script: idle.sh, filter_env: [TOKEN, PASSWORD]}");
        bongsu.run("start", "f.yaml", "-s").succeeds();

        assertThat(environment("all"))
                .containsEntry("SHELL_TOKEN", "t")
                .containsEntry("SHELL_REGION", "seoul")
                .doesNotContainKeys("BONGSU_HOME", "BONGSU_LAUNCHER", "JDK_JAVA_OPTIONS");
        assertThat(environment("none"))
                .containsOnlyKeys(
                        "OWN",
                        "NODE_APP_INSTANCE",
                        "pm_id",
                        "BONGSU_NAME",
                        "BONGSU_RUN",
                        "NOTIFY_SOCKET");
        assertThat(environment("some"))
                .containsEntry("SHELL_REGION", "seoul")
                .doesNotContainKey("SHELL_TOKEN");
        bongsu.run("start", "idle.sh", "-n", "option", "--filter-env", "SHELL_", "-s").succeeds();
        assertThat(environment("option")).doesNotContainKeys("SHELL_TOKEN", "SHELL_REGION");
    }

    @Test
    void variablesOfTheFileAreTextsAndAProfileAppliesOnTop() {
        bongsu.write(
                "v.json",
                "[{name: 'v', script: 'idle.sh', port: 4000,",
                "  env: {A: 1, FLAG: true, LIST: [1, 2], DEEP: {x: 'y'}, SHELL_REGION: 'busan'},",
                "  env_production: {A: 2}}]");
        bongsu.run("start", "v.json", "-s").succeeds();
        assertThat(environment("v"))
                .containsEntry("A", "1")
                .containsEntry("FLAG", "true")
                .containsEntry("LIST", "[1,2]")
                .containsEntry("DEEP", "{\"x\":\"y\"}")
                .containsEntry("PORT", "4000")
                .containsEntry("SHELL_REGION", "busan");

        bongsu.run("restart", "v.json", "--env", "production", "-s").succeeds();
        assertThat(environment("v")).containsEntry("A", "2").containsEntry("FLAG", "true");
        bongsu.run("restart", "v", "-s").succeeds();
        assertThat(environment("v")).as("the profile stays").containsEntry("A", "2");
    }

    @Test
    void instancesHaveNumbersInTheVariablesThatWereNamed() {
        bongsu.write(
                "n.yaml",
                "apps:",
                "  - name: n",
                "    script: idle.sh",
                "    instances: 2",
                "    exec_mode: cluster",
                "    instance_var: WORKER",
                "    increment_var: PORT",
                "    env: {PORT: 3000}");
        bongsu.run("start", "n.yaml", "-s").succeeds();

        assertThat(bongsu.views())
                .extracting(view -> view.labels().mode())
                .containsExactly("cluster", "cluster");
        assertThat(bongsu.run("jlist").succeeds().out()).contains("\"exec_mode\":\"cluster_mode\"");
        assertThat(bongsu.views())
                .extracting(view -> number(view, "WORKER") + " " + number(view, "PORT"))
                .containsExactly("0 3000", "1 3001");
        bongsu.write(
                "bad.yaml", "apps: [{script: idle.sh, increment_var: PORT, env: {PORT: http}}]");
        assertThat(bongsu.run("start", "bad.yaml").fails(1).err())
                .contains("\"increment_var\" names PORT, whose value \"http\" is not a number");
    }

    private static String number(ProcessView view, String variable) {
        return view.details().textMap("environment").getOrDefault(variable, "none");
    }

    @Test
    void instancesMayBeCountedByCores() {
        int cores = Runtime.getRuntime().availableProcessors();
        bongsu.write(
                "cores.yaml",
                "apps:",
                "  - {name: max, script: idle.sh, instances: max}",
                "  - {name: zero, script: idle.sh, instances: 0}",
                "  - {name: fewer, script: idle.sh, instances: -1}");
        bongsu.run("start", "cores.yaml", "-s").succeeds();

        assertThat(count("max")).isEqualTo(cores);
        assertThat(count("zero")).isEqualTo(cores);
        assertThat(count("fewer")).isEqualTo(Math.max(1, cores - 1));
        assertThat(bongsu.run("start", "idle.sh", "-n", "many", "-i", "5000").fails(1).err())
                .contains("more than 1000 are refused");
    }

    private long count(String name) {
        return bongsu.views().stream().filter(view -> view.identity().name().equals(name)).count();
    }

    @Test
    void namesAreBuiltFromPrefixAndProfile() {
        bongsu.write(
                "names.yaml",
                "apps:",
                "  - {name: api, script: idle.sh, append_env_to_name: true, name_prefix: shop-, namespace: front}",
                "  - {script: idle.sh}");
        bongsu.run("start", "names.yaml", "--env", "staging", "-s").succeeds();

        assertThat(bongsu.views())
                .extracting(view -> view.identity().name() + " in " + view.identity().namespace())
                .containsExactly("shop-api-staging in front", "idle in default");
        assertThat(environment("shop-api-staging"))
                .containsEntry("BONGSU_NAME", "shop-api-staging");
        assertThat(bongsu.run("start", "idle.sh", "-n", "a/b").fails(1).err())
                .contains("\"a/b\" cannot be a name");
    }

    @Test
    void theFolderOfAFilesApplicationIsRelativeToTheFile() throws IOException {
        bongsu.write("deep/er/where.sh", "pwd; sleep 1000");
        bongsu.write("deep/w.yaml", "apps: [{name: w, script: where.sh, cwd: er}]");
        bongsu.run("start", "deep/w.yaml", "-s").succeeds();

        bongsu.awaitLog("w-out.log", bongsu.path("deep/er").toRealPath() + "\n");
        bongsu.write("bad.yaml", "apps: [{script: idle.sh, cwd: nowhere}]");
        assertThat(bongsu.run("start", "bad.yaml").fails(1).err())
                .contains("nowhere does not exist");
    }

    @Test
    void anotherUserNeedsRoot() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        bongsu.write(
                "who.yaml",
                "apps:",
                "  - {name: who, script: 'id -u; id -g; exec sleep 1000', uid: nobody, gid: '65533', cwd: /}");
        Bongsu.Result result = bongsu.run("start", "who.yaml", "-s");
        if (!root) {
            assertThat(result.fails(1).err()).contains("need a daemon that runs as root");
            return;
        }
        result.succeeds();
        bongsu.awaitLog("who-out.log", "65534\n65533\n");
        assertThat(bongsu.run("list").succeeds().out()).contains("nobody");
        bongsu.run(
                "start",
                "/bin/sleep",
                "-n",
                "x",
                "--uid",
                "no-such-user",
                "--max-restarts",
                "0",
                "-s",
                "--",
                "9");
        bongsu.awaitStatus("x", "errored");
        assertThat(bongsu.log("x-error.log")).contains("no-such-user");
    }

    @Test
    void whatIsNotToStartByItselfWaits() {
        bongsu.write("later.yaml", "apps: [{name: later, script: idle.sh, autostart: false}]");
        bongsu.run("start", "later.yaml", "-s").succeeds();
        assertThat(bongsu.status("later")).isEqualTo("stopped");
        assertThat(bongsu.processes()).isEmpty();

        bongsu.run("start", "later", "-s").succeeds();
        assertThat(bongsu.status("later")).isEqualTo("online");
        bongsu.run("start", "idle.sh", "-n", "option", "--no-autostart", "-s").succeeds();
        assertThat(bongsu.status("option")).isEqualTo("stopped");
    }

    @Test
    void aMachineThatCannotRunTheDaemonIsToldWhatToDoInstead(@TempDir Path elsewhere) {
        Bongsu mac = new Bongsu(elsewhere);
        mac.variable("JAVA_TOOL_OPTIONS", "-Dos.name=Darwin");

        for (String command : List.of("list", "start", "runtime")) {
            assertThat(mac.run(command, command.equals("list") ? "-s" : "/bin/true").fails(1).err())
                    .contains("runs on Linux only", "Darwin", "bongsu gateway --config FILE");
        }
    }
}
