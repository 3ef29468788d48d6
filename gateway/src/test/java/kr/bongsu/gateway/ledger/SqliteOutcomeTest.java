package kr.bongsu.gateway.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutcomeTest extends OutcomeContract {

    @TempDir Path folder;

    @Override
    LedgerSettings fresh() {
        return LedgerSettings.file(folder.resolve("ledger.db"));
    }
}
