package kr.bongsu.gateway.ledger;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class PostgreSqlNodesTest extends NodesContract {

    PostgreSqlNodesTest(Servers servers) {
        super(servers.postgreSql());
    }
}
