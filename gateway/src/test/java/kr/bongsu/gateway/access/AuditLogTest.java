package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir Path folder;

    @Test
    void everyLineComesOnceNewestFirstWhateverTheSizeOfThePage() throws Exception {
        // About 300 KB: several chunks, whose borders cut lines and Korean letters.
        List<String> written =
                IntStream.range(0, 3_000)
                        .mapToObj(i -> i + " " + "봉수".repeat(i % 30) + ".")
                        .toList();
        AuditLog log = log(written);
        for (int most : new int[] {1, 7, 500, 5_000}) {
            List<String> read = new ArrayList<>();
            long before = Long.MAX_VALUE;
            do {
                AuditLog.Page page = log.page(before, most, _ -> true);
                read.addAll(page.lines());
                before = page.before();
            } while (before > 0);
            assertThat(read).as("pages of %d", most).isEqualTo(written.reversed());
        }
    }

    @Test
    void aLineThatIsAddedMeanwhileMovesNoPage() throws Exception {
        AuditLog log = log(List.of("a", "b", "c"));
        AuditLog.Page first = log.page(Long.MAX_VALUE, 1, _ -> true);
        log(List.of("a", "b", "c", "d"));
        assertThat(first.lines()).containsExactly("c");
        assertThat(log.page(first.before(), 1, _ -> true).lines()).containsExactly("b");
    }

    @Test
    void whatIsWrittenGoesToTheFileOfThatNameAlsoWhenAnotherWasPutAway() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        try (Audit audit = new Audit(file, InstantSource.system())) {
            audit.add("kim", "link.hold", "single01", "first");
            Files.move(file, folder.resolve("audit.jsonl.1"));
            audit.add("kim", "link.hold", "single01", "second");
            Files.delete(file);
            audit.add("kim", "link.hold", "single01", "third");
            assertThat(audit.log().page(Long.MAX_VALUE, 9, _ -> true).lines())
                    .singleElement()
                    .asString()
                    .contains("third");
        }
        assertThat(Files.readString(folder.resolve("audit.jsonl.1"))).contains("first");
    }

    @Test
    void onlyWhatIsWantedCounts() throws Exception {
        AuditLog.Page page =
                log(List.of("x1", "y", "x2", "y")).page(Long.MAX_VALUE, 2, l -> l.startsWith("x"));
        assertThat(page.lines()).containsExactly("x2", "x1");
        assertThat(page.before()).isZero();
    }

    @Test
    void noFileIsAnEmptyPage() throws Exception {
        assertThat(new AuditLog(folder.resolve("none")).page(Long.MAX_VALUE, 9, _ -> true).lines())
                .isEmpty();
    }

    private AuditLog log(List<String> lines) throws Exception {
        Path file = folder.resolve("audit.jsonl");
        Files.write(file, lines);
        return new AuditLog(file);
    }
}
