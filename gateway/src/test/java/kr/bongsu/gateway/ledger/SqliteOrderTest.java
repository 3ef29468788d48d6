package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteOrderTest extends OrderContract {

    @TempDir Path folder;

    @Override
    LedgerSettings fresh() {
        return LedgerSettings.file(folder.resolve("ledger.db"));
    }

    @Override
    void looksAtFewRows(Sql sql, String question, String argument) throws Exception {
        List<String> plan = new ArrayList<>();
        try (ResultSet row = sql.query("EXPLAIN QUERY PLAN " + question, argument)) {
            while (row.next()) {
                plan.add(row.getString("detail"));
            }
        }
        assertThat(plan)
                .filteredOn(step -> step.startsWith("SEARCH"))
                .hasSize(2)
                .allMatch(step ->
                        step.contains("push_ahead (customer=? AND lane=? AND state=? AND id<?)"));
        assertThat(plan).noneMatch(step -> step.contains("ORDER BY"));
    }
}
