package kr.bongsu.gateway.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Sends every log line of the process, those of libraries too, to standard error in one form.
public final class LogSetup {

    private LogSetup() {}

    /// Installs the form; libraries speak from warning up.
    public static void install(ZoneId zone) {
        System.setProperty("java.util.logging.manager", KeptLogManager.class.getName());
        Logger root = Logger.getLogger("");
        for (Handler each : root.getHandlers()) {
            root.removeHandler(each);
        }
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new Line(zone));
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        Ours.BONGSU.setLevel(Level.INFO);
    }

    /// Held here because the log manager would let it, and its level, be collected; in a class of
    /// its own because the first use of a logger makes the log manager.
    private static final class Ours {
        static final Logger BONGSU = Logger.getLogger("kr.bongsu");
    }

    /// Goes on logging while the JVM shuts down, which is when a clean stop has most to say: the
    /// JDK's own manager takes all handlers away at its beginning.
    public static final class KeptLogManager extends LogManager {
        @Override
        public void reset() {}
    }

    private static final class Line extends Formatter {

        private final DateTimeFormatter time;

        Line(ZoneId zone) {
            this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone);
        }

        @Override
        public String format(LogRecord entry) {
            StringBuilder line = new StringBuilder(160);
            time.formatTo(entry.getInstant(), line);
            line.append(' ').append(level(entry.getLevel())).append(' ');
            line.append(formatMessage(entry).replace('\n', ' ').replace('\r', ' ')).append('\n');
            if (entry.getThrown() != null) {
                StringWriter trace = new StringWriter();
                entry.getThrown().printStackTrace(new PrintWriter(trace));
                trace.toString()
                        .lines()
                        .forEach(each -> line.append("    ").append(each).append('\n'));
            }
            return line.toString();
        }

        private static String level(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "error";
            }
            return level.intValue() >= Level.WARNING.intValue() ? "warn" : "info";
        }
    }
}
