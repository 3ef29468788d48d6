package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.DatabaseServer;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Measures searching in a large log; docs/benchmarks.md tells how to run it. The log is made once
/// and stays in its folder until that is deleted.
class SearchBench {

    private static final Path FOLDER =
            Path.of(System.getProperty("bongsu.bench.folder", "target/search-bench"));
    private static final long PUSHES = Long.getLong("bongsu.bench.pushes", 10_000_000);

    private static final Path FILE = FOLDER.resolve("ledger.db");
    private static final String ENGINE = System.getProperty("bongsu.bench.engine", "sqlite");

    private @Nullable DatabaseServer server;
    private Ledger ledger;

    @BeforeEach
    void open() throws Exception {
        server =
                switch (ENGINE) {
                    case "sqlite" -> null;
                    case "mariaDb" -> DatabaseServer.mariaDb();
                    case "postgreSql" -> DatabaseServer.postgreSql();
                    default -> throw new IllegalArgumentException("no such engine: " + ENGINE);
                };
        LedgerSettings settings = server == null ? LedgerSettings.file(FILE) : server.newDatabase();
        long begun = System.nanoTime();
        ledger = Ledger.open(settings, Submissions.ROOMY, InstantSource.system());
        say("open", "%d ms".formatted((System.nanoTime() - begun) / 1_000_000));
    }

    @AfterEach
    void close() {
        ledger.close();
        if (server != null) {
            server.close();
        }
    }

    /// For a server, which is gone at the end of a test.
    @Test
    void fillAndSearch() throws Exception {
        enough();
        searched();
    }

    /// Adds pushes until there are enough, and indexes them.
    @Test
    void fill() throws Exception {
        enough();
    }

    @Test
    void search() throws Exception {
        searched();
    }

    private void enough() throws Exception {
        long begun = System.nanoTime();
        long before = ledger.counts().stored();
        long messages =
                new LargeLog(ledger.backroom(), Integer.getInteger("bongsu.bench.recipients", 10))
                        .grow(PUSHES);
        say(
                "fill",
                "%d pushes, %d messages, %d s"
                        .formatted(ledger.counts().stored() - before, messages, seconds(begun)));
        PushIndex pushes = new PushIndex(ledger.backroom());
        TextIndex texts = new TextIndex(ledger.backroom(), () -> {});
        long safe = safeId();
        begun = System.nanoTime();
        while (pushes.next(safe)) {
            // one bucket after the other
        }
        say(
                "catalogue",
                "%.0f pushes/s"
                        .formatted((ledger.counts().stored() - before) / exactSeconds(begun)));
        begun = System.nanoTime();
        while (texts.next(safe)) {
            // one block after the other
        }
        say("text-index", "%.0f different messages/s".formatted(messages / exactSeconds(begun)));
        assertThat(ledger.counts().stored()).isGreaterThanOrEqualTo(PUSHES);
    }

    /// On a server what is new may still be joined by something older.
    private long safeId() throws Exception {
        long last = ledger.backroom().read(reads -> reads.number(0, "SELECT max(id) FROM push"));
        Await.until("all is safe", () -> ledger.backroom().safeId() >= last);
        return last;
    }

