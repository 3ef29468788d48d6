package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The daemon's own log: one line an event, in a file that never grows past its limit.
///
/// Any thread may log. When the file cannot be written the line goes to standard error instead.
final class DaemonLog {
    private static final long MAX_BYTES = 4L << 20;

    private final Path file;
    private final InstantSource clock;
    private final PrintStream fallback;

    DaemonLog(Path file, InstantSource clock, PrintStream fallback) {
        this.file = file;
        this.clock = clock;
        this.fallback = fallback;
    }

    void info(String event, Object... keysAndValues) {
        write("info", event, keysAndValues);
    }

    void warn(String event, Object... keysAndValues) {
        write("warn", event, keysAndValues);
    }

    void failure(Throwable cause) {
        StringBuilder trace = new StringBuilder();
        for (StackTraceElement element : cause.getStackTrace()) {
            trace.append(trace.isEmpty() ? "" : " < ").append(element);
        }
        write("error", "failure", "cause", cause, "at", trace);
    }

    private synchronized void write(String level, String event, Object... keysAndValues) {
        StringBuilder line =
                new StringBuilder(128)
                        .append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .append(' ')
                        .append(level)
                        .append(' ')
                        .append(event);
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            line.append(' ')
                    .append(keysAndValues[i])
                    .append('=')
                    .append(quoted(keysAndValues[i + 1]));
        }
        line.append('\n');
        try {
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(
                    file,
                    line,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            fallback.print(line);
        }
    }

    private static String quoted(Object value) {
        String text = String.valueOf(value).replace('\n', ' ');
        return text.indexOf(' ') >= 0 || text.isEmpty()
                ? "\"" + text.replace('"', '\'') + "\""
                : text;
    }
}
