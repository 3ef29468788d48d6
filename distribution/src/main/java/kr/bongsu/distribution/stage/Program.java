package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One started process of ours: its events, its log, and its end.
///
/// The terminal's Ctrl-C does not reach it, so that this JVM decides in which order the programs
/// stop.
public final class Program implements AutoCloseable {

    /// Longer than a program's own limit for finishing its work.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private static final Duration END_OF_OUTPUT_TO_END = Duration.ofSeconds(2);

    private final String name;
    private final Process process;
    private final LogFile log;
    private final EventLines events;
    private final Guard guard;

    private Program(String name, Process process, LogFile log, EventLines events, Guard guard) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.events = events;
        this.guard = guard;
    }

    /// Starts `command` in `folder`; what it logs goes to a file in `folder`.
    static Program start(Launcher.Command command, Path folder, Guard guard) throws IOException {
        String name = command.program();
        LogFile log = new LogFile(folder.resolve(name + ".log"));
        // SIG_IGN survives exec, and a JVM leaves a signal alone that was ignored when it started.
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "bongsu");
        builder.command().addAll(command.words());
        builder.directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        builder.environment().putIfAbsent("BONGSU_AOT", "record");
        Process process = builder.start();
        guard.watch(process);
        EventLines events = new EventLines();
        Thread.ofVirtual()
                .name("stdout of " + name)
                .start(() -> events.readFrom(process.inputReader()));
        return new Program(name, process, log, events, guard);
    }

    /// Waits until the program says that it is ready, and gives what it said.
    JsonNode awaitReady(Duration within) throws ProgramFailed, InterruptedException {
        Optional<JsonNode> ready = events.await("ready", within);
        if (ready.isPresent()) {
            return ready.get();
        }
        // A program that ends closes its output a moment before it is gone.
        throw process.waitFor(END_OF_OUTPUT_TO_END.toMillis(), TimeUnit.MILLISECONDS)
                ? failed("did not start.")
                : failed("was not ready after " + within.toSeconds() + " s.");
    }

    /// The event of that name, if the program printed one until now.
    public Optional<JsonNode> event(String event) {
        return events.find(event);
    }

    /// Throws when the program has ended.
    public void mustBeAlive() throws ProgramFailed {
        if (!process.isAlive()) {
            throw failed("ended with code " + process.exitValue() + " before it was told to.");
        }
    }

    private ProgramFailed failed(String what) {
        return new ProgramFailed(
                "bongsu " + name + " " + what + " The last lines of its log:", log.lastLines());
    }

    /// The process id, which the launcher hands on to the program.
    public long pid() {
        return process.pid();
    }

    /// Ends the program as `kill -9` does and waits until it is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            guard.ended(process);
        }
    }

    /// Asks the program to stop (SIGTERM) and waits for its exit code; kills it when it takes too
    /// long.
    public int stop() throws InterruptedException {
        process.destroy();
        if (process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            guard.ended(process);
        } else {
            kill();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
