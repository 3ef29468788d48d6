package kr.bongsu.fcmemulator;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Writes a log event as one line: time, level, the event with its keys and values.
final class LineFormat extends Formatter {

    /// Makes every logger of this process write to stderr in this format, from level INFO.
    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler stderr = new ConsoleHandler();
        stderr.setFormatter(new LineFormat());
        root.addHandler(stderr);
        // Netty tells at INFO and below what it found on the class path.
        Logger.getLogger("io.netty").setLevel(Level.WARNING);
    }

    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder(120);
        line.append(event.getInstant()).append(' ').append(event.getLevel()).append(' ');
        line.append(formatMessage(event));
        if (event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace, true));
            line.append(" trace=\"")
                    .append(trace.toString().replaceAll("\\s+", " ").strip())
                    .append('"');
        }
        return line.append('\n').toString();
    }
}
