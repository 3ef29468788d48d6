package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MariaDbOrderTest extends OrderContract {

    private final DatabaseServer server;

    MariaDbOrderTest(Servers servers) {
        this.server = servers.mariaDb();
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return server.newDatabase();
    }

    @Override
    void looksAtFewRows(Sql sql, String question, String argument) throws Exception {
        long before = looked(sql);
        try (ResultSet row = sql.query(question, argument)) {
            assertThat(row.next()).isTrue();
        }
        assertThat(looked(sql) - before).isBetween(1L, 20L);
    }

    private static long looked(Sql sql) throws Exception {
        return sql.number(
                0,
                """
                SELECT CAST(sum(variable_value) AS SIGNED) FROM information_schema.session_status
                WHERE variable_name IN ('HANDLER_READ_FIRST', 'HANDLER_READ_KEY', 'HANDLER_READ_LAST',
                  'HANDLER_READ_NEXT', 'HANDLER_READ_PREV')
                """);
    }
}
