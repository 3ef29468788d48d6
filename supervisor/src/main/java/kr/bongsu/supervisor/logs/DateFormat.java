package kr.bongsu.supervisor.logs;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A time written with day.js tokens, which is what PM2's `log_date_format` takes.
///
/// Known tokens: `YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s SSS A a ZZ Z X x`, and
/// `[text]` as it stands.
public final class DateFormat {
    private static final List<String> TOKENS =
            List.of(
                    "YYYY", "YY", "MMMM", "MMM", "MM", "M", "DD", "D", "dddd", "ddd", "HH", "H",
                    "hh", "h", "mm", "m", "ss", "s", "SSS", "A", "a", "ZZ", "Z", "X", "x");
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] DAYS = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };

    private final List<String> parts = new ArrayList<>();
    private final boolean milliseconds;

    public DateFormat(String pattern) {
        boolean millis = false;
        int at = 0;
        while (at < pattern.length()) {
            String part = next(pattern, at);
            millis |= part.equals("SSS") || part.equals("x");
            parts.add(part);
            at += part.length();
        }
        milliseconds = millis;
    }

    /// Whether two moments of the same second can be written differently.
    boolean hasMilliseconds() {
        return milliseconds;
    }

    private static String next(String pattern, int at) {
        if (pattern.charAt(at) == '[') {
            int end = pattern.indexOf(']', at);
            return pattern.substring(at, end < 0 ? pattern.length() : end + 1);
        }
        String best = pattern.substring(at, at + 1);
        for (String token : TOKENS) {
            if (token.length() > best.length() && pattern.startsWith(token, at)) {
                best = token;
            }
        }
        return best;
    }

    public String format(ZonedDateTime t) {
        StringBuilder out = new StringBuilder(32);
        for (String part : parts) {
            append(out, part, t);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String part, ZonedDateTime t) {
        int half = t.getHour() % 12 == 0 ? 12 : t.getHour() % 12;
        switch (part) {
            case "YYYY" -> pad(out, t.getYear(), 4);
            case "YY" -> pad(out, t.getYear() % 100, 2);
            case "MMMM" -> out.append(MONTHS[t.getMonthValue() - 1]);
            case "MMM" -> out.append(MONTHS[t.getMonthValue() - 1], 0, 3);
            case "MM" -> pad(out, t.getMonthValue(), 2);
            case "M" -> out.append(t.getMonthValue());
            case "DD" -> pad(out, t.getDayOfMonth(), 2);
            case "D" -> out.append(t.getDayOfMonth());
            case "dddd" -> out.append(DAYS[t.getDayOfWeek().getValue() - 1]);
            case "ddd" -> out.append(DAYS[t.getDayOfWeek().getValue() - 1], 0, 3);
            case "HH" -> pad(out, t.getHour(), 2);
            case "H" -> out.append(t.getHour());
            case "hh" -> pad(out, half, 2);
            case "h" -> out.append(half);
            case "mm" -> pad(out, t.getMinute(), 2);
            case "m" -> out.append(t.getMinute());
            case "ss" -> pad(out, t.getSecond(), 2);
            case "s" -> out.append(t.getSecond());
            case "SSS" -> pad(out, t.get(ChronoField.MILLI_OF_SECOND), 3);
            case "A" -> out.append(t.getHour() < 12 ? "AM" : "PM");
            case "a" -> out.append((t.getHour() < 12 ? "AM" : "PM").toLowerCase(Locale.ROOT));
            case "Z" -> offset(out, t, ":");
            case "ZZ" -> offset(out, t, "");
            case "X" -> out.append(t.toEpochSecond());
            case "x" -> out.append(t.toInstant().toEpochMilli());
            default ->
                    out.append(
                            part,
                            part.startsWith("[") ? 1 : 0,
                            part.endsWith("]") ? part.length() - 1 : part.length());
        }
    }

    private static void offset(StringBuilder out, ZonedDateTime t, String between) {
        int minutes = t.getOffset().getTotalSeconds() / 60;
        out.append(minutes < 0 ? '-' : '+');
        pad(out, Math.abs(minutes) / 60, 2);
        out.append(between);
        pad(out, Math.abs(minutes) % 60, 2);
    }

    private static void pad(StringBuilder out, int value, int width) {
        String digits = Integer.toString(value);
        out.repeat('0', width - digits.length() < 0 ? 0 : width - digits.length()).append(digits);
    }
}
