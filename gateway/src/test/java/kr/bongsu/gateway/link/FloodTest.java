package kr.bongsu.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An FEP that sends 1,000,000 recipients as fast as it can, against a store that is always behind.
@Timeout(120)
class FloodTest {

    private static final int TELEGRAMS = 320;
    private static final int RECIPIENTS = 3_140;

    /// The submissions of all telegrams take about six times as much.
    private static final String HEAP = "-Xmx160m";

    @TempDir Path folder;

    @Test
    void aMillionRecipientsPassThroughASmallHeap() throws Exception {
        Path log = folder.resolve("link.log");
        try (Fep fep = new Fep()) {
            Process program =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    HEAP,
                                    "-XX:+UseSerialGC",
                                    "-XX:+ExitOnOutOfMemoryError",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    FloodedLink.class.getName(),
                                    String.valueOf(fep.port()),
                                    folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            try {
                fep.accept();
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> flood(fep));
                for (int i = 0; i < TELEGRAMS; i++) {
                    assertThat(fep.code()).as(Files.readString(log)).isZero();
                }
                sending.get(1, TimeUnit.SECONDS);
            } finally {
                program.destroyForcibly();
                assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static void flood(Fep fep) {
        String[] tokens =
                IntStream.range(0, RECIPIENTS)
                        .mapToObj(i -> "t".repeat(150) + i)
                        .toArray(String[]::new);
        try {
            for (int i = 1; i <= TELEGRAMS; i++) {
                fep.send(Fep.data(i, "공지", tokens));
            }
        } catch (java.io.IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
