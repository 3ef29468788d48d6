package kr.bongsu.fepsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The whole program, run in this process.
final class RunningSimulator implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    RunningSimulator(String... arguments) {
        PrintStream out =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(Object line) {
                        lines.add(line.toString());
                    }
                };
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
        Thread.ofPlatform()
                .daemon()
                .name("simulator")
                .start(() -> {
                    try {
                        exit.complete(new Main(out, err, stop).run(List.of(arguments)));
                    } catch (InterruptedException | RuntimeException failed) {
                        exit.completeExceptionally(failed);
                    }
                });
    }

    /// The next line of stdout.
    String line() throws InterruptedException {
        String line = lines.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(line).as("a line of stdout; stderr: %s", errors()).isNotNull();
        return line;
    }

    /// The ports that the first line of stdout tells.
    List<Integer> ports() throws InterruptedException {
        String ready = line();
        assertThat(ready).startsWith("{\"event\":\"ready\",\"lines\":[{\"name\":");
        List<Integer> ports = new ArrayList<>();
        for (Matcher matcher = PORT.matcher(ready); matcher.find(); ) {
            ports.add(Integer.valueOf(matcher.group(1)));
        }
        return ports;
    }

    /// Waits for the program's end.
    int exitCode() {
        return exit.copy().orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /// As a signal does.
    void stop() {
        stop.complete(null);
    }

    boolean hasEnded() {
        return exit.isDone();
    }

    String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        stop();
        int _ = exitCode();
    }
}
