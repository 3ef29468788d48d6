package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.bongsu.gateway.Await;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The disk under an SQLite ledger refuses writes for a while: nothing is acknowledged meanwhile,
/// and all goes on by itself.
class DiskFaultsTest {

    private static final int INPUT_OUTPUT_ERROR = 5;
    private static final int NO_SPACE = 28;
    private static final int READ_ONLY = 30;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {NO_SPACE, READ_ONLY, INPUT_OUTPUT_ERROR})
    void nothingIsAcknowledgedMeanwhileAndAllGoesOnByItself(int errno) throws Exception {
        Path file = folder.resolve("ledger.db");
        List<String> said;
        try (WatchedWriter writer = WatchedWriter.start(folder, StubbornWriter.class, file)) {
            for (int round = 0; round < 2; round++) {
                awaitMore(writer, "A");
                Files.writeString(folder.resolve("fault"), String.valueOf(errno));
                awaitMore(writer, "U");
                long acknowledged = count(writer.said(), "A");
                awaitMore(writer, "U");
                assertThat(count(writer.said(), "A")).as("no false good").isEqualTo(acknowledged);
                Files.delete(folder.resolve("fault"));
            }
            awaitMore(writer, "A");
            said = writer.said();
        }
        LedgerSettings settings = LedgerSettings.file(file);
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, InstantSource.system());
                Sql sql = Database.of(settings).toRead()) {
            Set<String> missing = new HashSet<>();
            said.stream()
                    .filter(line -> line.startsWith("A "))
                    .forEach(line -> missing.add(line.substring(2)));
            long telegrams = 0;
            try (var row = sql.query("SELECT dedup_key FROM telegram")) {
                for (; row.next(); telegrams++) {
                    missing.remove(row.getString(1));
                }
            }
            assertThat(missing).as("acknowledged and not stored").isEmpty();
            assertThat(ledger.counts().stored()).as("each once").isEqualTo(2 * telegrams);
        }
    }

    private static void awaitMore(WatchedWriter writer, String kind) throws Exception {
        long before = count(writer.said(), kind);
        Await.until("more of " + kind, () -> count(writer.said(), kind) > before + 20);
    }

    private static long count(List<String> said, String kind) {
        return said.stream().filter(line -> line.startsWith(kind)).count();
    }
}
