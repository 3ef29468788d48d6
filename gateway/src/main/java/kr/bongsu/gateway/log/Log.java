package kr.bongsu.gateway.log;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes events. Values are logged with their `toString`, so what must stay secret has a type that
/// masks itself.
public final class Log {

    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    public static Log of(Class<?> owner) {
        return new Log(Logger.getLogger(owner.getName()));
    }

    /// Something changed its state.
    public void info(String event, @Nullable Object... keysAndValues) {
        write(Level.INFO, event, keysAndValues);
    }

    /// Something is wrong; Bongsu goes on and will mend it, or a person should look.
    public void warn(String event, @Nullable Object... keysAndValues) {
        write(Level.WARNING, event, keysAndValues);
    }

    /// Something Bongsu promises does not hold at the moment.
    public void error(String event, @Nullable Object... keysAndValues) {
        write(Level.SEVERE, event, keysAndValues);
    }

    /// A bug: an exception nobody expected.
    public void bug(String event, Throwable thrown) {
        logger.log(Level.SEVERE, event, thrown);
    }

    private void write(Level level, String event, @Nullable Object[] keysAndValues) {
        if (!logger.isLoggable(level)) {
            return;
        }
        StringBuilder line = new StringBuilder(event);
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            line.append(' ').append(keysAndValues[i]).append('=');
            append(line, String.valueOf(keysAndValues[i + 1]));
        }
        logger.log(level, line.toString());
    }

    private static void append(StringBuilder line, String value) {
        boolean plain =
                !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c != '"' && c != '=');
        if (plain) {
            line.append(value);
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else {
                line.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        line.append('"');
    }
}
