package kr.bongsu.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo as a newcomer and as a script use it; however it ends, nothing of it stays.
class DemoTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path temporary;
    private Path scratch;

    @BeforeEach
    void makeScratch() throws IOException {
        scratch = Files.createDirectory(temporary.resolve("scratch"));
    }

    @Test
    void losesNothingAndSaysSoInOneLine() throws Exception {
        Command.Ended ended = demo("--pushes", "3000", "--exit", "--json").run(temporary);
        assertThat(ended.code()).as(ended.stderr()).isZero();
        assertThat(ended.stdout()).hasLineCount(1);
        JsonNode summary = new ObjectMapper().readTree(ended.stdout());
        assertThat(summary.path("sent").asInt()).isEqualTo(3000);
        assertThat(summary.path("stored").asInt()).isEqualTo(3000);
        assertThat(summary.path("accepted").asInt()).isEqualTo(3000);
        for (String none : List.of("failed", "pending", "duplicates", "lost")) {
            assertThat(summary.path(none).asInt(-1)).as(none).isZero();
        }
        assertThat(summary.path("seconds").asDouble()).isPositive();
        assertThat(left()).isEmpty();
    }

    @Test
    void staysUntilItIsStoppedAndThenCleansUp() throws Exception {
        Command.Started demo = demo("--pushes", "200").start(temporary);
        try {
            Await.until("it is through", LIMIT, () -> demo.printed().contains("Ctrl-C"));
            List<ProcessHandle> programs = programs();
            assertThat(programs).hasSizeGreaterThanOrEqualTo(5);
            demo.process().destroy();
            Command.Ended ended = demo.await();
            assertThat(ended.code()).as(ended.stderr()).isZero();
            assertThat(ended.stdout())
                    .contains("none was lost", "Console: http://127.0.0.1:")
                    .containsPattern("First login .*: admin [a-z2-9]{20}\n");
            // The daemon has let go of everything when `kill` returns; the kernel takes a moment
            // more.
            Await.until(
                    "its programs have ended",
                    LIMIT,
                    () -> programs.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(left()).isEmpty();
        } finally {
            demo.process().destroyForcibly();
        }
    }

    @Test
    void leavesNothingBehindEvenWhenItIsKilled() throws Exception {
        Command.Started demo = demo("--pushes", "100000").start(temporary);
        try {
            Await.until("it runs", LIMIT, () -> demo.printed().contains("Console:"));
            List<ProcessHandle> programs = programs();
            assertThat(programs).hasSizeGreaterThanOrEqualTo(5);
            demo.process().destroyForcibly();
            Await.until(
                    "its programs have ended",
                    LIMIT,
                    () -> programs.stream().noneMatch(ProcessHandle::isAlive));
            Await.until("its folder is gone", LIMIT, () -> left().isEmpty());
        } finally {
            demo.process().destroyForcibly();
        }
    }

    @Test
    void reportsAProgramThatFails() throws Exception {
        Command.Started demo = demo("--pushes", "100000", "--json").start(temporary);
        try {
            Await.until("the gateway runs", LIMIT, () -> gateway().findAny().isPresent());
            gateway().forEach(ProcessHandle::destroyForcibly);
            Command.Ended ended = demo.await();
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.stdout()).isEmpty();
            assertThat(ended.stderr()).contains("The demo failed: bongsu gateway");
            // It was killed in the midst of unpacking a library, maybe.
            assertThat(left())
                    .noneMatch(file -> file.getFileName().toString().startsWith("bongsu-"));
        } finally {
            demo.process().destroyForcibly();
        }
    }

    @Test
    void saysWhichProgramWasKilledWhileItPlays() throws Exception {
        Command.Started demo = demo("--pushes", "100000").start(temporary);
        try {
            Await.until("the gateway is ready", LIMIT, () -> demo.printed().contains("Console:"));
            gateway().forEach(ProcessHandle::destroyForcibly);
            Command.Ended ended = demo.await();
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.stderr())
                    .contains(
                            "The demo failed: bongsu gateway was killed by signal 9",
                            "gateway.log:",
                            "--keep keeps them")
                    .doesNotContain("null");
        } finally {
            demo.process().destroyForcibly();
        }
    }

    @Test
    void refusesAWrongOption() throws Exception {
        Command.Ended ended = demo("--puhses", "5").run(temporary);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr()).contains("did you mean --pushes?");
    }

    private Command demo(String... arguments) {
        Object[] words = new Object[arguments.length + 2];
        words[0] = Shipped.LAUNCHER;
        words[1] = "demo";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        // The scratch folder is made where this test can see that it goes.
        return Command.of(words).with("BONGSU_JAVA_OPTS", "-Djava.io.tmpdir=" + scratch);
    }

    /// Every process of the demo, the process manager's daemon and its programs among them.
    private List<ProcessHandle> programs() {
        return ProcessHandle.allProcesses().filter(this::isOfTheDemo).toList();
    }

    private boolean isOfTheDemo(ProcessHandle process) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(process.pid()), "environ"), ISO_8859_1)
                    .contains(scratch.toString());
        } catch (IOException e) {
            return false; // not ours, or gone
        }
    }

    private Stream<ProcessHandle> gateway() {
        return programs().stream()
                .filter(process ->
                        process.info().commandLine().orElse("").contains("kr.bongsu.gateway.Main"));
    }

    /// What is in the temporary folder of the demo and its programs.
    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.toList();
        }
    }
}
