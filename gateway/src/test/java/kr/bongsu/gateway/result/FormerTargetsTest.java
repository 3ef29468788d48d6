package kr.bongsu.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Servers;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.ledger.Telling;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What waits for those who are told no more.
@ExtendWith(Servers.class)
class FormerTargetsTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int PUSHES = 1_203;

    @TempDir Path folder;
    private volatile Instant now = Submissions.NOW;

    @Test
    void onSqlite() throws Exception {
        isKeptForAWeek(LedgerSettings.file(folder.resolve("ledger.db")));
    }

    @Test
    void onMariaDb(Servers servers) throws Exception {
        isKeptForAWeek(servers.mariaDb().newDatabase());
    }

    @Test
    void onPostgreSql(Servers servers) throws Exception {
        isKeptForAWeek(servers.postgreSql().newDatabase());
    }

    private void isKeptForAWeek(LedgerSettings database) throws Exception {
        LedgerSettings settings =
                database.with(new Telling(Set.of("file", "webhook"), Set.of(), 10_000, SEOUL));
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, () -> now)) {
            settle(ledger);
            FormerTargets withoutWebhook =
                    new FormerTargets(Set.of("file"), ledger.backroom(), () -> now);
            FormerTargets withBoth =
                    new FormerTargets(Set.of("file", "webhook"), ledger.backroom(), () -> now);
            withoutWebhook.round();
            now = now.plus(FormerTargets.KEPT).minusSeconds(1);
            withoutWebhook.round();
            assertThat(waiting(ledger, "webhook")).as("for a week").isEqualTo(PUSHES);
            withBoth.round();
            now = now.plus(Duration.ofDays(1));
            withoutWebhook.round();
            assertThat(waiting(ledger, "webhook")).as("it was a mistake").isEqualTo(PUSHES);
            now = now.plus(FormerTargets.KEPT);
            withoutWebhook.round();
            assertThat(waiting(ledger, "webhook")).isZero();
            assertThat(totals(ledger, "webhook")).isEmpty();
            assertThat(waiting(ledger, "file")).as("others'").isEqualTo(PUSHES);
            assertThat(totals(ledger, "file")).hasSize(1);
            long noted =
                    ledger.backroom()
                            .read(reads ->
                                    reads.number(
                                            -1,
                                            "SELECT count(*) FROM meta WHERE name LIKE 'results-%'"));
            assertThat(noted).isZero();
        }
    }

    private static int waiting(Ledger ledger, String target) {
        return PushOutcome.list(ledger.backroom(), target, 0, 10_000).size();
    }

    private static List<DayTotal> totals(Ledger ledger, String target) {
        return DayTotal.due(ledger.backroom(), target, LocalDate.of(2026, 3, 20));
    }

    private static void settle(Ledger ledger) throws Exception {
        Receipt.Stored stored =
                (Receipt.Stored)
                        ledger.accept(Submissions.of("t", Lane.MULTI, PUSHES))
                                .get(30, TimeUnit.SECONDS);
        ledger.settle(
                        stored.ready().stream()
                                .<Settlement>map(push ->
                                        new Settlement.Accepted(
                                                push.id(), Submissions.NOW, 1, "name"))
                                .toList())
                .get(30, TimeUnit.SECONDS);
    }
}
