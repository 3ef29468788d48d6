package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power goes in the midst of load, at many moments of one run: what was not synced is dropped,
/// kept or torn by the sector. Nothing acknowledged is missing, nothing settled is sent again.
/// `make power-test` tries 300 moments.
class PowerCutTest {

    private static final int CUTS = Integer.getInteger("bongsu.power-cuts", 12);

    /// Long enough for checkpoints, and for the log to be begun anew.
    private static final long RECORD_BYTES = 60L << 20;

    @TempDir Path folder;
    private final long seed = Long.getLong("bongsu.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void nothingAcknowledgedIsLostWhenThePowerGoes() throws Exception {
        List<Disk.Step> steps = recorded();
        Set<Integer> moments = new TreeSet<>();
        while (moments.size() < CUTS) {
            moments.add(random.nextInt(steps.size() / 20, steps.size()));
        }
        Disk disk = new Disk();
        int atRisk = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (moments.contains(i)) {
                atRisk += disk.isAtRisk() ? 1 : 0;
                Path file = Files.createDirectory(folder.resolve("cut-" + i)).resolve("ledger.db");
                disk.cut(file, random);
                check(file, disk.said(), "seed " + seed + ", step " + i);
            }
            disk.apply(i, steps.get(i));
        }
        System.err.printf(
                "PowerCutTest seed=%d cuts=%d at_risk=%d steps=%d acknowledged=%d%n",
                seed, CUTS, atRisk, steps.size(), disk.said().size());
        assertThat(atRisk).as("something was not synced yet").isGreaterThan(CUTS / 4);
    }

    private List<Disk.Step> recorded() throws Exception {
        Path record = folder.resolve("record");
        WatchedWriter writer =
                WatchedWriter.start(folder, CrashWriter.class, folder.resolve("ledger.db"));
        try (writer) {
            Await.until(
                    "enough is written",
                    () -> Files.exists(record) && Files.size(record) > RECORD_BYTES);
        }
        return Disk.steps(record);
    }

    private void check(Path file, List<String> said, String where) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        Map<Long, String> settled = new HashMap<>();
        for (String line : said) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("A")) {
                acknowledged.add(words[1]);
            } else {
                assertThat(settled.put(Long.parseLong(words[1]), words[2]))
                        .as("settled once, %s", where)
                        .isNull();
            }
        }
        LedgerSettings settings = LedgerSettings.file(file);
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, InstantSource.system());
                Sql sql = Database.of(settings).toRead()) {
            assertThat(
                            sql.number(
                                    -1,
                                    "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"))
                    .as("the file is whole, %s", where)
                    .isEqualTo(1);
            Set<String> missing = new HashSet<>(acknowledged);
            try (var row = sql.query("SELECT dedup_key FROM telegram")) {
                while (row.next()) {
                    missing.remove(row.getString(1));
                }
            }
            assertThat(missing).as("acknowledged and not stored, %s", where).isEmpty();
            for (PushState state : PushState.values()) {
                assertThat(ledger.counts().in(state))
                        .as("counted %s, %s", state, where)
                        .isEqualTo(
                                sql.number(
                                        -1,
                                        "SELECT count(*) FROM push WHERE state = ?",
                                        state.number()));
            }
            sql.commit();
            assertThat(ledger.counts().in(PushState.IN_FLIGHT)).as("taken over").isZero();
            assertThat(sentNow(ledger))
                    .as("sent again, %s", where)
                    .doesNotContainAnyElementsOf(settled.keySet());
        }
    }

    /// What a gateway sends after the power has come back.
    private static Set<Long> sentNow(Ledger ledger) throws Exception {
        Set<Long> sent = new HashSet<>();
        List<Push> some;
        do {
            some = ledger.claim(Lane.SINGLE, 1_000, Instant.now()).get(30, TimeUnit.SECONDS);
            some.forEach(push -> sent.add(push.id().number()));
        } while (!some.isEmpty());
        return sent;
    }
}
