package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the launcher of a checkout builds, and what it says when it cannot.
class LauncherBuildTest {

    @TempDir Path temporary;
    private FakeMachine machine;

    @BeforeEach
    void setUp() throws Exception {
        machine = FakeMachine.in(temporary);
        machine.addJdk("jdk-25", "25.0.3");
    }

    @Test
    void buildsTheFirstTimeOnly() throws Exception {
        machine.addMaven();
        Command.Ended first = machine.bongsu("demo").run(temporary);
        assertThat(first.code()).isZero();
        assertThat(first.stderr()).contains("building the distribution", "built in");
        Command.Ended second = machine.bongsu("demo").run(temporary);
        assertThat(second.code()).isZero();
        assertThat(second.stderr()).isEmpty();
        assertThat(second.stdout()).isEqualTo(first.stdout());
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
        machine.addMaven();
        Path sources = Files.createDirectories(machine.root().resolve("gateway/src/main/java"));
        Path source = Files.createFile(sources.resolve("A.java"));
        machine.bongsu("demo").run(temporary);
        assertThat(machine.builds()).isEqualTo(1);

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        machine.bongsu("demo").run(temporary);
        assertThat(machine.builds()).isEqualTo(2);

        Files.delete(source);
        Files.setLastModifiedTime(sources, FileTime.from(Instant.now().plusSeconds(60)));
        machine.bongsu("demo").run(temporary);
        assertThat(machine.builds()).isEqualTo(3);
    }

    @Test
    void doesNotBuildForATestOrADocument() throws Exception {
        machine.addMaven();
        machine.bongsu("demo").run(temporary);
        Instant later = Instant.now().plusSeconds(60);
        for (String name : new String[] {"gateway/src/test/java/ATest.java", "docs/a.md"}) {
            Path file = machine.root().resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.createFile(file);
            Files.setLastModifiedTime(file, FileTime.from(later));
        }
        machine.bongsu("demo").run(temporary);
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        machine.addMaven();
        Command.Started one = machine.bongsu("demo").start(temporary);
        Command.Started other = machine.bongsu("demo").start(temporary);
        assertThat(one.await().code()).isZero();
        assertThat(other.await().code()).isZero();
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void takesOverFromABuilderThatWasKilled() throws Exception {
        machine.addMaven();
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = Files.createDirectories(machine.root().resolve("target/launcher/lock"));
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        assertThat(machine.bongsu("demo").run(temporary).code()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void showsTheErrorsOfAFailedBuildAndTriesAgainNextTime() throws Exception {
        machine.addMaven("echo '[INFO] hello'; echo '[ERROR] A.java:[3,5] ; expected'; exit 1");
        Command.Ended failed = machine.bongsu("demo").run(temporary);
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.stderr())
                .contains("[ERROR] A.java:[3,5] ; expected", "build.log")
                .doesNotContain("hello");
        assertThat(failed.stdout()).isEmpty();

        machine.addMaven();
        assertThat(machine.bongsu("demo").run(temporary).code()).isZero();
    }

    @Test
    void withoutMavenItSaysHowToGetIt() throws Exception {
        Command.Ended ended = machine.bongsu("demo").run(temporary);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stderr()).contains("Maven was not found", "apt install maven");
        assertThat(ended.stderr()).hasLineCount(1);
    }

    @Test
    void withoutNodeItSaysHowToGetIt() throws Exception {
        machine.addMaven();
        Files.createDirectories(machine.root().resolve("console"));
        Files.writeString(machine.root().resolve("console/package.json"), "{}");
        machine.add("node");
        Command.Ended ended = machine.bongsu("demo").run(temporary);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stderr()).contains("Node.js with npm was not found", "nodejs.org");
        assertThat(ended.stderr()).hasLineCount(1);

        machine.add("npm");
        assertThat(machine.bongsu("demo").run(temporary).code()).isZero();
    }
}
