package kr.bongsu.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where a figure was measured.
final class Machine {

    private static final int SYNCS = 300;
    private static final int PAGE = 4096;

    private Machine() {}

    /// Processor, cores, JDK and date, for the report.
    static String description() throws IOException {
        String model =
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
        return "%s, %d cores, JDK %s, %s"
                .formatted(
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        Instant.now().truncatedTo(ChronoUnit.MINUTES));
    }

    /// How long the disk under `folder` takes to keep one page for good: no acknowledgement can be
    /// faster.
    static Percentiles syncs(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", null);
        long[] nanos = new long[SYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                ByteBuffer page = ByteBuffer.allocate(PAGE);
                long start = System.nanoTime();
                while (page.hasRemaining()) {
                    channel.write(page);
                }
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        return Percentiles.of(nanos);
    }
}
