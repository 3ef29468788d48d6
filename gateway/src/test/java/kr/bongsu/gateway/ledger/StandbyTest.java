package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir Path folder;
    private LedgerSettings settings = LedgerSettings.file(Path.of("ledger.db"));

    @BeforeEach
    void inTheFolder() {
        settings = LedgerSettings.file(folder.resolve("ledger.db"));
    }

    @Test
    void itEndsWhenTheOwnerHasLetTheLedgerGo() throws Exception {
        CompletableFuture<Ledger> next;
        try (Ledger _ = Ledger.open(settings, Submissions.ROOMY, () -> NOW)) {
            Standby.check(settings);
            next =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            Standby.await(settings, LIMIT);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        return Ledger.open(settings, Submissions.ROOMY, () -> NOW);
                    });
            assertThatThrownBy(() -> Standby.await(settings, Duration.ofMillis(50)))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("still has the ledger");
            assertThat(next).isNotDone();
        }
        next.get(LIMIT.toSeconds(), TimeUnit.SECONDS).close();
    }

    @Test
    void aLedgerOfANewerVersionIsRefusedWhileItsOwnerStillRuns() throws SQLException {
        try (Ledger _ = Ledger.open(settings, Submissions.ROOMY, () -> NOW)) {
            try (Sql sql = Database.of(settings).toWrite()) {
                sql.update("INSERT INTO schema_version (version, applied_at) VALUES (99, 0)");
                sql.commit();
            }
            assertThatThrownBy(() -> Standby.check(settings))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("newer Bongsu (schema 99");
        }
    }

    @Test
    void onlyAFileHasOneOwner() {
        assertThat(Standby.isNeeded(settings)).isTrue();
        assertThat(
                        Standby.isNeeded(
                                new LedgerSettings(
                                        new LedgerSettings.Store.Server(
                                                LedgerSettings.Engine.POSTGRESQL,
                                                "localhost/bongsu",
                                                "bongsu",
                                                new LedgerSettings.PasswordSource.None()),
                                        "a",
                                        LedgerSettings.LEASE)))
                .isFalse();
    }
}
