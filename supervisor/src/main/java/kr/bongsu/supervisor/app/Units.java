package kr.bongsu.supervisor.app;

import java.util.Locale;

/// Reads the amounts of time and memory that people write: `10s`, `1.5G`, `200`.
public final class Units {
    private Units() {}

    /// Milliseconds of `250`, `250ms`, `10s`, `5m`, `1h` or `7d`.
    public static long millis(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        int unit = unitStart(trimmed);
        long factor =
                switch (trimmed.substring(unit).strip()) {
                    case "", "ms" -> 1;
                    case "s", "sec" -> 1_000;
                    case "m", "min" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> throw notATime(text);
                };
        return scaled(trimmed.substring(0, unit), factor, notATime(text));
    }

    /// Bytes of `1048576`, `500K`, `300M` or `1.5G`.
    public static long bytes(String text) {
        String trimmed = text.strip().toUpperCase(Locale.ROOT);
        int unit = unitStart(trimmed);
        long factor =
                switch (trimmed.substring(unit).strip()) {
                    case "", "B" -> 1;
                    case "K", "KB" -> 1L << 10;
                    case "M", "MB" -> 1L << 20;
                    case "G", "GB" -> 1L << 30;
                    default -> throw notASize(text);
                };
        return scaled(trimmed.substring(0, unit), factor, notASize(text));
    }

    private static int unitStart(String text) {
        int i = 0;
        while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        return i;
    }

    private static long scaled(String digits, long factor, IllegalArgumentException otherwise) {
        try {
            return digits.contains(".")
                    ? Math.round(Double.parseDouble(digits) * factor)
                    : Math.multiplyExact(Long.parseLong(digits), factor);
        } catch (NumberFormatException | ArithmeticException e) {
            throw otherwise;
        }
    }

    private static IllegalArgumentException notATime(String text) {
        return new IllegalArgumentException(
                "\""
                        + text
                        + "\" is not a time; write milliseconds, or a number with s, m, h or d, such as 10s");
    }

    private static IllegalArgumentException notASize(String text) {
        return new IllegalArgumentException(
                "\""
                        + text
                        + "\" is not an amount of memory; write bytes, or a number with K, M or G, such as 300M");
    }
}
