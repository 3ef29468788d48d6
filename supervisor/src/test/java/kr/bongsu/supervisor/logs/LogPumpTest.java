package kr.bongsu.supervisor.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import kr.bongsu.supervisor.Await;
import kr.bongsu.supervisor.Bongsu;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPumpTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00.123Z"));

    @TempDir private Path folder;

    private final Recorder recorder = new Recorder();
    private final LogPump pump;

    LogPumpTest() throws IOException {
        pump = new LogPump(recorder, NOON);
    }

    private static final class Recorder implements LogPump.Listener {
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger resumed = new AtomicInteger();
        private final List<Throwable> failures = new ArrayList<>();

        @Override
        public void line(LogPump.Source source, byte[] bytes, int from, int length) {}

        @Override
        public void refused(LogPump.Source source, int errno) {
            refused.incrementAndGet();
        }

        @Override
        public void resumed(LogPump.Source source) {
            resumed.incrementAndGet();
        }

        @Override
        public synchronized void failed(Throwable cause) {
            failures.add(cause);
        }
    }

    @BeforeEach
    void start() {
        pump.start();
    }

    @AfterEach
    void stop() {
        pump.close();
        assertThat(recorder.failures).isEmpty();
    }

    private OutputStream open(
            String fifo,
            LineFormat.Style style,
            LogRotation rotation,
            boolean drop,
            String... files)
            throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String file : files) {
            paths.add(folder.resolve(file));
        }
        Path path = folder.resolve(fifo);
        pump.open(
                new LogPump.Source(
                        fifo,
                        path.toString(),
                        new LogPump.Destination(paths, rotation),
                        style,
                        drop));
        return Files.newOutputStream(path);
    }

    private static LineFormat.Style plain() {
        return new LineFormat.Style(false, "", "app", 3, "out");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String file) {
        return Bongsu.read(folder.resolve(file));
    }

    private void drain(String... fifos) throws InterruptedException {
        CountDownLatch drained = new CountDownLatch(1);
        pump.drain(List.of(fifos), drained::countDown);
        assertThat(drained.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyLineArrivesUnchanged() throws Exception {
        try (OutputStream out = open("a", plain(), LogRotation.never(), false, "a.log")) {
            for (int i = 0; i < 50_000; i++) {
                write(out, "line " + i + " with some more text to make it longer\n");
            }
        }
        drain("a");

        List<String> lines = Files.readAllLines(folder.resolve("a.log"));
        assertThat(lines).hasSize(50_000);
        assertThat(lines.get(49_999)).isEqualTo("line 49999 with some more text to make it longer");
    }

    @Test
    void everyLineGetsOneStampEvenWhenItComesInPieces() throws Exception {
        var stamped = new LineFormat.Style(false, "YYYY-MM-DD HH:mm:ss.SSS Z", "app", 3, "out");
        try (OutputStream out = open("a", stamped, LogRotation.never(), false, "a.log")) {
            write(out, "first ");
            out.flush();
            Await.until("the piece is shown", () -> text("a.log").contains("first"));
            write(out, "half\nsecond\n");
        }
        drain("a");

        assertThat(
                        text("a.log")
                                .lines()
                                .map(line ->
                                        line.replaceFirst(
                                                "^2026-11-2\\d [\\d:]+\\.123 [+-][\\d:]+: ", "@")))
                .containsExactly("@first half", "@second");
    }

    @Test
    void jsonIsOneRecordALine() throws Exception {
        var json = new LineFormat.Style(true, "x", "app", 3, "err");
        try (OutputStream out = open("a", json, LogRotation.never(), false, "a.log")) {
            write(out, "say \"hi\"\nno end");
        }
        drain("a");

        assertThat(text("a.log").lines())
                .containsExactly(
                        "{\"message\":\"say \\\"hi\\\"\",\"timestamp\":\"1795262400123\",\"type\":\"err\",\"process_id\":3,\"app_name\":\"app\"}",
                        "{\"message\":\"no end\",\"timestamp\":\"1795262400123\",\"type\":\"err\",\"process_id\":3,\"app_name\":\"app\"}");
    }

    @Test
    void linesOfSeveralStreamsAreNotMixedWithinOneFile() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            OutputStream out =
                    open(name, plain(), LogRotation.never(), false, name + ".log", "all.log");
            Thread writer =
                    new Thread(() -> {
                        try (out) {
                            for (int i = 0; i < 5_000; i++) {
                                write(out, name.repeat(37 + i % 100) + "\n");
                            }
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    });
            writers.add(writer);
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        drain("a", "b", "c");

        assertThat(text("all.log").lines())
                .hasSize(15_000)
                .allMatch(line -> line.matches("a+|b+|c+"));
        assertThat(text("a.log").lines()).hasSize(5_000);
    }

    @Test
    void rotationKeepsEveryLineOnceAndSoManyFiles() throws Exception {
        LogRotation rotation = new LogRotation(10_000, Duration.ZERO, 100, true);
        try (OutputStream out = open("a", plain(), rotation, false, "a.log")) {
            for (int i = 0; i < 2_000; i++) {
                write(out, "%04d 0123456789012345678901234567890123456789\n".formatted(i));
                if (i % 100 == 0) {
                    drain("a");
                }
            }
        }
        drain("a");
        Path log = folder.resolve("a.log");
        Await.until(
                "what was put aside is compressed",
                () -> aside(log).stream().allMatch(p -> p.toString().endsWith(".gz")));

        List<String> lines = new ArrayList<>();
        for (Path old : aside(log)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(old))) {
                lines.addAll(
                        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
            }
        }
        lines.addAll(Files.readAllLines(log));
        assertThat(aside(log)).hasSizeGreaterThan(5);
        assertThat(lines).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(Files.size(log)).isLessThanOrEqualTo(10_000);
    }

    @Test
    void moreThanIsToBeKeptGoes() throws Exception {
        LogRotation rotation = new LogRotation(100, Duration.ZERO, 2, false);
        Path log = folder.resolve("a.log");
        try (OutputStream out = open("a", plain(), rotation, false, "a.log")) {
            for (int i = 0; i < 20; i++) {
                write(out, i + " ".repeat(90) + "\n");
                drain("a");
            }
        }

        Await.until("two are left", () -> aside(log).size() == 2);
    }

    private static List<Path> aside(Path log) {
        try {
            return LogRotation.aside(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileThatTakesNothingSlowsTheWriterAndLosesNothing() throws Exception {
        Path stalled = folder.resolve("stalled.log");
        new ProcessBuilder("mkfifo", stalled.toString()).start().waitFor();
        OutputStream out = open("a", plain(), LogRotation.never(), false, "stalled.log");
        Thread writer =
                new Thread(() -> {
                    try (out) {
                        for (int i = 0; i < 60_000; i++) {
                            write(out, "%06d ".formatted(i) + "x".repeat(92) + "\n");
                        }
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        writer.start();
        Await.until("the file refuses", () -> recorder.refused.get() > 0);
        assertThat(writer.isAlive()).isTrue();

        int lines = 0;
        try (var reader = Files.newBufferedReader(stalled)) {
            while (lines < 60_000) {
                assertThat(reader.readLine()).startsWith("%06d ".formatted(lines));
                lines++;
            }
        }
        writer.join();
        assertThat(recorder.resumed.get()).isPositive();
    }

    @Test
    void orDropsAndSaysHowManyWhenAskedTo() throws Exception {
        Path blocked = Files.writeString(folder.resolve("logs"), "not a folder");
        try (OutputStream out = open("a", plain(), LogRotation.never(), true, "logs/a.log")) {
            write(out, "one\ntwo\nthree\n");
            drain("a");
            assertThat(recorder.refused.get()).isEqualTo(1);
            Files.delete(blocked);
            write(out, "four\n");
            drain("a");
        }

        assertThat(text("logs/a.log").lines())
                .containsExactly(
                        "[bongsu] 3 lines were dropped here: the log file could not be written",
                        "four");
    }

    @Test
    void aTailGoesThroughRotationAndTruncation() throws Exception {
        Path log = folder.resolve("t.log");
        Files.writeString(log, "1\n2\n3\n4\n");
        LogTail tail = new LogTail(log);
        assertThat(tail.last(2)).containsExactly("3", "4");
        assertThat(tail.more()).isEmpty();

        Files.writeString(log, "5\nhal", java.nio.file.StandardOpenOption.APPEND);
        assertThat(tail.more()).containsExactly("5");
        Files.writeString(log, "f\n6\n", java.nio.file.StandardOpenOption.APPEND);
        Files.move(log, folder.resolve("t.log.old"));
        Files.writeString(log, "7\n");
        assertThat(tail.more()).containsExactly("half", "6", "7");
        Files.writeString(log, "");
        assertThat(tail.more()).isEmpty();
        Files.writeString(log, "8\n");
        assertThat(tail.more()).containsExactly("8");
    }
}
