package kr.bongsu.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.search.Found;
import kr.bongsu.gateway.search.LogQuery;
import kr.bongsu.gateway.search.LogSearch;

/// Writes what a search finds as a file for a spreadsheet, masked, page after page as fast as the
/// reader takes it, and no more than [#MOST_ROWS] rows. A reader who is too slow loses his file:
/// the others wait for it.
final class CsvExport {

    static final int MOST_ROWS = 100_000;

    private static final Log LOG = Log.of(CsvExport.class);
    private static final String FORMULA = "=+-@\t\r";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS")
                    .withZone(ZoneId.of("Asia/Seoul"));
    private static final Set<String> TIMES = Set.of("accepted_at", "reserved_for", "settled_at");

    /// The fields of [Json#push] in the order of a row.
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "accepted_at",
                    "state",
                    "link",
                    "lane",
                    "reserved_for",
                    "customer",
                    "phone",
                    "token",
                    "title",
                    "body",
                    "service",
                    "group",
                    "uuid",
                    "company",
                    "type",
                    "attempts",
                    "settled_at",
                    "result",
                    "fcm_name");

    private final Crew crew;
    private final LogSearch search;
    private final Patience patience;

    /// One at a time: it keeps the ledger's readers from the people who look at pages.
    private final AtomicBoolean busy = new AtomicBoolean();

    /// How long a reader may take.
    ///
    /// @param page for a page of the file, some hundred kilobytes at most
    /// @param file for all of it
    record Patience(Duration page, Duration file) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    /// A page of the file.
    ///
    /// @param room how many rows the file may still have
    /// @param deadline by [System#nanoTime], of the whole file
    private record Step(LogQuery query, int room, long deadline) {}

    CsvExport(Crew crew, LogSearch search, Patience patience) {
        this.crew = crew;
        this.search = search;
        this.patience = patience;
    }

    /// Begins to write; goes on by itself.
    ///
    /// @throws Problem 400 for a question that is none, 429 while another export runs
    void write(RoutingContext context) {
        LogQuery query = PushQuestion.read(context.queryParams());
        if (!(query.place() instanceof LogQuery.Place.First)) {
            throw new Problem(
                    400, "a file begins with the first page; leave 'page' and the like out");
        }
        if (!busy.compareAndSet(false, true)) {
            throw new Problem(429, "another file is being written; try again when it is done");
        }
        LogQuery first =
                new LogQuery(query.conditions(), query.order(), query.place(), LogQuery.MOST_ROWS);
        next(
                        context.response(),
                        new Step(first, MOST_ROWS, System.nanoTime() + patience.file.toNanos()))
                .onComplete(_ -> busy.set(false), why -> ended(context, why));
    }

    private void ended(RoutingContext context, Throwable why) {
        busy.set(false);
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        if (!response.headWritten()) {
            context.fail(why);
            return;
        }
        LOG.warn("console.export-ended", "why", String.valueOf(why));
        if (!response.ended()) {
            // A file that ends early must not look whole.
            response.reset();
        }
    }

    private Future<Void> next(HttpServerResponse response, Step step) {
        return crew.run(() -> search.find(step.query))
                .compose(found -> {
                    String rows = lines(found.rows(), step.room);
                    Buffer page =
                            Buffer.buffer(response.headWritten() ? rows : head(response) + rows);
                    return taken(response.write(page), step)
                            .compose(_ -> afterwards(response, following(step, found)));
                });
    }

    /// The end is so short that nobody is kept waiting until it is taken.
    private Future<Void> afterwards(HttpServerResponse response, Optional<Step> following) {
        if (following.isPresent()) {
            return next(response, following.get());
        }
        Future<Void> _ = response.end();
        return Future.succeededFuture();
    }

    /// Fails when the reader does not take a page in time.
    private Future<Void> taken(Future<Void> page, Step step) {
        long left = Math.min(patience.page.toNanos(), step.deadline - System.nanoTime());
        return left <= 0
                ? Future.failedFuture(new TimeoutException("the reader is too slow"))
                : page.timeout(left, TimeUnit.NANOSECONDS);
    }

    /// What the answer begins with, once it is clear that there will be one.
    private static String head(HttpServerResponse response) {
        response.setChunked(true)
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"pushes.csv\"");
        // The mark tells spreadsheets that this is UTF-8.
        return "\ufeff" + String.join(",", COLUMNS) + "\r\n";
    }

    private static Optional<Step> following(Step step, Found found) {
        LogQuery query = step.query;
        int room = step.room - found.rows().size();
        if (!found.more() || room <= 0) {
            return Optional.empty();
        }
        long last = found.reached().orElseGet(() -> found.rows().getLast().id());
        LogQuery.Place place =
                switch (query.order()) {
                    case NEWEST -> new LogQuery.Place.Before(last);
                    case OLDEST -> new LogQuery.Place.After(last);
                };
        return Optional.of(
                new Step(
                        new LogQuery(query.conditions(), query.order(), place, query.rows()),
                        room,
                        step.deadline));
    }

    private static String lines(List<PushRow> rows, int room) {
        return rows.stream()
                .limit(room)
                .map(row -> line(Json.push(row)))
                .collect(Collectors.joining());
    }

    private static String line(JsonObject push) {
        return COLUMNS.stream()
                .map(column -> {
                    String text = String.valueOf(push.getValue(column, ""));
                    boolean none = push.getValue(column) == null;
                    return none ? "" : cell(TIMES.contains(column) ? local(text) : text);
                })
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String local(String instant) {
        return TIME.format(Instant.parse(instant));
    }

    /// A cell that a spreadsheet takes for text: what an institution sends must not become a
    /// formula on an operator's desk.
    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
