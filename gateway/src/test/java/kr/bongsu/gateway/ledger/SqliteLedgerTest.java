package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {

    @TempDir Path folder;

    @Override
    LedgerSettings fresh() {
        return LedgerSettings.file(folder.resolve("ledger.db"));
    }

    @Test
    void aSecondGatewayIsKeptOff() {
        assertThatThrownBy(() -> Ledger.open(fresh(), Submissions.ROOMY, () -> NOW).close())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("another gateway is using it");
    }

    @Test
    void whatAKilledGatewayLeftIsTakenOverBeforeAnythingIsAccepted(@TempDir Path other)
            throws Exception {
        Path file = other.resolve("ledger.db");
        try (Ledger before = Ledger.open(LedgerSettings.file(file), Submissions.ROOMY, () -> NOW)) {
            before.accept(Submissions.of("a", Lane.SINGLE, 1)).get(10, TimeUnit.SECONDS);
        }
        administer(
                file,
                "CREATE TRIGGER full BEFORE UPDATE ON push BEGIN SELECT RAISE(ABORT, 'full'); END");
        CompletableFuture<Ledger> opened =
                CompletableFuture.supplyAsync(
                        () -> Ledger.open(LedgerSettings.file(file), Submissions.ROOMY, () -> NOW));
        assertThatThrownBy(() -> opened.get(1, TimeUnit.SECONDS))
                .as("it waits")
                .isInstanceOf(TimeoutException.class);
        administer(file, "DROP TRIGGER full");
        try (Ledger after = opened.get(20, TimeUnit.SECONDS)) {
            assertThat(after.counts().in(PushState.PENDING)).isOne();
        }
    }

    private static void administer(Path file, String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute(sql);
        }
    }

    @Test
    void theFilesAreTheirUsersAlone() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 1)).get(10, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }
}
