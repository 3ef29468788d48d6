package kr.bongsu.gateway.ledger;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class PostgreSqlDeadTokenTest extends DeadTokenContract {

    private final DatabaseServer server;

    PostgreSqlDeadTokenTest(Servers servers) {
        this.server = servers.postgreSql();
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return server.newDatabase();
    }
}
