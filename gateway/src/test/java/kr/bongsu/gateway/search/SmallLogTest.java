package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log so small that every state has few pushes.
class SmallLogTest {

    @TempDir Path folder;

    @Test
    void theAcceptedAreFoundThoughTheyAreFew() throws Exception {
        LedgerSettings file = LedgerSettings.file(folder.resolve("ledger.db"));
        try (Ledger ledger = Ledger.open(file, Submissions.ROOMY, () -> Submissions.NOW)) {
            Receipt receipt =
                    ledger.accept(Submissions.of("a", Lane.MULTI, 7)).get(20, TimeUnit.SECONDS);
            List<Settlement> settlements =
                    ((Receipt.Stored) receipt)
                            .ready().stream()
                                    .<Settlement>map(push ->
                                            new Settlement.Accepted(
                                                    push.id(), Submissions.NOW, 1, "m"))
                                    .toList();
            ledger.settle(settlements).get(20, TimeUnit.SECONDS);
            Condition accepted = new Condition.State(EnumSet.of(PushState.ACCEPTED));
            LogQuery query =
                    new LogQuery(
                            List.of(accepted),
                            LogQuery.Order.NEWEST,
                            new LogQuery.Place.First(),
                            100);
            LogSearch search = new LogSearch(ledger.backroom(), InstantSource.system());
            assertThat(search.find(query).rows()).hasSize(7);
        }
    }
}
