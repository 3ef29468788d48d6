package kr.bongsu.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import kr.bongsu.gateway.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {

    private static final String TOKEN = "dQw4w9WgXcQ:APA91bHun4MxP5egoKMwt2KZFBaFUH";

    @TempDir Path folder;
    private volatile Instant now = Instant.parse("2026-03-02T00:00:00.123Z");
    private final Line.Clock clock = new Line.Clock(() -> now, ZoneId.of("Asia/Seoul"));

    @Test
    void itTellsWhatPassedInKoreanTimeAndOfNobody() throws Exception {
        try (Trace trace = trace(10 << 20)) {
            trace.start(Duration.ofMinutes(10));
            trace.see(new Trace.Event.Received(Fep.data(7, "체결 안내", TOKEN)));
            trace.see(new Trace.Event.Sent(Fep.heartbeat()));
            trace.see(new Trace.Event.Noise("ABC01012345678".getBytes(StandardCharsets.US_ASCII)));
            trace.see(new Trace.Event.Said("ready"));
        }
        String text = Files.readString(file());
        assertThat(text)
                .contains("2026-03-02 09:00:00.123 <- D, 1767 bytes")
                .contains("P_Sequence=7 ", "send_cnt=1 ", "msg_title=(5 characters)")
                .contains("device_id=dQw4...(42)")
                .contains("2026-03-02 09:00:00.123 -> H, 86 bytes")
                .contains("<- 14 bytes that are no telegram")
                .contains("-- ready")
                .contains("  000000  30 30 31 37 36 31 44")
                .doesNotContain(TOKEN)
                .doesNotContain("체결")
                .doesNotContain("12345678");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsWrittenBeforeItIsAskedForAndAfterItsTime() throws Exception {
        try (Trace trace = trace(10 << 20)) {
            trace.see(new Trace.Event.Said("before"));
            trace.start(Duration.ofMinutes(10));
            assertThat(trace.until()).contains(now.plus(Duration.ofMinutes(10)));
            trace.see(new Trace.Event.Said("during"));
            now = now.plus(Duration.ofMinutes(11));
            Await.until("it ends by itself", () -> trace.until().isEmpty());
            trace.see(new Trace.Event.Said("after"));
        }
        assertThat(Files.readString(file()))
                .contains("-- during")
                .doesNotContain("-- before", "-- after");
    }

    @Test
    void oldFilesGiveWay() throws Exception {
        try (Trace trace = trace(10_000)) {
            for (int i = 0; i < 40; i++) {
                // One at a time, so that nothing is left out however slow the disk is.
                trace.start(Duration.ofMinutes(10));
                trace.see(new Trace.Event.Received(Fep.data(i, "체결", TOKEN)));
                trace.stop();
            }
        }
        assertThat(folder.resolve("single01.trace.2")).exists();
        assertThat(folder.resolve("single01.trace.3")).doesNotExist();
        assertThat(Files.size(folder.resolve("single01.trace.1"))).isLessThanOrEqualTo(10_000);
        assertThat(Files.readString(file())).contains("P_Sequence=39 ");
    }

    @Test
    void whatTheFileCannotTakeInTimeIsCountedInIt() throws Exception {
        try (Trace trace = trace(10 << 20)) {
            trace.start(Duration.ofMinutes(10));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                trace.see(new Trace.Event.Noise(megabyte));
            }
        }
        assertThat(Files.readString(file())).containsPattern("-- \\d+ events left out");
    }

    private Trace trace(long fileBytes) {
        return new Trace(
                new TraceFile("single01", new TraceSettings(folder, fileBytes, 3)),
                new TraceText(Fep.LAYOUT, clock.zone()),
                clock);
    }

    private Path file() {
        return folder.resolve("single01.trace");
    }
}
