package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
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
