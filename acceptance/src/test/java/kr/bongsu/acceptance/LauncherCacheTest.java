package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The AOT cache is made and used without being seen, and costs no run.
class LauncherCacheTest {

    @TempDir Path temporary;
    private Path home;

    /// A distribution of its own, so that its cache is its own.
    @BeforeEach
    void copyDistribution() throws IOException {
        home = Files.createDirectories(temporary.resolve("bongsu"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Shipped.LAUNCHER, home.resolve("bin/bongsu"));
        home.resolve("bin/bongsu").toFile().setExecutable(true);
        Files.copy(Shipped.HOME.resolve("VERSION"), home.resolve("VERSION"));
        Files.createSymbolicLink(home.resolve("lib"), Shipped.HOME.resolve("lib"));
    }

    @Test
    void isRecordedThenMadeThenUsed() throws Exception {
        Command.Ended plain = run("off");
        assertThat(run("")).isEqualTo(plain);
        assertThat(files()).singleElement().asString().endsWith(".aot.recorded");

        assertThat(run("")).isEqualTo(plain);
        Await.until("the cache is made", Duration.ofMinutes(1), () -> isMade(files()));

        assertThat(run("")).isEqualTo(plain);
        assertThat(files()).singleElement().asString().endsWith(".aot");
    }

    /// Which command is the first is the user's choice; `ping` uses few of the classes of `list`.
    @Test
    void ofTheProcessManagerServesEveryQuickCommandWhicheverWasTheFirst() throws Exception {
        Path log = temporary.resolve("classes");
        try {
            assertThat(manage("", "ping").code()).isZero();
            assertThat(manage("", "ping").code()).isZero();
            Await.until("the cache is made", Duration.ofMinutes(1), () -> isMade(files()));
            for (String command : List.of("list", "jlist")) {
                assertThat(manage("-Xlog:class+load:file=" + log, command).code()).isZero();
                assertThat(Files.readString(log))
                        .contains("kr.bongsu.supervisor.cli.Main source: shared objects file")
                        .doesNotContain("source: file:");
            }
        } finally {
            manage("", "kill");
        }
    }

    private Command.Ended manage(String javaOptions, String command) throws Exception {
        return Command.of(home.resolve("bin/bongsu"), command)
                .with("BONGSU_AOT", "")
                .with("BONGSU_HOME", temporary.resolve("daemon"))
                // Read after the launcher's own flags, which switch the log off.
                .with("_JAVA_OPTIONS", javaOptions)
                .run(temporary);
    }

    @Test
    void mayBeBroken() throws Exception {
        Command.Ended plain = run("off");
        run("");
        Path recorded = files().getFirst();
        Path cache =
                recorded.resolveSibling(recorded.getFileName().toString().replace(".recorded", ""));
        Files.delete(recorded);
        Files.writeString(cache, "not a cache");
        assertThat(run("")).isEqualTo(plain);
    }

    private static boolean isMade(List<Path> files) {
        return files.size() == 1 && files.getFirst().toString().endsWith(".aot");
    }

    /// A wrong option ends a program soon, with a known code and text.
    private Command.Ended run(String aot) throws Exception {
        return Command.of(home.resolve("bin/bongsu"), "demo", "--wrong")
                .with("BONGSU_AOT", aot)
                .run(temporary);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("aot"))) {
            return files.toList();
        }
    }
}
