package kr.bongsu.gateway.ledger;

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
}
