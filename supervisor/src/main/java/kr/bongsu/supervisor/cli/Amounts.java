package kr.bongsu.supervisor.cli;

/// Times and sizes as people read them.
final class Amounts {
    private Amounts() {}

    /// `3D`, `5h`, `12m`, `40s`: the largest unit that fits, as PM2 writes it.
    static String uptime(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds >= 86_400) {
            return seconds / 86_400 + "D";
        }
        if (seconds >= 3_600) {
            return seconds / 3_600 + "h";
        }
        return seconds >= 60 ? seconds / 60 + "m" : seconds + "s";
    }

    /// `44.3mb`.
    static String memory(long bytes) {
        if (bytes < 1024) {
            return bytes + "b";
        }
        if (bytes < 1 << 20) {
            return tenths(bytes, 1 << 10) + "kb";
        }
        return bytes < 1L << 30 ? tenths(bytes, 1 << 20) + "mb" : tenths(bytes, 1L << 30) + "gb";
    }

    private static String tenths(long bytes, long unit) {
        long tenths = bytes * 10 / unit;
        return tenths / 10 + "." + tenths % 10;
    }
}
