package kr.bongsu.gateway.upkeep;

import kr.bongsu.gateway.ledger.DatabaseServer;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Servers;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MariaDbUpkeepTest extends UpkeepContract {

    private final DatabaseServer server;

    MariaDbUpkeepTest(Servers servers) {
        this.server = servers.mariaDb();
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return server.newDatabase();
    }

    @Override
    void administer(LedgerSettings database, String sql) throws Exception {
        server.administer(database, sql);
    }
}
