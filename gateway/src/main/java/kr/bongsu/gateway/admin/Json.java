package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.link.Link;
import kr.bongsu.gateway.link.LinkCounters;
import kr.bongsu.gateway.link.LinkState;
import kr.bongsu.gateway.push.Mask;
import kr.bongsu.gateway.push.Shown;
import org.jspecify.annotations.Nullable;

/// The JSON of the API. Personal data is masked here, and nowhere later.
final class Json {

    private Json() {}

    static JsonObject link(Link link) {
        LinkState state = link.state();
        LinkCounters counters = link.counters();
        return new JsonObject()
                .put("name", link.settings().name())
                .put("lane", link.settings().lane().word())
                .put("host", link.endpoint().host())
                .put("port", link.endpoint().port())
                .put("state", state.word())
                .put("since", state.since().toString())
                .put("reason", reason(state))
                .put("last_telegram_at", text(counters.lastTelegramAt()))
                .put("telegrams", counters.totals().telegrams())
                .put("recipients", counters.totals().recipients())
                .put("rejected_telegrams", counters.totals().refused())
                .put("duplicates", counters.totals().duplicates())
                .put("missing", counters.sequences().missing())
                .put("repeats", counters.sequences().repeats())
                .put("broken", counters.broken());
    }

    /// With where it may connect to, what happened to it, and its trace.
    static JsonObject linkInFull(Link link) {
        JsonArray endpoints = new JsonArray();
        link.settings()
                .endpoints()
                .forEach(each ->
                        endpoints.add(
                                new JsonObject()
                                        .put("host", each.host())
                                        .put("port", each.port())));
        JsonArray journal = new JsonArray();
        link.journal()
                .forEach(each ->
                        journal.add(
                                new JsonObject()
                                        .put("at", each.at().toString())
                                        .put("who", each.who())
                                        .put("what", each.what())
                                        .put("kind", each.kind().word())
                                        .put("about", each.about())));
        return link(link)
                .put("tls", link.settings().tls().isPresent())
                .put("endpoints", endpoints)
                .put("journal", journal)
                .put(
                        "trace",
                        new JsonObject()
                                .put("until", text(link.tracedUntil()))
                                .put("file", link.traceFile().toString()));
    }

    private static @Nullable String reason(LinkState state) {
        return switch (state) {
            case LinkState.Backoff backoff -> backoff.reason();
            case LinkState.Held held -> held.reason();
            case LinkState.Connecting _,
                    LinkState.SigningOn _,
                    LinkState.Ready _,
                    LinkState.Draining _,
                    LinkState.Stopped _ ->
                    null;
        };
    }

    static JsonArray pushes(List<PushRow> rows) {
        JsonArray array = new JsonArray();
        rows.forEach(row -> array.add(push(row)));
        return array;
    }

    static JsonObject push(PushRow row) {
        return rest(
                row,
                new JsonObject()
                        .put("customer", Mask.customer(row.recipient().customer()))
                        .put("phone", Mask.phone(row.recipient().phone()))
                        .put("token", row.recipient().token().toString())
                        .put("title", Mask.text(row.message().title()))
                        .put("body", Mask.text(row.message().body())));
    }

    /// With its personal data, for somebody who may see it and has said why.
    static JsonObject unmasked(PushRow row) {
        return rest(
                row,
                new JsonObject()
                        .put("customer", row.recipient().customer())
                        .put("phone", row.recipient().phone())
                        .put("token", row.recipient().token().value())
                        .put("title", row.message().title())
                        .put("body", row.message().body()));
    }

    /// Null when a phone shows nothing.
    static @Nullable JsonObject shown(Optional<Shown> shown) {
        return shown.map(each ->
                        new JsonObject().put("title", each.title()).put("body", each.body()))
                .orElse(null);
    }

    private static JsonObject rest(PushRow row, JsonObject personal) {
        return personal.put("id", row.id())
                .put("accepted_at", row.receivedAt().toString())
                .put("link", row.link())
                .put("lane", row.lane().word())
                .put("service", row.message().service())
                .put("group", row.message().group())
                .put("company", row.recipient().company())
                .put("type", row.recipient().type())
                .put("uuid", row.message().uuid())
                .put("reserved_for", text(row.reservedFor()))
                .put("state", row.state().word())
                .put("attempts", row.attempts())
                .put("settled_at", text(row.settledAt()))
                .put("result", row.result().orElse(null))
                .put("fcm_name", row.fcmName().orElse(null));
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
