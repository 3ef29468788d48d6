package kr.bongsu.distribution.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drives [Program] with small shell scripts in the place of our programs, under the shipped
/// process manager.
class ProgramTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path temporary;
    private Crew crew;

    @BeforeEach
    void makeCrew() throws IOException {
        Path script =
                Files.createFile(
                        temporary.resolve("bongsu"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Path shipped =
                Path.of(System.getProperty("bongsu.root", ".."))
                        .resolve("distribution/target/bongsu/bin/bongsu")
                        .toAbsolutePath();
        Files.writeString(
                script,
                "#!/bin/sh\n[ \"$1\" = program ] || exec '" + shipped + "' \"$@\"\neval \"$2\"\n");
        crew = Crew.in(Scratch.make(false), new Launcher(script));
    }

    @AfterEach
    void closeCrew() {
        crew.close();
        assertThat(crew.folder()).doesNotExist();
    }

    @Test
    void givesTheEventsThatTheProgramPrints() throws Exception {
        try (Program program =
                start("echo noise; echo '{\"event\":\"ready\",\"port\":7}'; exec sleep 60")) {
            assertThat(program.awaitReady(LIMIT).path("port").asInt()).isEqualTo(7);
            assertThat(program.event("summary")).isEmpty();
            program.mustBeAlive();
            assertThat(program.stop()).isEqualTo(143);
        }
    }

    @Test
    void reportsAProgramThatDoesNotStartWithTheLastLinesOfItsLog() throws Exception {
        try (Program program = start("echo first >&2; echo 'port 80 is taken' >&2; exit 1")) {
            assertThatThrownBy(() -> program.awaitReady(LIMIT))
                    .isInstanceOf(ProgramFailed.class)
                    .hasMessageContaining("did not start")
                    .hasMessageEndingWith("  first\n  port 80 is taken");
        }
    }

    @Test
    void reportsAProgramThatEndsBeforeItWasToldTo() throws Exception {
        try (Program program = start("echo '{\"event\":\"ready\"}'; echo tired >&2; exit 3")) {
            program.awaitReady(LIMIT);
            assertThatThrownBy(() -> awaitEnd(program))
                    .isInstanceOf(ProgramFailed.class)
                    .hasMessageContainingAll("code 3", "tired");
        }
    }

    private static void awaitEnd(Program program) throws ProgramFailed, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() - deadline < 0) {
            program.mustBeAlive();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void isInASessionOfItsOwnSoThatTheTerminalsInterruptDoesNotReachIt() throws Exception {
        try (Program program = start("echo '{\"event\":\"ready\"}'; exec sleep 60")) {
            program.awaitReady(LIMIT);
            String stat = Files.readString(Path.of("/proc", Long.toString(program.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            assertThat(fields[3]).as("session").isEqualTo(Long.toString(program.pid()));
        }
    }

    private Program start(String script) throws IOException, InterruptedException {
        return crew.start("program", List.of(script));
    }
}
