package kr.bongsu.bench.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kr.bongsu.gateway.delivery.Delivery;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.gateway.delivery.Places;
import kr.bongsu.gateway.fcm.FcmClient;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Recipient;

/// A million pushes from the ledger through delivery and client to the emulator, with faults mixed
/// in, then the sums of the ledger against those of the phones.
public final class MillionRun {

    private static final int IN_A_TELEGRAM = 2_000;
    private static final Duration GO_AWAY_EVERY = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private MillionRun() {}

    /// Runs until every push has its outcome.
    ///
    /// @throws IOException when a push is lost, refused or shown twice
    public static void run(int pushes, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("bongsu-bench-ledger");
        InstantSource clock = InstantSource.system();
        Places places = new Places(DeliverySettings.DEFAULT.bounds().inMemory());
        long start = System.nanoTime();
        try (EmulatorProcess emulator = EmulatorProcess.start("50ms");
                FcmClient client =
                        new FcmClient(emulator.settings(FcmSettings.Connections.DEFAULT), clock);
                Ledger ledger =
                        Ledger.open(
                                LedgerSettings.file(folder.resolve("ledger.db")), places, clock);
                Delivery delivery =
                        new Delivery(DeliverySettings.DEFAULT, ledger, places, client, clock)) {
            emulator.control("POST", "faults", "{\"trouble\":\"reset\",\"probability\":0.01}");
            emulator.control(
                    "POST", "faults", "{\"trouble\":\"unavailable\",\"probability\":0.01}");
            client.start();
            delivery.start();
            long nextGoAway = System.nanoTime() + GO_AWAY_EVERY.toNanos();
            int stored = 0;
            while (ledger.counts().open() > 0 || stored < pushes) {
                long now = System.nanoTime();
                if (now - start > LIMIT.toNanos()) {
                    throw new IOException("not settled in time: " + ledger.counts());
                }
                if (stored < pushes && ledger.counts().open() < 10 * IN_A_TELEGRAM) {
                    int some = Math.min(IN_A_TELEGRAM, pushes - stored);
                    delivery.accept(telegram(stored, some)).get(1, TimeUnit.MINUTES);
                    stored += some;
                } else {
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                }
                if (now - nextGoAway >= 0) {
                    nextGoAway += GO_AWAY_EVERY.toNanos();
                    emulator.control("POST", "goaway", "{\"reason\":\"max_age\"}");
                }
            }
            report(pushes, ledger.counts(), emulator.stats(), start, out);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void report(
            int pushes, Counts counts, JsonNode stats, long start, PrintStream out)
            throws IOException {
        out.println(
                "| stored | accepted | rejected | sent again | different on phones | shown twice |"
                        + " connections | seconds |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
        out.printf(
                Locale.ROOT,
                "| %,d | %,d | %,d | %,d | %,d | %,d | %,d | %.0f |%n",
                counts.stored(),
                counts.accepted(),
                counts.rejected(),
                stats.get("requests").asLong() - pushes,
                stats.get("distinct").asLong(),
                stats.get("displayed_twice").asLong(),
                stats.get("connections_opened").asLong(),
                (System.nanoTime() - start) / 1e9);
        if (counts.accepted() != pushes
                || stats.get("distinct").asLong() != pushes
                || stats.get("displayed_twice").asLong() != 0) {
            throw new IOException("pushes were lost, refused or shown twice");
        }
    }

    private static Submission telegram(int first, int pushes) {
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < pushes; i++) {
            recipients.add(Pushes.recipient(first + i));
        }
        return new Submission(
                Optional.of("bench-" + first),
                "bench",
                Lane.MULTI,
                0,
                Instant.now(),
                List.of(new Submission.Addressed(Pushes.message(), Optional.empty(), recipients)));
    }
}
