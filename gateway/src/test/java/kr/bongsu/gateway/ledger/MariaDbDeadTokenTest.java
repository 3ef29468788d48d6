package kr.bongsu.gateway.ledger;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MariaDbDeadTokenTest extends DeadTokenContract {

    private final DatabaseServer server;

    MariaDbDeadTokenTest(Servers servers) {
        this.server = servers.mariaDb();
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return server.newDatabase();
    }
}
