package kr.bongsu.gateway.ledger;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class MariaDbNodesTest extends NodesContract {

    MariaDbNodesTest(Servers servers) {
        super(servers.mariaDb());
    }
}
