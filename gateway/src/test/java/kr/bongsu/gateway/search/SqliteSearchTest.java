package kr.bongsu.gateway.search;

import java.nio.file.Path;
import kr.bongsu.gateway.ledger.LedgerSettings;
import org.junit.jupiter.api.io.TempDir;

class SqliteSearchTest extends SearchContract {

    @TempDir static Path folder;

    @Override
    LedgerSettings fresh() {
        return LedgerSettings.file(folder.resolve("ledger.db"));
    }
}
