package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;
import org.junit.jupiter.api.Test;

/// The core system is told over its lines what became of each push, by the shipped gateway to the
/// shipped FEP, while lines are cut and the gateway is killed; and the day's totals agree.
class ResultsTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int SINGLES = 400;
    private static final int MULTIS = 20;
    private static final int RECIPIENTS = 30;
    private static final int PUSHES = SINGLES + MULTIS * RECIPIENTS;
    private static final int CUSTOMERS = 50;

    /// Every so many customers have a phone that is no more.
    private static final int GONE = 10;

    private static final Pattern RESULT =
            Pattern.compile(" info result id=(\\S+) csno=(\\S+) code=(\\S+)");
    private static final Pattern TOTAL =
            Pattern.compile(
                    " info total id=(\\S+) day=(\\S+) accepted=(\\d+) rejected=(\\d+) expired=0"
                            + " cancelled=0 untold=0");

    @Test
    void theCoreSystemIsToldOfEveryPushAndOfTheDaysTotals() throws Exception {
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME))) {
            Path customers = Files.write(crew.folder().resolve("customers.csv"), customers());
            try (Stage stage = Stage.open(crew, Duration.ofMillis(5), simulator(customers))) {
                Files.writeString(
                        crew.folder().resolve("gateway.yaml"),
                        "results: { links: [ single01, multi01 ] }\n",
                        StandardOpenOption.APPEND);
                Log fep = new Log(crew.folder().resolve("fep-simulator.log"));
                try (Gateway first = stage.startGateway()) {
                    Await.until("some are told", LIMIT, () -> fep.results().size() > PUSHES / 4);
                    first.program().kill();
                }
                try (Gateway second = stage.startGateway()) {
                    Await.until("the FEP is through", LIMIT, () -> stage.played().isPresent());
                    Await.until("all is settled", LIMIT, () -> second.counts().pending() == 0);
                    Await.until("all are told", LIMIT, () -> fep.results().size() == PUSHES);
                    assertThat(second.program().stop()).isZero();
                }
                eachOnceAndRight(fep.results());
                assertThat(fep.totals()).as("the day goes on").isEmpty();
                letADayPass(crew.folder().resolve("data/ledger.db"));
                try (Gateway _ = stage.startGateway()) {
                    Await.until("the totals are told", LIMIT, () -> fep.sum() == PUSHES);
                }
                assertThat(fep.results()).as("nothing is told anew").hasSize(PUSHES);
                deadTokensAreWritten(crew.folder());
                long gone = fep.results().values().stream().filter("N"::equals).count();
                assertThat(fep.totals().stream().mapToLong(Total::accepted).sum())
                        .isEqualTo(PUSHES - gone);
                assertThat(fep.totals().stream().mapToLong(Total::rejected).sum()).isEqualTo(gone);
                // One for each line, and for each day if it has become midnight.
                assertThat(fep.totals()).hasSizeBetween(2, 4);
            }
        }
    }

    private static void eachOnceAndRight(Map<String, String> results) {
        assertThat(results.values()).containsOnly("Y", "N");
        // Customers follow each other on each line.
        long gone =
                IntStream.range(0, SINGLES).filter(ResultsTest::isGone).count()
                        + IntStream.range(0, MULTIS * RECIPIENTS)
                                .filter(ResultsTest::isGone)
                                .count();
        assertThat(results.values()).filteredOn("N"::equals).hasSize((int) gone);
    }

    private static boolean isGone(int customer) {
        return customer % CUSTOMERS % GONE == 0;
    }

    /// `bongsu ledger dead-tokens` writes each token that FCM knows no more, for the core system.
    private static void deadTokensAreWritten(Path folder) throws Exception {
        Path file = folder.resolve("dead-tokens.jsonl");
        Command.Ended ended =
                Command.of(
                                Shipped.LAUNCHER,
                                "ledger",
                                "dead-tokens",
                                "--config",
                                folder.resolve("gateway.yaml"),
                                "--output",
                                file)
                        .run(folder);
        assertThat(ended.code()).as(ended.stderr()).isZero();
        assertThat(Files.readAllLines(file))
                .hasSize(CUSTOMERS / GONE)
                .allMatch(line -> line.contains("\"token\":\"unreg-token-"))
                .allMatch(line -> line.contains("\"reason\":\"UNREGISTERED"));
    }

    /// As far as the totals are concerned.
    private static void letADayPass(Path ledger) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE outcome_total SET day = day - 2"))
                    .isPositive();
        }
    }

    private static List<String> simulator(Path customers) {
        return List.of(
                "--stay",
                "--resend-after",
                "1s",
                "--customers",
                customers.toString(),
                "--line",
                "name=single01,port=0,pushes=%d,window=8,rate=100,spoil=cut-connection,every=60"
                        .formatted(SINGLES),
                "--line",
                "name=multi01,port=0,pushes=%d,recipients=%d,window=2,rate=5,spoil=cut-connection,every=7"
                        .formatted(MULTIS, RECIPIENTS));
    }

    private static List<String> customers() {
        List<String> lines = new ArrayList<>(List.of("csno,cust_telno,device_id,rcms_cnrp_name"));
        IntStream.range(0, CUSTOMERS)
                .mapToObj(i ->
                        "%010d,01000000000,%s-token-%d,김봉수"
                                .formatted(i, isGone(i) ? "unreg" : "good", i))
                .forEach(lines::add);
        return lines;
    }

    private record Total(String id, long accepted, long rejected) {}

    /// What the FEP has written down.
    private record Log(Path file) {

        /// The code of each outcome by its id, however often it was told.
        Map<String, String> results() throws IOException {
            Map<String, String> results = new HashMap<>();
            Map<String, String> customers = new HashMap<>();
            for (Matcher found : find(RESULT)) {
                String code = results.put(found.group(1), found.group(3));
                String customer = customers.put(found.group(1), found.group(2));
                assertThat(code == null || code.equals(found.group(3))).isTrue();
                assertThat(customer == null || customer.equals(found.group(2))).isTrue();
            }
            return results;
        }

        List<Total> totals() throws IOException {
            return find(TOTAL).stream()
                    .map(found ->
                            new Total(
                                    found.group(1),
                                    Long.parseLong(found.group(3)),
                                    Long.parseLong(found.group(4))))
                    .distinct()
                    .toList();
        }

        long sum() throws IOException {
            return totals().stream().mapToLong(total -> total.accepted + total.rejected).sum();
        }

        private List<Matcher> find(Pattern pattern) throws IOException {
            if (!Files.exists(file)) {
                return List.of();
            }
            return Files.readAllLines(file).stream()
                    .map(pattern::matcher)
                    .filter(Matcher::find)
                    .toList();
        }
    }
}
