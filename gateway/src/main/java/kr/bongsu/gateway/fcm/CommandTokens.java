package kr.bongsu.gateway.fcm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tokens that a program prints: Google's JSON, or the token alone on one line.
record CommandTokens(List<String> command, Duration limit) implements TokenSource {

    /// A bare token does not say how long it is good; so long any is.
    private static final Duration BARE_LIFE = Duration.ofMinutes(5);

    private static final int LONGEST = 64 * 1024;

    @Override
    public Grant fetch(Instant now) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            process.getOutputStream().close();
            String output = output(process);
            if (!process.waitFor(limit) || process.exitValue() != 0) {
                throw new IOException("it failed with " + ended(process) + "; run it by hand");
            }
            return output.startsWith("{") ? TokenServer.grant(output) : bare(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public String name() {
        return "command " + command.getFirst();
    }

    /// Read by a thread of its own: a program may hold its output open for ever.
    private String output(Process process) throws IOException, InterruptedException {
        FutureTask<String> read =
                new FutureTask<>(() ->
                        new String(
                                        process.getInputStream().readNBytes(LONGEST),
                                        StandardCharsets.UTF_8)
                                .strip());
        Thread.ofVirtual().name("fcm-token-command").start(read);
        try {
            return read.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("it printed nothing in " + limit.toMillis() + " ms", e);
        }
    }

    private static Grant bare(String output) throws IOException {
        if (output.isEmpty() || !output.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException("it printed no token");
        }
        return new Grant(output, BARE_LIFE);
    }

    private static String ended(Process process) {
        return process.isAlive() ? "no end" : "exit code " + process.exitValue();
    }
}
