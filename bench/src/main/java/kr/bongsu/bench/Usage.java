package kr.bongsu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a process has used until now, as Linux counts it.
///
/// @param cpu of all its threads, in user and kernel mode
/// @param rss resident bytes
/// @param peakRss the most there ever were
public record Usage(Duration cpu, long rss, long peakRss) {

    /// The kernel counts in ticks; USER_HZ is 100 on every Linux.
    private static final Duration TICK = Duration.ofMillis(10);

    private static final int USER_TIME = 11;

    public static Usage of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(process.resolve("stat"));
        // The second field is the command in parentheses, which may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        List<String> status = Files.readAllLines(process.resolve("status"));
        return new Usage(
                TICK.multipliedBy(ticks), bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
    }

    private static long bytes(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
