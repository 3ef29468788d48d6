package kr.bongsu.gateway.search;

import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Servers;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class PostgreSqlSearchTest extends SearchContract {

    private final Servers servers;

    PostgreSqlSearchTest(Servers servers) {
        this.servers = servers;
    }

    @Override
    LedgerSettings fresh() throws Exception {
        return servers.postgreSql().newDatabase();
    }
}
