package kr.bongsu.distribution.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    @TempDir Path temporary;

    @Test
    void endsTheProgramsAndRemovesTheFolderWhenTheOtherEndOfThePipeIsGone() throws Exception {
        Scratch scratch = new Scratch(Files.createDirectory(temporary.resolve("scratch")), false);
        Path told = temporary.resolve("told");
        Guard guard = Guard.over(scratch, launcher("echo $1 $BONGSU_HOME >> '" + told + "'"));
        Files.createDirectory(Supervisor.homeIn(scratch.folder()));
        Process first = sleeper("exec sleep 60");
        Process stubborn = sleeper("trap '' TERM; while :; do sleep 1; done");
        Process over = sleeper("exit 0");
        for (Process process : new Process[] {first, over, stubborn}) {
            guard.watch(process);
        }
        assertThat(over.waitFor(10, TimeUnit.SECONDS)).isTrue();
        guard.ended(over);
        guard.ended(over);

        guard.breakPipe();

        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stubborn.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(guard.shell().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(scratch.folder()).doesNotExist();
        Path home = Supervisor.homeIn(scratch.folder());
        assertThat(told).hasContent("ping " + home + "\nkill " + home);
    }

    @Test
    void touchesNothingWhenClosedInOrder() throws Exception {
        Scratch scratch = new Scratch(Files.createDirectory(temporary.resolve("scratch")), false);
        Process process = sleeper("exec sleep 60");
        try {
            Guard guard = Guard.over(scratch, launcher("exit 1"));
            guard.watch(process);
            guard.close();
            assertThat(guard.shell().isAlive()).isFalse();
            assertThat(process.isAlive()).isTrue();
            assertThat(scratch.folder()).exists();
        } finally {
            process.destroyForcibly();
        }
    }

    private Launcher launcher(String script) throws IOException {
        Path file =
                Files.createFile(
                        temporary.resolve("bongsu"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        return new Launcher(Files.writeString(file, "#!/bin/sh\n" + script + "\n"));
    }

    private static Process sleeper(String script) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", script).start();
    }
}
