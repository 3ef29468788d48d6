package kr.bongsu.fcmemulator.fault;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes lengths of time the way people type them: `50ms`, `1.5s`, `10m`, `1h`, `0`.
public final class Spans {

    private static final Pattern SPAN =
            Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?(us|ms|s|m|h)");

    private Spans() {}

    /// Reads a span.
    ///
    /// @throws IllegalArgumentException with a sentence for the person who typed it
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no length of time; write a number and a unit, such as 50ms, 1.5s, 10m or 1h");
        }
        long unit =
                switch (matcher.group(3)) {
                    case "us" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                };
        String thousandths =
                matcher.group(2) == null ? "000" : (matcher.group(2) + "00").substring(0, 3);
        return Duration.ofNanos(unit)
                .multipliedBy(Long.parseLong(matcher.group(1)))
                .plusNanos(unit / 1000 * Long.parseLong(thousandths));
    }

    public static String format(Duration span) {
        if (span.isZero()) {
            return "0";
        }
        if (span.toNanosPart() % 1_000_000 != 0) {
            return span.toNanos() / 1000 + "us";
        }
        if (span.toMillisPart() != 0) {
            return span.toMillis() + "ms";
        }
        return span.toSeconds() + "s";
    }
}
