package kr.bongsu.distribution.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// Shows how many pushes are settled: one line redrawn in place on a terminal, elsewhere a line
/// every few seconds.
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final long total;
    private Duration nextLine = LINE_EVERY;

    ProgressBar(PrintStream out, boolean terminal, long total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    void show(long settled, Duration elapsed) {
        if (terminal) {
            out.print("\r\033[K" + line(settled, elapsed));
            out.flush();
        } else if (elapsed.compareTo(nextLine) >= 0) {
            out.println(line(settled, elapsed));
            nextLine = elapsed.plus(LINE_EVERY);
        }
    }

    /// Leaves the line to what is printed next.
    void clear() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private String line(long settled, Duration elapsed) {
        int filled = (int) (WIDTH * Math.min(settled, total) / total);
        return String.format(
                Locale.ROOT,
                "[%s%s] %,d of %,d pushes settled, %.1f s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                settled,
                total,
                elapsed.toMillis() / 1_000.0);
    }
}
