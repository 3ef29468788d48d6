package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import kr.bongsu.supervisor.control.ProcessView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One program written four times: whatever it is written in, it is started, fed, logged, ended and
/// started again in the same way.
///
/// It prints its arguments, a variable and its instance, says `heard X` for a line X of its input,
/// ends with code 7 at `die`, and at SIGINT says `bye` and ends with 0.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KindsTest {
    private Bongsu bongsu;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write(
                "port.js",
                "console.log('args', process.argv.slice(2).join('|'));",
                "console.log('colour', process.env.COLOUR, 'number', process.env.NODE_APP_INSTANCE);",
                "console.error('aside');",
                "process.on('SIGINT', () => { console.log('bye'); process.exit(0); });",
                "require('readline').createInterface({input: process.stdin}).on('line', line => {",
                "  console.log('heard', line); if (line === 'die') process.exit(7); });",
                "console.log('up');");
        bongsu.write(
                "port.py",
                "import os, signal, sys",
                "say = lambda *words: print(*words, flush=True)",
                "def end(*_): say('bye'); os._exit(0)",
                "signal.signal(signal.SIGINT, end)",
                "say('args', '|'.join(sys.argv[1:]))",
                "say('colour', os.environ['COLOUR'], 'number', os.environ['NODE_APP_INSTANCE'])",
                "print('aside', file=sys.stderr, flush=True)",
                "say('up')",
                "for line in sys.stdin:",
                "    say('heard', line.strip())",
                "    if line.strip() == 'die': os._exit(7)");
        bongsu.write(
                "port.sh",
                "trap 'echo bye; exit 0' INT",
                "IFS='|'; echo \"args $*\"",
                "echo \"colour $COLOUR number $NODE_APP_INSTANCE\"",
                "echo aside >&2",
                "echo up",
                "while read -r line; do",
                "  echo \"heard $line\"",
                "  [ \"$line\" != die ] || exit 7",
                "done");
        bongsu.write(
                "Port.java",
                "void main(String[] args) throws Exception {",
                "  Runtime.getRuntime().addShutdownHook(new Thread(() -> {",
                "    IO.println(\"bye\"); Runtime.getRuntime().halt(0); }));",
                "  IO.println(\"args \" + String.join(\"|\", args));",
                "  IO.println(\"colour \" + System.getenv(\"COLOUR\") + \" number \"",
                "      + System.getenv(\"NODE_APP_INSTANCE\"));",
                "  System.err.println(\"aside\");",
                "  IO.println(\"up\");",
                "  for (String line = IO.readln(); line != null; line = IO.readln()) {",
                "    IO.println(\"heard \" + line);",
                "    if (line.equals(\"die\")) Runtime.getRuntime().halt(7);",
                "  }",
                "}");
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

    @ParameterizedTest
    @ValueSource(strings = {"port.js", "port.py", "port.sh", "Port.java"})
    void aPortInAnotherLanguageLivesTheSameLife(String script) {
        String name = "port-" + script.substring(script.indexOf('.') + 1);
        bongsu.write(
                name + ".json",
                "[{name: '"
                        + name
                        + "', script: '"
                        + script
                        + "', args: ['one', 'two words'], env: {COLOUR: 'red'}, kill_timeout: '20s'}]");
        bongsu.run("start", name + ".json", "-s").succeeds();
        bongsu.awaitLog(name + "-out.log", "up\n");
        assertThat(bongsu.log(name + "-out.log"))
                .contains("args one|two words\n", "colour red number 0\n");
        bongsu.awaitLog(name + "-error.log", "aside\n");

        bongsu.run("send", name, "hello").succeeds();
        bongsu.awaitLog(name + "-out.log", "heard hello\n");

        bongsu.run("send", name, "die").succeeds();
        Await.until("it was started again", () -> bongsu.view(name).life().restarts() == 1);
        assertThat(Bongsu.read(bongsu.home().daemonLog())).contains("exit code 7");

        bongsu.awaitStatus(name, "online");
        ups(name, 2);
        ProcessHandle.of(bongsu.view(name).life().pid()).orElseThrow().destroyForcibly();
        Await.until("it was started anew", () -> bongsu.view(name).life().restarts() == 2);
        ups(name, 3);

        bongsu.run("stop", name, "-s").succeeds();
        ProcessView stopped = bongsu.view(name);
        assertThat(stopped.life().status()).isEqualTo("stopped");
        assertThat(bongsu.log(name + "-out.log")).endsWith("bye\n");
        bongsu.run("start", name, "-s").succeeds();
        ups(name, 4);
    }

    private void ups(String name, int count) {
        Await.until(
                name + " came up for the " + count + ". time",
                () -> bongsu.log(name + "-out.log").lines().filter("up"::equals).count() == count);
    }

    @Test
    void javaRunsJarsAndMainClassesWithTheirFlags(@TempDir Path work) throws IOException {
        jar(work);
        bongsu.write(
                "java.yaml",
                "apps:",
                "  - {name: boxed, script: lib/app.jar, args: [a], jvm_args: -Dtold=jar -Xmx32m}",
                "  - name: classy",
                "    script: shop.Main",
                "    interpreter: java",
                "    jvm_args: [-Dtold=class, -cp, 'lib/*']");

        bongsu.run("start", "java.yaml", "-s").succeeds();

        bongsu.awaitLog("boxed-out.log", "up jar [a]");
        bongsu.awaitLog("classy-out.log", "up class []");
        assertThat(bongsu.run("start", "lib/gone.jar", "--interpreter", "java").fails(1).err())
                .contains("lib/gone.jar does not exist");
    }

    private void jar(Path work) throws IOException {
        Path source =
                Files.writeString(
                        work.resolve("Main.java"),
                        """
                        package shop;
                        class Main {
                            public static void main(String[] args) throws Exception {
                                System.out.println("up " + System.getProperty("told") + " "
                                        + java.util.List.of(args));
                                Thread.sleep(1_000_000);
                            }
                        }
                        """);
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, "-d", work.toString(), source.toString()))
                .isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "shop.Main");
        Path jar = bongsu.write("lib/app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("shop/Main.class"));
            Files.copy(work.resolve("shop/Main.class"), out);
        }
    }

    @Test
    void theInterpreterIsChosenByExtensionFirstLineOrRequest() throws IOException {
        bongsu.write(
                "by-line",
                "#!/usr/bin/env python3",
                "import time",
                "print('py', flush=True)",
                "time.sleep(1000)");
        Path own = bongsu.write("own", "#!/bin/sh", "echo own; sleep 1000");
        assertThat(own.toFile().setExecutable(true)).isTrue();
        bongsu.write(
                "odd.txt",
                "console.log('node', process.execArgv.join()); setInterval(() => {}, 1000)");
        bongsu.write(
                "kinds.yaml",
                "apps:",
                "  - {script: by-line}",
                "  - {script: own}",
                "  - {name: none, script: own, interpreter: none}",
                "  - name: chosen",
                "    script: odd.txt",
                "    interpreter: node",
                "    interpreter_args: --max-old-space-size=64",
                "    source_map_support: true");

        bongsu.run("start", "kinds.yaml", "-s").succeeds();

        bongsu.awaitLog("by-line-out.log", "py\n");
        bongsu.awaitLog("own-out.log", "own\n");
        bongsu.awaitLog("none-out.log", "own\n");
        bongsu.awaitLog("chosen-out.log", "node --max-old-space-size=64,--enable-source-maps\n");

        assertThat(bongsu.run("start", "odd.txt", "-n", "x").fails(1).err())
                .contains("it is not clear how to run", "name an interpreter");
        assertThat(
                        bongsu.run("start", "odd.txt", "-n", "x", "--interpreter", "nodee")
                                .fails(1)
                                .err())
                .contains("\"nodee\" is neither a file nor a program in PATH");
        assertThat(
                        bongsu.run("start", "odd.txt", "-n", "x", "--interpreter", "none")
                                .fails(1)
                                .err())
                .contains("is not executable");
        assertThat(
                        bongsu.run(
                                        "start",
                                        "odd.txt",
                                        "-n",
                                        "x",
                                        "--node-args",
                                        "--nope",
                                        "--interpreter",
                                        "node",
                                        "-s",
                                        "--max-restarts",
                                        "0")
                                .code())
                .as("a flag that node does not know shows as a crash, not as a start that failed")
                .isZero();
        bongsu.awaitStatus("x", "errored");
        assertThat(
                        Files.readString(
                                bongsu.home().logs().resolve("x-error.log"),
                                StandardCharsets.UTF_8))
                .contains("--nope");
    }

    @Test
    void aShellLineIsOneToo() {
        bongsu.write(
                "line.yaml",
                "apps: [{name: line, script: 'echo a line; exec sleep', args: ['1000']}]");
        bongsu.run("start", "line.yaml", "-s").succeeds();

        bongsu.awaitLog("line-out.log", "a line\n");
        Await.until(
                "the words after the line are its own",
                () -> cmdline("line").endsWith("sleep 1000"));
    }

    private String cmdline(String name) {
        return ProcessHandle.of(bongsu.view(name).life().pid())
                .flatMap(handle -> handle.info().commandLine())
                .orElse("");
    }
}
