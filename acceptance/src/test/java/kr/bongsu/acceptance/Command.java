package kr.bongsu.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command line with an environment of its own; running it gives its exit code and what it
/// printed.
///
/// @param environment added to that of this JVM; an empty value removes the variable
record Command(List<String> words, Map<String, String> environment) {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// How it ended.
    record Ended(int code, String stdout, String stderr) {}

    static Command of(Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(word.toString());
        }
        // Tests that want no cache must not make one in the user's or the distribution's folder.
        return new Command(texts, Map.of("BONGSU_AOT", "off"));
    }

    Command with(String variable, Object value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value.toString());
        return new Command(words, Map.copyOf(more));
    }

    /// Starts it with both streams going to files.
    Started start(Path folder) throws IOException {
        Path stdout = Files.createTempFile(folder, "stdout", ".txt");
        Path stderr = Files.createTempFile(folder, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(words);
        environment.forEach((variable, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
        return new Started(builder.start(), stdout, stderr);
    }

    /// Runs it to its end.
    Ended run(Path folder) throws IOException, InterruptedException {
        return start(folder).await();
    }

    /// A running command.
    record Started(Process process, Path stdout, Path stderr) {

        Ended await() throws IOException, InterruptedException {
            return await(LIMIT);
        }

        Ended await(Duration limit) throws IOException, InterruptedException {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "still running; stdout: " + read(stdout) + "\nstderr: " + read(stderr));
            }
            return new Ended(process.exitValue(), read(stdout), read(stderr));
        }

        String printed() throws IOException {
            return read(stdout);
        }

        private static String read(Path file) throws IOException {
            return Files.readString(file, UTF_8);
        }
    }
}
