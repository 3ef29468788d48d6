package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a search promises, whatever database the ledger is in and however far the indexes are: it
/// finds what looking at every push finds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchContract {

    private static final Instant BEGIN = Submissions.NOW;
    private static final int PUSHES = 40_000;
    private static final List<String> WORDS =
            List.of("체결", "결제", "승인", "주문이", "완료되었습니다", "KB증권", "삼성전자", "1,250원", "입금", "안내");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Ledger ledger;
    private LogSearch search;
    private List<PushRow> all = List.of();

    /// An empty database.
    abstract LedgerSettings fresh() throws Exception;

    @BeforeAll
    void fill() throws Exception {
        ledger = Ledger.open(fresh(), Submissions.ROOMY, () -> BEGIN);
        search = new LogSearch(ledger.backroom(), InstantSource.system());
        int stored = 0;
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int telegram = 0; stored < PUSHES; telegram++) {
            Submission submission = submission(telegram);
            stored += submission.pushes();
            waiting.add(ledger.accept(submission).thenCompose(this::settleSome));
            if (telegram == 200) {
                // From here on the indexes know the first part only.
                CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                        .get(60, TimeUnit.SECONDS);
            }
        }
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                .get(120, TimeUnit.SECONDS);
        all = readAll();
        assertThat(all).hasSize(stored);
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @Test
    void whatIsFoundDoesNotDependOnTheIndexes() throws Exception {
        for (int i = 0; i < 40; i++) {
            compare(randomQuery());
        }
        new Indexer(ledger.backroom()).catchUp(all.getLast().id() * 5 / 6);
        refresh();
        for (int i = 0; i < 150; i++) {
            compare(randomQuery());
        }
        int steps = new Indexer(ledger.backroom()).catchUp(all.getLast().id());
        assertThat(steps).isPositive();
        refresh();
        assertThat(search.lag()).isZero();
        for (int i = 0; i < 150; i++) {
            compare(randomQuery());
        }
        everyPageIsReachedByItsNumber();
        totalsAreExact();
        aWordOfTwoSyllablesIsFoundInsideWords();
    }

    private void everyPageIsReachedByItsNumber() {
        List<Long> ids = all.stream().map(PushRow::id).toList();
        for (LogQuery.Order order : LogQuery.Order.values()) {
            List<Long> ordered = order == LogQuery.Order.NEWEST ? ids.reversed() : ids;
            for (long page : new long[] {1, 2, 7, ids.size() / 100 / 2, (ids.size() + 99) / 100}) {
                Found found = find(List.of(), order, new LogQuery.Place.Numbered(page), 100);
                int from = (int) (page - 1) * 100;
                assertThat(ids(found.rows()))
                        .as("page %d, %s first", page, order)
                        .isEqualTo(ordered.subList(from, Math.min(ids.size(), from + 100)));
            }
            Found beyond = find(List.of(), order, new LogQuery.Place.Numbered(ids.size()), 100);
            assertThat(beyond.rows()).isEmpty();
            assertThat(beyond.more()).isFalse();
        }
    }

    private void totalsAreExact() {
        assertThat(search.count(query(List.of())))
                .isEqualTo(new Total(all.size(), Total.Kind.EXACT));
        Condition rejected = new Condition.State(EnumSet.of(PushState.REJECTED));
        assertThat(search.count(query(List.of(rejected))))
                .isEqualTo(new Total(fitting(List.of(rejected)).size(), Total.Kind.EXACT));
        Condition between =
                new Condition.Between(
                        Condition.TimeColumn.ACCEPTED,
                        Optional.of(BEGIN.plusSeconds(100)),
                        Optional.of(BEGIN.plusSeconds(300)));
        assertThat(search.count(query(List.of(between))))
                .isEqualTo(new Total(fitting(List.of(between)).size(), Total.Kind.EXACT));
        Condition customer =
                new Condition.Text(Column.CUSTOMER, Match.EXACT, all.get(5).recipient().customer());
        assertThat(search.count(query(List.of(customer))))
                .isEqualTo(new Total(fitting(List.of(customer)).size(), Total.Kind.EXACT));
    }

    private void aWordOfTwoSyllablesIsFoundInsideWords() {
        List<Condition> part = List.of(new Condition.Text(Column.TEXT, Match.CONTAINS, "성전"));
        assertThat(find(part, LogQuery.Order.NEWEST, new LogQuery.Place.First(), 100).rows())
                .hasSize(100);
    }

    private void compare(LogQuery query) {
        List<PushRow> fitting = fitting(query.conditions());
        List<PushRow> walk = query.descends() ? fitting.reversed() : fitting;
        List<PushRow> expected =
                walk.stream()
                        .filter(row -> query.ids().contains(row.id()))
                        .skip(query.page().orElse(1) * query.rows() - query.rows())
                        .limit(query.rows())
                        .toList();
        boolean turned = query.descends() != (query.order() == LogQuery.Order.NEWEST);
        List<PushRow> found = new ArrayList<>();
        LogQuery rest = query;
        // A search that ran out of time goes on where it stopped.
        for (int tries = 0; ; tries++) {
            Found some = search.find(rest);
            if (query.page().isPresent() && some.reached().isPresent()) {
                // It could not walk to the page in its time, and says so.
                return;
            }
            found.addAll(turned ? some.rows().reversed() : some.rows());
            if (some.reached().isEmpty() || found.size() >= query.rows()) {
                break;
            }
            assertThat(tries).as("it comes to an end").isLessThan(1_000);
            long reached = some.reached().getAsLong();
            rest =
                    new LogQuery(
                            query.conditions(),
                            query.order(),
                            query.descends()
                                    ? new LogQuery.Place.Before(reached)
                                    : new LogQuery.Place.After(reached),
                            query.rows() - found.size());
        }
        assertThat(ids(found)).as("seed %d: %s", seed, query).isEqualTo(ids(expected));
    }

    private List<PushRow> fitting(List<Condition> conditions) {
        return all.stream()
                .filter(row -> conditions.stream().allMatch(each -> fits(row, each)))
                .toList();
    }

    private static boolean fits(PushRow row, Condition condition) {
        return switch (condition) {
            case Condition.State state -> state.states().contains(row.state());
            case Condition.Travels travels -> row.lane() == travels.lane();
            case Condition.Between between -> {
                Optional<Instant> time =
                        switch (between.column()) {
                            case ACCEPTED -> Optional.of(row.receivedAt());
                            case SETTLED -> row.settledAt();
                            case RESERVED -> row.reservedFor();
                        };
                yield time.filter(at -> between.from().map(from -> !at.isBefore(from)).orElse(true))
                        .filter(at -> between.until().map(at::isBefore).orElse(true))
                        .isPresent();
            }
            case Condition.Text text -> fits(text, text(row, text.column()));
        };
    }

    private static boolean fits(Condition.Text text, List<String> columns) {
        return columns.stream()
                .anyMatch(column ->
                        switch (text.match()) {
                            case EXACT -> column.equals(text.value());
                            case PREFIX -> column.startsWith(text.value());
                            case CONTAINS ->
                                    column.toLowerCase(Locale.ROOT)
                                            .contains(text.value().toLowerCase(Locale.ROOT));
                        });
    }

    private static List<String> text(PushRow row, Column column) {
        return switch (column) {
            case CUSTOMER -> List.of(row.recipient().customer());
            case PHONE -> List.of(row.recipient().phone());
            case TOKEN -> List.of(row.recipient().token().value());
            case COMPANY -> List.of(row.recipient().company());
            case TYPE -> List.of(row.recipient().type());
            case RESULT -> row.result().stream().toList();
            case FCM_NAME -> row.fcmName().stream().toList();
            case TITLE -> List.of(row.message().title());
            case BODY -> List.of(row.message().body());
            case TEXT -> List.of(row.message().title(), row.message().body());
            case SERVICE -> List.of(row.message().service());
            case GROUP -> List.of(row.message().group());
            case UUID -> List.of(row.message().uuid());
            case LINK -> List.of(row.link());
        };
    }

    private LogQuery randomQuery() {
        List<Condition> conditions =
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(_ -> randomCondition())
                        .toList();
        long id = 1 + random.nextLong(all.getLast().id());
        LogQuery.Place place =
                switch (random.nextInt(5)) {
                    case 0 -> new LogQuery.Place.Before(id);
                    case 1 -> new LogQuery.Place.After(id);
                    case 2 -> new LogQuery.Place.Numbered(1 + random.nextInt(4));
                    default -> new LogQuery.Place.First();
                };
        return new LogQuery(
                conditions,
                random.nextBoolean() ? LogQuery.Order.NEWEST : LogQuery.Order.OLDEST,
                place,
                10 + random.nextInt(100));
    }

    private Condition randomCondition() {
        PushRow row = all.get(random.nextInt(all.size()));
        return switch (random.nextInt(9)) {
            case 0 ->
                    new Condition.State(
                            EnumSet.of(random.nextBoolean() ? PushState.REJECTED : row.state()));
            case 1 -> new Condition.Travels(row.lane());
            case 2, 3 -> {
                Instant from = row.receivedAt().minusSeconds(random.nextInt(100));
                yield new Condition.Between(
                        any(Condition.TimeColumn.values()),
                        Optional.of(from),
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(from.plusSeconds(random.nextInt(200))));
            }
            default -> {
                Column column = any(Column.values());
                List<String> texts = text(row, column);
                String text = String.join("", texts).isEmpty() ? "UNREGISTERED" : texts.getLast();
                Match match = any(Match.values());
                yield new Condition.Text(column, match, part(text, match));
            }
        };
    }

    private <T> T any(T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private String part(String text, Match match) {
        int from = match == Match.CONTAINS ? random.nextInt(text.length()) : 0;
        int to =
                match == Match.EXACT
                        ? text.length()
                        : Math.min(text.length(), from + 1 + random.nextInt(12));
        return text.substring(from, to);
    }

    private Submission submission(int telegram) {
        int recipients = telegram % 10 == 0 ? 1 + random.nextInt(400) : 1;
        Lane lane = recipients > 1 ? Lane.MULTI : Lane.SINGLE;
        String title =
                WORDS.get(random.nextInt(WORDS.size()))
                        + " "
                        + WORDS.get(random.nextInt(WORDS.size()));
        StringBuilder body = new StringBuilder();
        for (int i = 0; i <= random.nextInt(8); i++) {
            body.append(WORDS.get(random.nextInt(WORDS.size())))
                    .append(random.nextBoolean() ? " " : "");
        }
        body.append(telegram);
        Message message =
                new Message(
                        "svc" + random.nextInt(5),
                        title,
                        body.toString(),
                        "group" + random.nextInt(300),
                        "uuid-" + telegram);
        Optional<Instant> reserved =
                random.nextInt(50) == 0
                        ? Optional.of(BEGIN.plusSeconds(100_000 + random.nextInt(1_000)))
                        : Optional.empty();
        List<Recipient> to = IntStream.range(0, recipients).mapToObj(_ -> recipient()).toList();
        return new Submission(
                Optional.of("key-" + telegram),
                lane.word() + random.nextInt(3),
                lane,
                0,
                // Telegrams of several links are not quite in order.
                BEGIN.plus(Duration.ofMillis(100L * telegram + random.nextInt(3_000))),
                List.of(new Submission.Addressed(message, reserved, to)));
    }

    private Recipient recipient() {
        int customer = random.nextInt(2_000);
        String token = random.nextInt(200) == 0 ? "" : "token-" + customer;
        return new Recipient(
                "%010d".formatted(customer),
                "010%08d".formatted(customer * 7),
                new DeviceToken(token),
                "증권" + customer % 3,
                String.valueOf(customer % 4));
    }

    private CompletableFuture<?> settleSome(Receipt receipt) {
        List<Settlement> settlements = new ArrayList<>();
        for (Push push : ((Receipt.Stored) receipt).ready()) {
            Instant at = BEGIN.plusMillis(100 * push.id().number());
            if (push.id().number() % 50 == 0) {
                settlements.add(
                        new Settlement.Rejected(push.id(), at, 1, Rejection.UNREGISTERED, "gone"));
            } else if (push.id().number() % 1_000 != 1) {
                settlements.add(
                        new Settlement.Accepted(push.id(), at, 1, "m/" + push.id().number()));
            }
        }
        return settlements.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : ledger.settle(settlements);
    }

    private List<PushRow> readAll() {
        return ledger
                .backroom()
                .read(reads -> reads.list(PushRow.SELECT, List.of(), PushRow::of))
                .stream()
                .sorted(Comparator.comparingLong(PushRow::id))
                .toList();
    }

    private void refresh() {
        search = new LogSearch(ledger.backroom(), InstantSource.system());
    }

    private static LogQuery query(List<Condition> conditions) {
        return new LogQuery(conditions, LogQuery.Order.NEWEST, new LogQuery.Place.First(), 100);
    }

    private Found find(
            List<Condition> conditions, LogQuery.Order order, LogQuery.Place place, int rows) {
        return search.find(new LogQuery(conditions, order, place, rows));
    }

    private static List<Long> ids(List<PushRow> rows) {
        return rows.stream().map(PushRow::id).toList();
    }
}
