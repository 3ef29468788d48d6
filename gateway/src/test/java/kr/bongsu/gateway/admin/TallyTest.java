package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    @TempDir Path folder;

    @Test
    void aLargeBacklogOfOneLaneHidesNothingOfTheOther() throws Exception {
        try (Ledger ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW)) {
            store(ledger, "a", Lane.MULTI, false, 12);
            store(ledger, "b", Lane.SINGLE, false, 2);
            // What waits for its time is nobody's, the others are this gateway's.
            store(ledger, "c", Lane.SINGLE, true, 1);
            store(ledger, "d", Lane.MULTI, true, 4);
            Tally capped = Tally.read(ledger, Submissions.NOW, 5);
            assertThat(capped.backlog())
                    .isEqualTo(new JsonObject().put("single", 3L).put("multi", 5L));
            assertThat(capped.orMore()).isEqualTo(new JsonArray().add("multi"));
            Tally whole = Tally.read(ledger, Submissions.NOW, Tally.MOST);
            assertThat(whole.backlog())
                    .isEqualTo(new JsonObject().put("single", 3L).put("multi", 16L));
            assertThat(whole.orMore()).isEmpty();
        }
    }

    private static void store(Ledger ledger, String key, Lane lane, boolean later, int pushes)
            throws Exception {
        ledger.accept(
                        Submissions.of(
                                key,
                                lane,
                                later
                                        ? Optional.of(Submissions.NOW.plus(Duration.ofDays(1)))
                                        : Optional.empty(),
                                Submissions.recipients(pushes)))
                .get(20, TimeUnit.SECONDS);
    }
}
