package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class PostgreSqlOrderTest extends OrderContract {

    private final DatabaseServer server;

    PostgreSqlOrderTest(Servers servers) {
        this.server = servers.postgreSql();
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return server.newDatabase();
    }

    @Override
    void looksAtFewRows(Sql sql, String question, String argument) throws Exception {
        List<String> plan = new ArrayList<>();
        try (ResultSet row = sql.query("EXPLAIN (ANALYZE, TIMING OFF) " + question, argument)) {
            while (row.next()) {
                plan.add(row.getString(1));
            }
        }
        assertThat(plan)
                .filteredOn(step -> step.contains("using push_ahead"))
                .hasSize(2)
                .allMatch(step -> step.contains("(actual rows=1 loops=1)"));
        assertThat(plan)
                .noneMatch(
                        step -> step.contains("Sort") || step.contains("Rows Removed by Filter"));
    }
}
