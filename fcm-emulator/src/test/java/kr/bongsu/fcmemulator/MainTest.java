package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process of its own.
@Timeout(60)
class MainTest {

    @TempDir private Path dir;

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(dir.resolve("stderr").toFile()).start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String stderr() throws Exception {
        return Files.readString(dir.resolve("stderr"));
    }

    @Test
    void saysWhenItIsReadyAndStopsCleanlyWhenItIsTold() throws Exception {
        Path state = dir.resolve("state");
        Process process = start("--dir", state.toString(), "--port", "0", "--tls-port=0");
        try (BufferedReader stdout = process.inputReader()) {
            JsonNode ready = RunningEmulator.json(stdout.readLine());
            assertThat(ready.path("event").asText()).isEqualTo("ready");
            JsonNode announced =
                    RunningEmulator.json(Files.readString(state.resolve("emulator.json")));
            assertThat(announced.path("port").asInt())
                    .isEqualTo(ready.path("port").asInt())
                    .isPositive();
            assertThat(announced.path("tls_port").asInt())
                    .isEqualTo(ready.path("tls_port").asInt())
                    .isPositive();
            assertThat(announced.path("project").asText()).isEqualTo("demo-project");
            assertThat(announced.path("pid").asLong()).isEqualTo(process.pid());

            process.destroy();

            assertThat(exitCode(process)).isZero();
            assertThat(state.resolve("emulator.json")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anUnknownOptionIsAnErrorWithASuggestion() throws Exception {
        assertThat(exitCode(start("--dri", "x"))).isEqualTo(2);
        assertThat(stderr()).contains("--dri is unknown. Did you mean --dir?");
    }

    @Test
    void aPortThatIsTakenIsExplained() throws Exception {
        try (RunningEmulator other = RunningEmulator.start(dir.resolve("other"))) {
            Process process =
                    start(
                            "--dir",
                            dir.resolve("state").toString(),
                            "--port",
                            Integer.toString(other.port()));

            assertThat(exitCode(process)).isEqualTo(1);
            assertThat(stderr())
                    .contains("cannot listen on 127.0.0.1:" + other.port(), "give port 0");
        }
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        Process process = start("--help");

        assertThat(process.inputReader().lines().toList().toString())
                .contains(
                        "--dir",
                        "--host",
                        "--tls-port",
                        "--port",
                        "--project",
                        "--latency",
                        "--limits");
        assertThat(exitCode(process)).isZero();
    }
}
