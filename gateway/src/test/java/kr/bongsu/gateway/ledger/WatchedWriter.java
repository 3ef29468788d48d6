package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A process that writes in an SQLite ledger, with `power-cut.c` between SQLite and the disk. Is
/// killed at the end.
final class WatchedWriter implements AutoCloseable {

    private final Path folder;
    private final Process process;

    private WatchedWriter(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// @param folder where `record`, `fault`, `said` and the log are
    static WatchedWriter start(Path folder, Class<?> program, Path ledger) throws Exception {
        ProcessBuilder command =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                program.getName(),
                                "run",
                                "sqlite",
                                ledger.toString())
                        .redirectOutput(folder.resolve("said").toFile())
                        .redirectError(folder.resolve("writer.log").toFile());
        command.environment().put("LD_PRELOAD", compiled(folder).toString());
        command.environment().put("POWER_CUT_RECORD", folder.resolve("record").toString());
        command.environment().put("POWER_CUT_FAULT", folder.resolve("fault").toString());
        return new WatchedWriter(folder, command.start());
    }

    private static Path compiled(Path folder) throws Exception {
        Path source = folder.resolve("power-cut.c");
        try (InputStream text =
                Objects.requireNonNull(
                        WatchedWriter.class.getResourceAsStream("/power-cut.c"), "the source")) {
            Files.write(source, text.readAllBytes());
        }
        Path library = folder.resolve("power-cut.so");
        Path errors = folder.resolve("cc.log");
        try {
            Process compiler =
                    new ProcessBuilder(
                                    "cc",
                                    "-O2",
                                    "-shared",
                                    "-fPIC",
                                    "-o",
                                    library.toString(),
                                    source.toString(),
                                    "-ldl",
                                    "-lpthread")
                            .redirectErrorStream(true)
                            .redirectOutput(errors.toFile())
                            .start();
            assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).as("compiled in time").isTrue();
            assertThat(compiler.exitValue()).as(Files.readString(errors)).isZero();
        } catch (IOException e) {
            throw new AssertionError("needs a C compiler: `make tools` installs gcc", e);
        }
        return library;
    }

    /// What it has said so far.
    List<String> said() throws IOException {
        assertThat(process.isAlive()).as(Files.readString(folder.resolve("writer.log"))).isTrue();
        String all = Files.readString(folder.resolve("said"));
        return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
    }

    @Override
    public void close() {
        boolean _ = process.toHandle().destroyForcibly();
        boolean _ = process.onExit().orTimeout(60, TimeUnit.SECONDS).join().isAlive();
    }
}
