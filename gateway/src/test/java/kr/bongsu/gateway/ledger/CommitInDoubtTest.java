package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A connection breaks in the midst of a commit: the ledger finds out what became of it, and stores
/// the telegram exactly once.
@ExtendWith(Servers.class)
class CommitInDoubtTest {

    private final Servers servers;

    CommitInDoubtTest(Servers servers) {
        this.servers = servers;
    }

    static Stream<CommitProxy.Cut> cuts() {
        return Stream.of(CommitProxy.Cut.BEFORE, CommitProxy.Cut.AFTER);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void onMariaDb(CommitProxy.Cut cut) throws Exception {
        isStoredOnce(servers.mariaDb(), cut);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void onPostgreSql(CommitProxy.Cut cut) throws Exception {
        isStoredOnce(servers.postgreSql(), cut);
    }

    private static void isStoredOnce(DatabaseServer server, CommitProxy.Cut cut) throws Exception {
        LedgerSettings direct = server.newDatabase();
        Store.Server store = (Store.Server) direct.store();
        String port = store.address().replaceAll(".*:(\\d+)/.*", "$1");
        try (CommitProxy proxy = new CommitProxy(Integer.parseInt(port))) {
            Store.Server through =
                    new Store.Server(
                            store.engine(),
                            store.address().replace(":" + port + "/", ":" + proxy.port() + "/"),
                            store.user(),
                            store.password());
            LedgerSettings settings =
                    new LedgerSettings(through, direct.node(), LedgerSettings.LEASE);
            try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW)) {
                for (int i = 0; i < 5; i++) {
                    proxy.arm(cut);
                    Receipt receipt =
                            ledger.accept(Submissions.of("t" + i, Lane.SINGLE, 3))
                                    .get(60, TimeUnit.SECONDS);
                    Await.until("a commit was cut", proxy::hasCut);
                    assertThat(receipt)
                            .isInstanceOfSatisfying(
                                    Receipt.Stored.class,
                                    stored -> assertThat(stored.ready()).hasSize(3));
                    assertThat(ledger.counts().in(PushState.IN_FLIGHT)).isEqualTo(3L * (i + 1));
                }
            }
        }
        try (Sql sql = Database.of(direct).toRead()) {
            assertThat(sql.number(-1, "SELECT count(*) FROM telegram")).isEqualTo(5);
            assertThat(sql.number(-1, "SELECT count(*) FROM push")).isEqualTo(15);
        }
    }
}
