package kr.bongsu.gateway.ledger;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class PostgreSqlOutcomeTest extends OutcomeContract {

    private final DatabaseServer server;

    PostgreSqlOutcomeTest(Servers servers) {
        this.server = servers.postgreSql();
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return server.newDatabase();
    }
}
