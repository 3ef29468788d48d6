package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Google's SDK for Node, in a Node process of its own; the cases are in
/// `src/test/node/conformance.test.js`.
class FirebaseAdminNodeTest {

    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path INSTALLED = Path.of("target/node");

    @Test
    void googlesSdkForNodeCannotTellItFromFcm(@TempDir Path dir) throws Exception {
        install();
        try (RunningEmulator emulator = RunningEmulator.start(dir)) {
            Map<String, String> environment =
                    Map.of("EMULATOR_DIR", emulator.dir().toAbsolutePath().toString());

            run(environment, "node", "--test", "conformance.test.js");
        }
    }

    /// Installs what the lock file names, unless that was done already for this very lock file.
    private static void install() throws Exception {
        Path lock = INSTALLED.resolve("node_modules/.bongsu-lock");
        Files.createDirectories(INSTALLED);
        for (String name : List.of("package.json", "package-lock.json", "conformance.test.js")) {
            Files.copy(
                    SOURCE.resolve(name),
                    INSTALLED.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Path wanted = SOURCE.resolve("package-lock.json");
        if (!Files.exists(lock) || Files.mismatch(lock, wanted) >= 0) {
            run(
                    Map.of(),
                    "npm",
                    "ci",
                    "--omit=optional",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund");
            Files.copy(wanted, lock, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void run(Map<String, String> environment, String... command) throws Exception {
        Path output = Files.createTempFile("node", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(INSTALLED.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = start(builder, command[0]);
            boolean hasEnded = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(hasEnded && process.exitValue() == 0)
                    .as("%s: %s", String.join(" ", command), Files.readString(output))
                    .isTrue();
        } finally {
            Files.delete(output);
        }
    }

    private static Process start(ProcessBuilder builder, String program) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    program
                            + " cannot be started; this test needs Node 20 or later and npm on the PATH",
                    e);
        }
    }
}
