package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One program of ours under the process manager: its events, its log, and its end.
public final class Program implements AutoCloseable {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(30);

    /// For the process manager to have seen an end, with all that the program wrote.
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /// What a shell adds to the number of the signal that ended a program.
    private static final int SIGNALLED = 128;

    private final String name;
    private final Supervisor supervisor;
    private final Optional<ProcessHandle> process;
    private final LogFile log;
    private final EventLines events;

    private Program(
            String name,
            Supervisor supervisor,
            Optional<ProcessHandle> process,
            LogFile log,
            EventLines events) {
        this.name = name;
        this.supervisor = supervisor;
        this.process = process;
        this.log = log;
        this.events = events;
    }

    /// Starts `command`; what it prints and logs goes to files in `folder`.
    static Program start(Launcher.Command command, Path folder, Supervisor supervisor)
            throws IOException, InterruptedException {
        String name = command.program();
        Path stdout = folder.resolve(name + ".out");
        Path stderr = folder.resolve(name + ".log");
        long before = Files.exists(stdout) ? Files.size(stdout) : 0;
        supervisor.start(command, stdout, stderr);
        Optional<ProcessHandle> process = ProcessHandle.of(supervisor.look(name).pid());
        EventLines events = new EventLines();
        Program program = new Program(name, supervisor, process, new LogFile(stderr), events);
        Tail tail = new Tail(stdout, before, program::isAlive);
        Thread.ofVirtual()
                .name("stdout of " + name)
                .start(() ->
                        events.readFrom(
                                new BufferedReader(
                                        new InputStreamReader(tail, StandardCharsets.UTF_8))));
        return program;
    }

    private boolean isAlive() {
        return process.map(ProcessHandle::isAlive).orElse(false);
    }

    /// Waits until the program says that it is ready, and gives what it said.
    JsonNode awaitReady(Duration within) throws ProgramFailed, InterruptedException {
        Optional<JsonNode> ready = events.await("ready", within);
        if (ready.isPresent()) {
            return ready.get();
        }
        throw isAlive()
                ? failed("was not ready after " + within.toSeconds() + " s.")
                : failed("did not start.");
    }

    /// The event of that name, if the program printed one until now.
    public Optional<JsonNode> event(String event) {
        return events.find(event);
    }

    /// Throws when the program has ended.
    public void mustBeAlive() throws ProgramFailed, InterruptedException {
        if (!isAlive()) {
            throw failed(manner(exitCode()) + " before it was told to.");
        }
    }

    /// The same for a program that does not answer: one that has just ended is seen to be alive a
    /// moment longer.
    public void mustStayAlive() throws ProgramFailed, InterruptedException {
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        while (isAlive() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_EVERY);
        }
        mustBeAlive();
    }

    /// How a program has ended.
    ///
    /// @param code as a shell gives it; -1 when nobody knows
    static String manner(int code) {
        if (code < 0) {
            return "ended";
        }
        return code > SIGNALLED
                ? "was killed by signal " + (code - SIGNALLED)
                : "ended with code " + code;
    }

    /// Its exit code, once the process manager has seen the end.
    private int exitCode() throws InterruptedException {
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        try {
            Supervisor.Seen seen = supervisor.look(name);
            while (seen.pid() != 0 && System.nanoTime() - deadline < 0) {
                Thread.sleep(LOOK_EVERY);
                seen = supervisor.look(name);
            }
            return seen.exitCode().orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProgramFailed failed(String what) {
        return new ProgramFailed(
                "bongsu " + name + " " + what + " The last lines of its log, " + log.file() + ":",
                log.lastLines());
    }

    /// The process id, which the launcher hands on to the program; it must have been seen running.
    public long pid() {
        return process.orElseThrow().pid();
    }

    /// Ends the program as `kill -9` does and waits until it is gone.
    public void kill() throws InterruptedException {
        if (process.isEmpty()) {
            return;
        }
        process.get().destroyForcibly();
        try {
            process.get().onExit().get(KILL_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("bongsu " + name + " cannot be killed", e);
        }
    }

    /// Asks the program to stop and waits for its exit code.
    public int stop() throws InterruptedException {
        try {
            supervisor.stop(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exitCode();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.ifPresent(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
