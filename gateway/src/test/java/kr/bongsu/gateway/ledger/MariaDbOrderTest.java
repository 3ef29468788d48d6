package kr.bongsu.gateway.ledger;

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
}
