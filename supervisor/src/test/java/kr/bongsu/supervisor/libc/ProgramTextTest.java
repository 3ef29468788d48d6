package kr.bongsu.supervisor.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ProgramTextTest {

    @Test
    void pagesOfFilesThatAreNotUsedAnyMoreAreNotHeld() throws Exception {
        long before = kilobytes("RssFile:");

        ProgramText.letGo();

        assertThat(kilobytes("RssFile:")).isLessThan(before);
    }

    @Test
    void theProgramGoesOnAndWhatItChangedStays() throws Exception {
        String before = work();
        for (int i = 0; i < 20; i++) {
            ProgramText.letGo();
            assertThat(work()).isEqualTo(before);
        }
    }

    /// Something from the virtual machine, its libraries, and the class archive.
    private static String work() throws IOException {
        System.gc();
        String system = Files.readString(Path.of("/proc/version"));
        return String.format(Locale.ROOT, "%.4f %s", Math.sin(1), system);
    }

    private static long kilobytes(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new AssertionError("no " + field);
    }
}
