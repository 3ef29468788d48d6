package kr.bongsu.gateway.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.search.Indexer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeping a ledger in order promises, whatever database it is in.
abstract class UpkeepContract {

    private static final Instant NOW = Submissions.NOW;
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;
    private LedgerSettings settings;
    private Ledger ledger;

    /// An empty database.
    abstract LedgerSettings fresh() throws Exception;

    /// Runs a statement on it while no ledger is open.
    abstract void administer(LedgerSettings database, String sql) throws Exception;

    @BeforeEach
    void openFresh() throws Exception {
        settings = fresh();
        open();
    }

    private void open() {
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsOldAndSettledGoesAndWhatWaitsStays() throws Exception {
        // The second of them keeps one push of three waiting.
        acceptAll(
                700,
                i -> accept("old-" + i, NOW.minus(DAY.multipliedBy(40)), 3, i % 100 == 1 ? 2 : 3));
        acceptAll(700, i -> accept("new-" + i, NOW.minus(DAY), 3, 3));
        index();
        Path archive = folder.resolve("archive");
        Retention retention =
                retention(Optional.of(DAY.multipliedBy(30)), OptionalLong.empty(), archive);
        long removed = retention.round();
        // A range of ids that holds something newer is left for another day.
        assertThat(removed).isBetween(700L, 2_093L);
        assertThat(ledger.counts().stored()).isEqualTo(4_200 - removed);
        assertThat(ledger.counts().open()).isEqualTo(7);
        assertThat(archived(archive))
                .hasSize((int) removed)
                .allMatch(line -> line.contains("\"phone\":\"01000000000\""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rwx------");
        assertAddsUp();
        assertThat(count("message")).isEqualTo(count("telegram")).isEqualTo(count("request"));
        assertThat(count("message")).isLessThan(1_400);
        assertThat(retention.round()).as("nothing more to do").isZero();
    }

    @Test
    void recipientsGoWithTheLastOfTheirPushes() throws Exception {
        acceptFrom("old", 1, "gone", "stays");
        // The next one belongs to another segment of the index.
        skipTo(SEGMENT + 1);
        acceptFrom("new", 0, "stays");
        skipTo(SEGMENT + 2_048);
        acceptAll(1, _ -> accept("last", NOW, 1, 1));
        Indexer indexer = new Indexer(ledger.backroom());
        assertThat(catchUp(indexer)).isPositive();
        assertThat(recipients()).containsExactly("gone", "stays");
        retention(Optional.of(DAY), OptionalLong.empty(), folder.resolve("archive")).round();
        assertThat(recipients()).containsExactly("stays");
        // Who has gone gets a new number, also from an indexer that knew the old one.
        acceptFrom("back", 0, "gone");
        acceptAll(1, _ -> accept("many", NOW, 1_200, 1_200));
        assertThat(catchUp(indexer)).isPositive();
        assertThat(recipients()).containsExactly("gone", "stays");
        long ofNobody =
                ledger.backroom()
                        .read(reads ->
                                reads.number(
                                        0,
                                        """
                                        SELECT count(*) FROM recipient_push r WHERE NOT EXISTS (
                                          SELECT 1 FROM recipient x WHERE x.id = r.recipient)
                                        """));
        assertThat(ofNobody).as("pushes of nobody").isZero();
    }

    private static final long SEGMENT = 1 << 18;

    private void acceptFrom(String key, int daysAgo, String... customers) throws Exception {
        Instant at = NOW.minus(DAY.multipliedBy(40L * daysAgo));
        Submission submission =
                new Submission(
                        Optional.of(key),
                        "single01",
                        Lane.SINGLE,
                        0,
                        at,
                        List.of(
                                new Submission.Addressed(
                                        new Message("s", "t", "b", "g", "u"),
                                        Optional.empty(),
                                        java.util.Arrays.stream(customers)
                                                .map(Submissions::recipientOf)
                                                .toList())));
        List<Push> ready =
                ((Receipt.Stored) ledger.accept(submission).get(10, TimeUnit.SECONDS)).ready();
        ledger.settle(
                        ready.stream()
                                .<Settlement>map(
                                        push -> new Settlement.Accepted(push.id(), at, 1, "name"))
                                .toList())
                .get(10, TimeUnit.SECONDS);
    }

    /// The next push has this number.
    private void skipTo(long number) throws Exception {
        ledger.close();
        administer(settings, "UPDATE counter SET next = " + number + " WHERE name = 'push'");
        open();
    }

    private List<String> recipients() {
        return ledger.backroom()
                .read(reads ->
                        reads.list(
                                """
                                SELECT DISTINCT customer FROM recipient
                                WHERE customer IN ('gone', 'stays') ORDER BY customer
                                """,
                                List.of(),
                                row -> row.getString(1)));
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws Exception {
        acceptAll(2_000, i -> accept("k" + i, NOW, 3, 3));
        index();
        long removed = retention(Optional.empty(), OptionalLong.of(2_500), folder).round();
        assertThat(ledger.counts().stored())
                .isEqualTo(6_000 - removed)
                .isBetween(1_000L, 2_500L + 1_024);
        assertAddsUp();
    }

    @Test
    void theOldGoBesideTheAccepting() throws Exception {
        acceptAll(1_500, i -> accept("old-" + i, NOW.minus(DAY.multipliedBy(40)), 2, 2));
        index();
        AtomicBoolean removed = new AtomicBoolean();
        CompletableFuture<Integer> load = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    int accepted = 0;
                    try {
                        // Not for ever: the removal waits while there is no pause.
                        for (; accepted < 2_000 && !removed.get(); accepted++) {
                            String key = "new-" + accepted;
                            acceptAll(1, _ -> accept(key, NOW, 2, 2));
                            LockSupport.parkNanos(PAUSE_NANOS);
                        }
                        load.complete(accepted);
                    } catch (Exception e) {
                        load.completeExceptionally(e);
                    }
                });
        long before = ledger.counts().stored();
        Await.until("the load has begun", () -> ledger.counts().stored() > before);
        Retention retention =
                retention(Optional.of(DAY), OptionalLong.empty(), folder.resolve("archive"));
        long gone = retention.round();
        removed.set(true);
        int accepted = load.get(60, TimeUnit.SECONDS);
        assertThat(gone).isGreaterThan(1_500);
        assertThat(accepted).isPositive();
        assertThat(ledger.counts().stored()).isEqualTo(before + 2L * accepted - gone);
        assertThat(archived(folder.resolve("archive"))).hasSize((int) gone);
        assertAddsUp();
    }

    private static final long PAUSE_NANOS = 5_000_000;

    @Test
    void withoutAnArchiveThatCanBeWrittenNothingGoes() throws Exception {
        acceptAll(1_000, i -> accept("k" + i, NOW.minus(DAY.multipliedBy(40)), 2, 2));
        index();
        Path file = Files.createFile(folder.resolve("no-folder"));
        assertThatThrownBy(() -> retention(Optional.of(DAY), OptionalLong.empty(), file).round())
                .isInstanceOf(IOException.class);
        assertThat(ledger.counts().stored()).isEqualTo(2_000);
    }

    @Test
    void flushKeepsWhatWaits() throws Exception {
        acceptAll(1_000, i -> accept("k" + i, NOW, 3, i == 500 ? 0 : 3));
        index();
        Retention retention =
                new Retention(RetentionSettings.FOR_EVER, ledger.backroom(), () -> NOW);
        assertThat(retention.flush()).isEqualTo(2_997);
        assertThat(ledger.counts().stored()).isEqualTo(3);
        assertThat(ledger.counts().in(PushState.IN_FLIGHT)).isEqualTo(3);
        assertThat(count("message")).isEqualTo(1);
        assertAddsUp();
    }

    @Test
    void aRepeatIsKnownForADayThoughItsPushesAreGone() throws Exception {
        acceptAll(2_500, i -> accept("k" + i, NOW, 1, i == 1_200 ? 0 : 1));
        AtomicReference<Instant> now = new AtomicReference<>(NOW.plus(Duration.ofHours(23)));
        Retention retention =
                new Retention(RetentionSettings.FOR_EVER, ledger.backroom(), now::get);
        assertThat(retention.flush()).isEqualTo(2_499);
        assertThat(retention.round()).isZero();
        assertThat(count("telegram")).isEqualTo(2_500);
        assertThat(ledger.accept(Submissions.of("k7", Lane.SINGLE, 1)).get(20, TimeUnit.SECONDS))
                .isInstanceOf(Receipt.Duplicate.class);
        now.set(NOW.plus(Duration.ofHours(25)));
        assertThat(retention.round()).isZero();
        assertThat(count("telegram")).as("that of the push that waits").isEqualTo(1);
        assertThat(count("request")).isEqualTo(1);
        assertAddsUp();
    }

    @Test
    void whatOnlyGrowsGoesAfterAYearAndAMonth() throws Exception {
        Instant old = NOW.minus(Outdated.KEPT).minusSeconds(60);
        ledger.backroom()
                .write(
                        10,
                        writes -> {
                            for (Instant at : List.of(old, NOW)) {
                                long millis = at.toEpochMilli();
                                int _ =
                                        writes.update(
                                                "INSERT INTO dead_token (id, token, push, reason, at)"
                                                        + " VALUES (?, ?, 1, 'UNREGISTERED', ?)",
                                                millis,
                                                "t" + millis,
                                                millis);
                                int _ =
                                        writes.update(
                                                "INSERT INTO stat (minute, lane, kind, node, pushes)"
                                                        + " VALUES (?, 1, 1, 1, 1)",
                                                at.getEpochSecond() / 60);
                            }
                        });
        long round =
                new Retention(RetentionSettings.FOR_EVER, ledger.backroom(), () -> NOW).round();
        assertThat(round).isZero();
        assertThat(count("dead_token")).isEqualTo(1);
        assertThat(count("stat")).isEqualTo(1);
    }

    @Test
    void theCheckFindsWhatIsWrong() throws Exception {
        acceptAll(1, _ -> accept("a", NOW, 3, 3));
        ledger.backroom()
                .write(
                        1,
                        writes -> {
                            int _ = writes.update("DELETE FROM message");
                            int _ = writes.update("UPDATE push SET settled_at = NULL WHERE id = 2");
                            int _ = writes.update("DELETE FROM push WHERE id = 3");
                        });
        assertThat(wrong())
                .containsExactly(
                        "pushes counted as accepted",
                        "pushes without a message",
                        "final pushes without a time or with an owner");
    }

    @Test
    void anExportHoldsTheTimeThatWasAsked() throws Exception {
        for (int day = -1; day <= 1; day++) {
            Instant at = NOW.plus(DAY.multipliedBy(day));
            acceptAll(1, _ -> accept("at " + at, at, 2, 2));
        }
        StringBuilder csv = new StringBuilder();
        try (Reads reads = Reads.open(settings)) {
            assertThat(Export.write(reads, NOW, NOW.plus(DAY), Lines.CSV, csv)).isEqualTo(2);
            StringBuilder json = new StringBuilder();
            assertThat(Export.write(reads, NOW, NOW.plus(DAY), Lines.JSONL, json)).isEqualTo(2);
            assertThat(json.toString().lines().toList())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("\"title\":\"'=1+1, \\\"b\\\"\"", "\"state\":\"accepted\"");
        }
        List<String> lines = csv.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("id,received_at,link");
        assertThat(lines.get(1)).contains("\"'=1+1, \"\"b\"\"\"").contains(",accepted,1,");
    }

    private void acceptAll(int telegrams, IntFunction<CompletableFuture<?>> each) throws Exception {
        CompletableFuture.allOf(
                        IntStream.range(0, telegrams)
                                .mapToObj(each)
                                .toArray(CompletableFuture[]::new))
                .get(60, TimeUnit.SECONDS);
    }

    private CompletableFuture<?> accept(String key, Instant at, int recipients, int settled) {
        Message message = new Message("체결", "'=1+1, \"b\"", "본문 " + key, "g1", "u-" + key);
        Submission submission =
                new Submission(
                        Optional.of(key),
                        "single01",
                        Lane.SINGLE,
                        0,
                        at,
                        List.of(
                                new Submission.Addressed(
                                        message,
                                        Optional.empty(),
                                        Submissions.recipients(recipients))));
        return ledger.accept(submission.with("of " + key))
                .thenCompose(receipt ->
                        ledger.settle(
                                ((Receipt.Stored) receipt)
                                        .ready().stream()
                                                .limit(settled)
                                                .<Settlement>map(push ->
                                                        new Settlement.Accepted(
                                                                push.id(), at, 1, "name"))
                                                .toList()));
    }

    private void index() throws Exception {
        assertThat(catchUp(new Indexer(ledger.backroom()))).isPositive();
    }

    private int catchUp(Indexer indexer) throws Exception {
        return indexer.catchUp(
                ledger.backroom().read(reads -> reads.number(0, "SELECT max(id) FROM push")));
    }

    private Retention retention(Optional<Duration> age, OptionalLong pushes, Path archive) {
        return new Retention(
                new RetentionSettings(age, pushes, Optional.of(archive)),
                ledger.backroom(),
                () -> NOW);
    }

    private void assertAddsUp() {
        assertThat(wrong()).isEmpty();
    }

    private List<String> wrong() {
        try (Reads reads = Reads.open(settings)) {
            return LedgerCheck.of(reads).stream()
                    .filter(finding -> finding.wrong() != 0)
                    .map(LedgerCheck.Finding::what)
                    .toList();
        }
    }

    private long count(String table) {
        return ledger.backroom().read(reads -> reads.number(-1, "SELECT count(*) FROM " + table));
    }

    private static List<String> archived(Path archive) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var files = Files.list(archive)) {
            for (Path file : files.toList()) {
                try (BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(file)),
                                        StandardCharsets.UTF_8))) {
                    lines.addAll(reader.lines().toList());
                }
            }
        }
        return lines;
    }
}
