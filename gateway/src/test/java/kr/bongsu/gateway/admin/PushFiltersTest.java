package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kr.bongsu.gateway.ledger.Intervention;
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
import kr.bongsu.gateway.search.Column;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way in which `GET /api/pushes` can be asked, against a real ledger: it finds what looking
/// at each push finds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushFiltersTest {

    private static final Instant NOW = Submissions.NOW;
    private static final int TELEGRAMS = 40;

    @TempDir static Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Ledger ledger;
    private ConsoleServer server;
    private String key = "";
    private int port;
    private List<PushRow> all = List.of();

    @BeforeAll
    void fill() throws Exception {
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> NOW);
        for (int i = 0; i < TELEGRAMS; i++) {
            settle(i, accept(i));
        }
        ledger.intervene(
                        new Intervention(
                                Intervention.Kind.CANCEL,
                                rows().stream()
                                        .filter(row -> row.reservedFor().isPresent())
                                        .limit(3)
                                        .map(PushRow::id)
                                        .toList(),
                                "kim",
                                NOW))
                .get(20, TimeUnit.SECONDS);
        all = rows();
        TestAccess access = new TestAccess(folder);
        key = access.key();
        server = TestConsole.withoutLinks(folder, ledger, access.access());
        port = server.start();
    }

    @AfterAll
    void stop() {
        server.close();
        ledger.close();
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachColumnIsSearchedExactlyByItsBeginningAndByAPart(Column column) throws Exception {
        List<String> there =
                all.stream().flatMap(row -> texts(row, column)).distinct().sorted().toList();
        assertThat(there).as("else nothing is tested").hasSizeGreaterThan(1);
        for (String text :
                List.of(there.getFirst(), there.get(there.size() / 2), there.getLast())) {
            String begin = text.substring(0, (text.length() + 1) / 2);
            String part = text.substring(text.length() / 4, text.length() / 4 + begin.length());
            finds(column.word(), text, each -> has(each, column, text::equals));
            finds(
                    column.word() + ".prefix",
                    begin,
                    each -> has(each, column, b -> b.startsWith(begin)));
            finds(
                    column.word() + ".contains",
                    part.toUpperCase(Locale.ROOT),
                    each -> has(each, column, b -> folded(b).contains(folded(part))));
        }
        assertThat(ids(get(column.word() + "=there+is+none"))).isEmpty();
    }

    @Test
    void statesLanesAndTimesAreFiltersToo() throws Exception {
        for (PushState state :
                List.of(
                        PushState.ACCEPTED,
                        PushState.REJECTED,
                        PushState.RESERVED,
                        PushState.IN_FLIGHT,
                        PushState.CANCELLED)) {
            finds("state", state.word(), row -> row.state() == state);
        }
        assertThat(ids(get("state=rejected&state=cancelled")))
                .isEqualTo(
                        newest(row ->
                                row.state() == PushState.REJECTED
                                        || row.state() == PushState.CANCELLED));
        finds("lane", "single", row -> row.lane() == Lane.SINGLE);
        finds("lane", "multi", row -> row.lane() == Lane.MULTI);
        Instant middle = NOW.plusSeconds(20);
        finds("accepted.from", middle + "", row -> !row.receivedAt().isBefore(middle));
        finds("accepted.until", middle + "", row -> row.receivedAt().isBefore(middle));
        finds("settled.from", middle + "", row -> is(row.settledAt(), at -> !at.isBefore(middle)));
        finds("settled.until", middle + "", row -> is(row.settledAt(), at -> at.isBefore(middle)));
        Instant later = NOW.plus(Duration.ofHours(20));
        finds("reserved.from", later + "", row -> is(row.reservedFor(), at -> !at.isBefore(later)));
        finds("reserved.until", later + "", row -> is(row.reservedFor(), at -> at.isBefore(later)));
        assertThat(ids(get("accepted.from=" + NOW.plusSeconds(5) + "&accepted.until=" + middle)))
                .isEqualTo(
                        newest(row ->
                                !row.receivedAt().isBefore(NOW.plusSeconds(5))
                                        && row.receivedAt().isBefore(middle)));
    }

    @Test
    void filtersAreCombinedInBothOrders() throws Exception {
        String asked =
                "lane=multi&state=accepted&title.contains="
                        + encoded("체결")
                        + "&link=multi0&accepted.from="
                        + NOW.plusSeconds(3);
        Predicate<PushRow> wanted =
                row ->
                        row.lane() == Lane.MULTI
                                && row.state() == PushState.ACCEPTED
                                && row.message().title().contains("체결")
                                && row.link().equals("multi0")
                                && !row.receivedAt().isBefore(NOW.plusSeconds(3));
        List<Long> found = newest(wanted);
        assertThat(found).hasSizeBetween(2, all.size() / 4);
        assertThat(ids(get(asked))).isEqualTo(found);
        assertThat(ids(get(asked + "&order=oldest"))).isEqualTo(found.reversed());
        assertThat(get(asked).getLong("total")).isEqualTo(found.size());
        assertThat(get(asked).getString("total_is")).isEqualTo("exact");
    }

    @Test
    void pagesFollowEachOtherByMarksAndByNumbersWithAFilterInBothOrders() throws Exception {
        for (String filter : List.of("", "&lane=multi", "&state=accepted&service=svc1")) {
            List<Long> newest = ids(get("limit=500" + filter));
            assertThat(newest).hasSizeGreaterThan(7);
            for (boolean down : List.of(true, false)) {
                List<Long> whole = down ? newest : newest.reversed();
                String order = down ? "&order=newest" : "&order=oldest";
                List<Long> byMarks = new ArrayList<>();
                List<Long> byNumbers = new ArrayList<>();
                JsonObject page = get("limit=7" + filter + order);
                for (int number = 1; byMarks.size() < whole.size(); number++) {
                    List<Long> ids = ids(page);
                    assertThat(ids).as("page %d%s", number, filter).isNotEmpty();
                    byMarks.addAll(ids);
                    byNumbers.addAll(ids(get("limit=7&page=" + number + filter + order)));
                    assertThat(page.getBoolean(down ? "older" : "newer"))
                            .isEqualTo(byMarks.size() < whole.size());
                    String mark = (down ? "&before=" : "&after=") + ids.getLast();
                    page = get("limit=7" + filter + order + mark);
                }
                assertThat(byMarks).isEqualTo(whole);
                assertThat(byNumbers).isEqualTo(whole);
                assertThat(ids(page)).isEmpty();
            }
        }
    }

    private void finds(String name, String value, Predicate<PushRow> wanted) throws Exception {
        List<Long> expected = newest(wanted);
        assertThat(expected).as("%s=%s", name, value).isNotEmpty();
        String asked = name + "=" + encoded(value);
        assertThat(ids(get(asked))).as(asked).isEqualTo(expected);
        assertThat(ids(get(asked + "&order=oldest"))).as(asked).isEqualTo(expected.reversed());
    }

    private List<Long> newest(Predicate<PushRow> wanted) {
        return all.stream().filter(wanted).map(PushRow::id).toList();
    }

    private static <T> boolean is(Optional<T> value, Predicate<T> wanted) {
        return value.filter(wanted).isPresent();
    }

    private static boolean has(PushRow row, Column column, Predicate<String> wanted) {
        return texts(row, column).anyMatch(wanted);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Stream<String> texts(PushRow row, Column column) {
        return switch (column) {
            case CUSTOMER -> Stream.of(row.recipient().customer());
            case PHONE -> Stream.of(row.recipient().phone());
            case TOKEN -> Stream.of(row.recipient().token().value());
            case COMPANY -> Stream.of(row.recipient().company());
            case TYPE -> Stream.of(row.recipient().type());
            case RESULT -> row.result().stream();
            case FCM_NAME -> row.fcmName().stream();
            case TITLE -> Stream.of(row.message().title());
            case BODY -> Stream.of(row.message().body());
            case TEXT -> Stream.of(row.message().title(), row.message().body());
            case SERVICE -> Stream.of(row.message().service());
            case GROUP -> Stream.of(row.message().group());
            case UUID -> Stream.of(row.message().uuid());
            case LINK -> Stream.of(row.link());
        };
    }

    private List<PushRow> rows() {
        return ledger.log().newestBefore(OptionalLong.empty(), 1_000);
    }

    private List<Push> accept(int i) throws Exception {
        boolean multi = i % 3 == 0;
        List<Recipient> recipients = new ArrayList<>();
        for (int r = 0; r < (multi ? 4 : 1); r++) {
            int customer = (i * 5 + r) % 23;
            recipients.add(
                    new Recipient(
                            "10%08d".formatted(customer),
                            "010%08d".formatted(customer * 7_919),
                            new DeviceToken("Token_" + customer + ":x"),
                            "증권 " + customer % 3,
                            String.valueOf(customer % 4)));
        }
        Message message =
                new Message(
                        "svc" + i % 4,
                        (i % 2 == 0 ? "[체결] 삼성전자 " : "100% 할인 ") + i,
                        "본문 " + i + (i % 5 == 0 ? " KB증권's \\ 안내" : " 입금_확인"),
                        "group" + i % 6,
                        "uuid-" + i);
        Submission submission =
                new Submission(
                        Optional.of("key-" + i),
                        (multi ? "multi" : "single") + i % 2,
                        multi ? Lane.MULTI : Lane.SINGLE,
                        0,
                        NOW.plusSeconds(i),
                        List.of(
                                new Submission.Addressed(
                                        message,
                                        i % 7 == 6
                                                ? Optional.of(NOW.plus(Duration.ofHours(i)))
                                                : Optional.empty(),
                                        recipients)));
        return ((Receipt.Stored) ledger.accept(submission).get(20, TimeUnit.SECONDS)).ready();
    }

    private void settle(int i, List<Push> pushes) throws Exception {
        List<Settlement> settlements = new ArrayList<>();
        for (Push push : pushes) {
            Instant at = NOW.plusSeconds(i + 1);
            switch (i % 5) {
                case 4 ->
                        settlements.add(
                                new Settlement.Rejected(
                                        push.id(),
                                        at,
                                        1,
                                        i % 2 == 0 ? Rejection.UNREGISTERED : Rejection.TOO_LARGE,
                                        "gone " + i));
                case 3 -> {
                    // It is still with FCM.
                }
                default ->
                        settlements.add(
                                new Settlement.Accepted(
                                        push.id(), at, 1, "projects/p/messages/" + push.id()));
            }
        }
        ledger.settle(settlements).get(20, TimeUnit.SECONDS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Long> ids(JsonObject page) {
        return page.getJsonArray("pushes").stream()
                .map(each -> ((JsonObject) each).getLong("id"))
                .toList();
    }

    private JsonObject get(String question) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port
                                                        + "/api/pushes?"
                                                        + question))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(question + answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }
}
