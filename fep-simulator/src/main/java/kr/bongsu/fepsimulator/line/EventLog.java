package kr.bongsu.fepsimulator.line;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Writes one line an event: `time level event key=value ...`.
public final class EventLog {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
                    .withZone(ZoneId.of("Asia/Seoul"));

    private final PrintStream out;
    private final InstantSource clock;

    public EventLog(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /// Something changed.
    ///
    /// @param pairs keys and values in turn
    public void info(String event, @Nullable Object... pairs) {
        write("info", event, pairs);
    }

    /// Something is not as it should be.
    ///
    /// @param pairs keys and values in turn
    public void warn(String event, @Nullable Object... pairs) {
        write("warn", event, pairs);
    }

    private void write(String level, String event, @Nullable Object... pairs) {
        StringBuilder line = new StringBuilder(TIME.format(clock.instant()));
        line.append(' ').append(level).append(' ').append(event);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            String value = String.valueOf(pairs[i + 1]).replace("\n", " ");
            boolean quote = value.isEmpty() || value.contains(" ") || value.contains("\"");
            line.append(' ').append(pairs[i]).append('=');
            line.append(quote ? "\"" + value.replace("\"", "'") + "\"" : value);
        }
        out.println(line);
    }
}
