package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// The process manager with a home of its own, driven by its commands as a person does; closing it
/// ends the manager and all that it keeps.
///
/// Nothing is restarted: a program that ends is what its stage wants to hear of.
final class Supervisor implements AutoCloseable {

    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);

    /// Longer than a program's own limit for finishing its work.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final Launcher launcher;
    private final Path folder;
    private final Guard guard;

    Supervisor(Launcher launcher, Path folder, Guard guard) {
        this.launcher = launcher;
        this.folder = folder;
        this.guard = guard;
    }

    /// Where the manager of a scratch folder lives.
    static Path homeIn(Path folder) {
        return folder.resolve("process-manager");
    }

    /// How a program is now; pid 0 when it does not run.
    record Seen(int pid, String status, OptionalInt exitCode) {}

    /// Starts a program, or once more one that has ended.
    void start(Launcher.Command command, Path stdout, Path stderr)
            throws IOException, InterruptedException {
        ObjectNode app = json.createObjectNode();
        app.put("name", command.program());
        app.put("script", command.words().getFirst());
        app.put("interpreter", "none");
        app.set("args", json.valueToTree(command.words().subList(1, command.words().size())));
        app.put("cwd", folder.toString());
        app.put("out_file", stdout.toString());
        app.put("error_file", stderr.toString());
        app.put("autorestart", false);
        app.put("kill_signal", "SIGTERM");
        app.put("kill_timeout", STOP_LIMIT.toMillis());
        run(json.createArrayNode().add(app).toString(), "start", "-", "--silent");
    }

    Seen look(String program) throws IOException, InterruptedException {
        for (JsonNode entry : json.readTree(run("", "jlist"))) {
            if (program.equals(entry.path("name").asText())) {
                JsonNode environment = entry.path("pm2_env");
                JsonNode code = environment.path("exit_code");
                return new Seen(
                        entry.path("pid").asInt(),
                        environment.path("status").asText(),
                        code.isInt() ? OptionalInt.of(code.asInt()) : OptionalInt.empty());
            }
        }
        return new Seen(0, "unknown", OptionalInt.empty());
    }

    /// Asks a program to end (SIGTERM) and waits until it has; kills it when it takes too long.
    void stop(String program) throws IOException, InterruptedException {
        run("", "stop", program, "--silent");
    }

    /// Runs one command; the answer is what it printed.
    private String run(String input, String... words) throws IOException, InterruptedException {
        Path in = Files.createTempFile(folder, "command", ".in");
        Path out = Files.createTempFile(folder, "command", ".out");
        Path err = Files.createTempFile(folder, "command", ".err");
        try {
            Files.writeString(in, input);
            Process process = command(in, out, err, words);
            guard.watch(process);
            try {
                if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("bongsu " + words[0] + " did not end in time");
                }
            } finally {
                guard.ended(process);
            }
            if (process.exitValue() != 0) {
                throw new IOException("bongsu " + words[0] + " failed: " + text(err).strip());
            }
            return text(out);
        } finally {
            for (Path file : List.of(in, out, err)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Process command(Path in, Path out, Path err, String... words) throws IOException {
        // SIG_IGN survives exec, and a JVM leaves a signal alone that was ignored when it started:
        // the terminal's Ctrl-C reaches the demo, which decides in which order programs stop.
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "bongsu");
        builder.command().add(launcher.script().toString());
        builder.command().addAll(List.of(words));
        Map<String, String> environment = builder.environment();
        environment.put("BONGSU_HOME", homeIn(folder).toString());
        environment.putIfAbsent("BONGSU_AOT", "record");
        return builder.directory(new File("/"))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            if (Files.exists(homeIn(folder))) {
                run("", "kill");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The process manager did not end.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
