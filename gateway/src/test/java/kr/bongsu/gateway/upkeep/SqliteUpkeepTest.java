package kr.bongsu.gateway.upkeep;

import java.nio.file.Path;
import java.sql.DriverManager;
import kr.bongsu.gateway.ledger.LedgerSettings;
import org.junit.jupiter.api.io.TempDir;

class SqliteUpkeepTest extends UpkeepContract {

    @TempDir Path files;

    @Override
    LedgerSettings fresh() {
        return LedgerSettings.file(files.resolve("ledger.db"));
    }

    @Override
    void administer(LedgerSettings database, String sql) throws Exception {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + files.resolve("ledger.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