    private void searched() throws Exception {
        LogSearch search = new LogSearch(ledger.backroom(), InstantSource.system());
        long pushes = ledger.counts().stored();
        long pages = (pushes + 99) / 100;
        say("log", "%s, %d pushes, %d not indexed".formatted(ENGINE, pushes, search.lag()));
        if (server == null) {
            say("file", "%d bytes a push".formatted(Files.size(FILE) / pushes));
        }
        Random random = new Random(1);
        measure(search, "page 1", _ -> numbered(1), 100);
        measure(search, "page 50,000", i -> numbered(Math.min(pages, 50_000 + i)), 100);
        measure(search, "any page", _ -> numbered(1 + random.nextLong(pages)), 1);
        measure(search, "last page", _ -> numbered(pages), 1);
        measure(
                search,
                "customer exact",
                _ ->
                        by(
                                text(
                                        Column.CUSTOMER,
                                        Match.EXACT,
                                        LargeLog.customer(random.nextInt(LargeLog.CUSTOMERS)))),
                1);
        measure(
                search,
                "customer contains 5 digits",
                _ ->
                        by(
                                text(
                                        Column.CUSTOMER,
                                        Match.CONTAINS,
                                        "%05d".formatted(random.nextInt(LargeLog.CUSTOMERS)))),
                1);
        measure(
                search,
                "state rejected",
                _ -> by(new Condition.State(EnumSet.of(PushState.REJECTED))),
                100);
        measure(
                search,
                "common word",
                _ -> by(text(Column.TEXT, Match.CONTAINS, LargeLog.COMMON)),
                100);
        measure(
                search,
                "rare word of 2 syllables",
                _ -> by(text(Column.TEXT, Match.CONTAINS, LargeLog.RARE)),
                1);
        measure(
                search,
                "word of 2 syllables that is nowhere",
                _ -> by(text(Column.TEXT, Match.CONTAINS, "뷁뿳")),
                0);
        measure(
                search,
                "word of 2 syllables and state",
                _ ->
                        by(
                                text(
                                        Column.TEXT,
                                        Match.CONTAINS,
                                        LargeLog.word(random.nextInt(400))),
                                new Condition.State(EnumSet.of(PushState.REJECTED))),
                1);
        measure(search, "uuid exact", _ -> by(text(Column.UUID, Match.EXACT, LargeLog.uuid(1))), 1);
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            Total total =
                    search.count(by(text(Column.CUSTOMER, Match.EXACT, LargeLog.customer(i))));
            say(
                    "count of a customer",
                    "%s in %.1f ms".formatted(total, exactSeconds(begun) * 1_000));
        }
    }

    /// What the indexer takes from the accepting, both as fast as they can, in turns.
    @Test
    void accept() throws Exception {
        for (int round = 0; round < 3; round++) {
            double alone = accepted(false);
            double beside = accepted(true);
            say(
                    "accept",
                    "%.0f pushes/s alone, %.0f beside the indexer: %.2f"
                            .formatted(alone, beside, beside / alone));
            assertThat(beside).isPositive();
        }
    }

    private double accepted(boolean indexing) throws Exception {
        try (Indexer indexer = new Indexer(ledger.backroom())) {
            if (indexing) {
                indexer.start();
            }
            AtomicLong pushes = new AtomicLong();
            List<Thread> threads = new ArrayList<>();
            long begun = System.nanoTime();
            for (int i = 0; i < 16; i++) {
                threads.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    while (exactSeconds(begun) < 8) {
                                        ledger.accept(
                                                        Submissions.of(
                                                                Long.toHexString(System.nanoTime())
                                                                        + pushes.get(),
                                                                Lane.SINGLE,
                                                                10))
                                                .join();
                                        pushes.addAndGet(10);
                                    }
                                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return pushes.get() / exactSeconds(begun);
        }
    }

    private static LogQuery numbered(long page) {
        return new LogQuery(
                List.of(), LogQuery.Order.NEWEST, new LogQuery.Place.Numbered(page), 100);
    }

    private static LogQuery by(Condition... conditions) {
        return new LogQuery(
                List.of(conditions), LogQuery.Order.NEWEST, new LogQuery.Place.First(), 100);
    }

    private static Condition text(Column column, Match match, String value) {
        return new Condition.Text(column, match, value);
    }

    private static void measure(
            LogSearch search, String name, LongFunction<LogQuery> query, int least) {
        long[] nanos = new long[60];
        int found = 0;
        int unfinished = 0;
        for (int i = 0; i < nanos.length; i++) {
            LogQuery each = query.apply(i);
            long begun = System.nanoTime();
            Found page = search.find(each);
            nanos[i] = System.nanoTime() - begun;
            found += page.rows().size();
            unfinished += page.reached().isPresent() ? 1 : 0;
        }
        Arrays.sort(nanos);
        say(
                name,
                "p50 %.1f ms, p95 %.1f ms, max %.1f ms, %.1f rows, %d not finished"
                        .formatted(
                                nanos[30] / 1e6,
                                nanos[57] / 1e6,
                                nanos[59] / 1e6,
                                found / 60.0,
                                unfinished));
        assertThat(found).as(name).isGreaterThanOrEqualTo(least);
    }

    private static long seconds(long begun) {
        return Math.round(exactSeconds(begun));
    }

    private static double exactSeconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void say(String name, String text) {
        System.out.println("%-36s ".formatted(name) + text);
    }
}
