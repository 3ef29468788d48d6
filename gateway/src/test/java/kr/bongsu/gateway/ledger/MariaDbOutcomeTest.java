package kr.bongsu.gateway.ledger;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MariaDbOutcomeTest extends OutcomeContract {

    private final DatabaseServer server;

    MariaDbOutcomeTest(Servers servers) {
        this.server = servers.mariaDb();
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return server.newDatabase();
    }
}
