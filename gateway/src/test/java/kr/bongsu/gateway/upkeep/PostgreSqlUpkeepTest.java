package kr.bongsu.gateway.upkeep;

import kr.bongsu.gateway.ledger.DatabaseServer;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Servers;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class PostgreSqlUpkeepTest extends UpkeepContract {

    private final DatabaseServer server;

    PostgreSqlUpkeepTest(Servers servers) {
        this.server = servers.postgreSql();
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
