package kr.bongsu.gateway.upkeep;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.ledger.Backup;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of an SQLite ledger.
class BackupTest {

    @TempDir Path folder;
    private LedgerSettings settings;
    private Ledger ledger;

    @BeforeEach
    void open() {
        settings = LedgerSettings.file(folder.resolve("ledger.db"));
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aBackupIsWholeAndComesBack() throws Exception {
        for (int i = 0; i < 50; i++) {
            accept("k" + i, 3, 2);
        }
        Path copy = folder.resolve("copy.db");
        Backup.make(folder.resolve("ledger.db"), copy);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        accept("later", 3, 3);
        assertThatThrownBy(() -> Backup.make(folder.resolve("ledger.db"), copy))
                .hasMessageContaining("is there already");
        assertThatThrownBy(() -> Backup.restore(copy, folder.resolve("ledger.db"), NOW))
                .hasMessageContaining("another gateway is using it");
        ledger.close();
        Path aside = Backup.restore(copy, folder.resolve("ledger.db"), NOW);
        assertThat(aside).exists();
        open();
        assertThat(ledger.counts().stored()).isEqualTo(150);
        assertThat(ledger.counts().accepted()).isEqualTo(100);
        try (Reads reads = Reads.open(settings)) {
            assertThat(LedgerCheck.of(reads)).allMatch(finding -> finding.wrong() == 0);
        }
        // A number that may be on a phone is never given again.
        Push next = accept("after", 1, 1).getFirst();
        assertThat(next.id().number()).isGreaterThan(1L << 30);
        // Nor one by which the core system knows what it has been told.
        long event = ledger.backroom().read(reads -> reads.number(0, "SELECT max(id) FROM event"));
        assertThat(event).isGreaterThan(1L << 30);
    }

    @Test
    void whatIsNoLedgerIsNotRestored() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no ledger".repeat(1_000));
        ledger.close();
        assertThatThrownBy(() -> Backup.restore(text, folder.resolve("ledger.db"), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no ledger");
        open();
    }

    private List<Push> accept(String key, int recipients, int settled) throws Exception {
        Receipt.Stored stored =
                (Receipt.Stored)
                        ledger.accept(Submissions.of(key, Lane.SINGLE, recipients))
                                .get(20, TimeUnit.SECONDS);
        ledger.settle(
                        stored.ready().stream()
                                .limit(settled)
                                .<Settlement>map(
                                        push -> new Settlement.Accepted(push.id(), NOW, 1, "name"))
                                .toList())
                .get(20, TimeUnit.SECONDS);
        return stored.ready();
    }
}
