package kr.bongsu.gateway.admin;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.ledger.Timeline;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Shown;
import kr.bongsu.gateway.search.Found;
import kr.bongsu.gateway.search.LogQuery;
import kr.bongsu.gateway.search.LogSearch;
import kr.bongsu.gateway.search.Total;

/// Answers questions about pushes, masked. May block.
final class PushApi {

    private final Ledger ledger;
    private final LogSearch search;
    private final Sending.Preview preview;

    PushApi(Ledger ledger, LogSearch search, Sending.Preview preview) {
        this.ledger = ledger;
        this.search = search;
        this.preview = preview;
    }

    LogSearch search() {
        return search;
    }

    /// A page of the log.
    JsonObject page(MultiMap parameters) {
        LogQuery query = PushQuestion.read(parameters);
        Found found = search.find(query);
        boolean down = goesDown(query);
        boolean moved = !(query.place() instanceof LogQuery.Place.First) && !isFirstPage(query);
        JsonObject page =
                new JsonObject()
                        .put("pushes", Json.pushes(found.rows()))
                        .put("newer", down ? moved : found.more())
                        .put("older", down ? found.more() : moved)
                        .put(
                                "reached",
                                found.reached().isPresent() ? found.reached().getAsLong() : null)
                        .put("unindexed", search.lag());
        if (!"no".equals(parameters.get("count"))) {
            Total total = search.count(query);
            page.put("total", total.pushes()).put("total_is", total.kind().word());
        }
        return page;
    }

    private static boolean isFirstPage(LogQuery query) {
        return query.place() instanceof LogQuery.Place.Numbered numbered && numbered.page() == 1;
    }

    private static boolean goesDown(LogQuery query) {
        return switch (query.place()) {
            case LogQuery.Place.Before _ -> true;
            case LogQuery.Place.After _ -> false;
            case LogQuery.Place.First _, LogQuery.Place.Numbered _ ->
                    query.order() == LogQuery.Order.NEWEST;
        };
    }

    /// One push with all that happened to it, if there is such a push.
    Optional<JsonObject> push(String id) {
        long number = PushQuestion.number("id", id, 1, Long.MAX_VALUE);
        return search.push(number)
                .flatMap(row ->
                        ledger.log()
                                .timeline(number)
                                .map(timeline ->
                                        Json.push(row)
                                                .put(
                                                        "shown",
                                                        Json.shown(shown(row).map(Shown::masked)))
                                                .put("timeline", entries(timeline))));
    }

    /// One push unmasked, if there is such a push.
    Optional<JsonObject> unmasked(String id) {
        return search.push(PushQuestion.number("id", id, 1, Long.MAX_VALUE))
                .map(row -> Json.unmasked(row).put("shown", Json.shown(shown(row))));
    }

    /// What the phone shows of it; an advert's title is not always the one that was handed in.
    private Optional<Shown> shown(PushRow row) {
        return preview.of(
                new Push(
                        ledger.id(row.id()),
                        row.lane(),
                        row.message(),
                        row.recipient(),
                        row.attempts()));
    }

    private static JsonArray entries(Timeline timeline) {
        JsonArray entries = new JsonArray();
        timeline.entries()
                .forEach(entry ->
                        entries.add(
                                new JsonObject()
                                        .put("at", entry.at().toString())
                                        .put("what", entry.what())
                                        .put("attempts", entry.attempts())
                                        .put("detail", entry.detail())));
        return entries;
    }
}
