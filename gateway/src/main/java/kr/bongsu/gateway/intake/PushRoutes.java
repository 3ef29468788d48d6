package kr.bongsu.gateway.intake;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.admin.Access;
import kr.bongsu.gateway.admin.Crew;
import kr.bongsu.gateway.admin.Problem;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.search.Found;

/// `/v1/pushes`: hand pushes in, ask after them, take them back. A caller sees what it has handed
/// in itself, and nothing else.
public final class PushRoutes {

    private static final int LONGEST_KEY = 128;
    private static final int ASKING_AT_ONCE = 2;
    private static final int MOST_ASKING = 100;

    /// Less than a silent connection lives.
    private static final long STORE_SECONDS = 45;

    private final Desk desk;
    private final Handed handed;
    private final Access access;
    private final Allowances allowances;
    private final InstantSource clock;

    /// @param perMinute pushes that a key may hand in
    public PushRoutes(
            Desk desk, Backroom ledger, Access access, int perMinute, InstantSource clock) {
        this.desk = desk;
        this.handed = new Handed(ledger, clock);
        this.access = access;
        this.allowances = new Allowances(perMinute, clock);
        this.clock = clock;
    }

    public void mount(Vertx vertx, Router router) {
        String openapi = openapi();
        router.get("/v1/openapi.json")
                .handler(context ->
                        context.response()
                                .putHeader("Content-Type", "application/json")
                                .end(openapi));
        router.route("/v1/*").handler(access::guard);
        HandIn handIn = new HandIn(vertx, desk, handed, allowances, clock);
        Uploads uploads = new Uploads(vertx);
        router.post("/v1/pushes").handler(context -> take(context, uploads, handIn));
        // Who asks does not hold up who hands in.
        Crew asking = new Crew(vertx, "answers", ASKING_AT_ONCE, MOST_ASKING);
        router.get("/v1/pushes").handler(context -> asking.answer(context, () -> group(context)));
        router.get("/v1/pushes/:id")
                .handler(context -> asking.answer(context, () -> json(own(context))));
        router.delete("/v1/pushes/:id")
                .handler(context -> asking.answer(context, () -> cancel(context)));
        router.route("/v1/*")
                .handler(context ->
                        Problem.answer(
                                context, 404, "no such resource: " + context.normalizedPath()));
    }

    private void take(RoutingContext context, Uploads uploads, HandIn handIn) {
        // Nothing is kept of what somebody sends who may not.
        Caller caller = access.require(context, Scope.PUSHES);
        Optional<String> key = key(context, caller);
        uploads.use(context, body -> handIn.take(caller, key, body))
                .onSuccess(stored -> {
                    context.response().setStatusCode(202);
                    if (stored.before()) {
                        context.response().putHeader("Idempotent-Replayed", "true");
                    }
                    context.json(receipt(stored));
                })
                .onFailure(context::fail);
    }

    private static JsonObject receipt(HandIn.Stored stored) {
        JsonArray ids = new JsonArray();
        for (long id = stored.first(); id < stored.first() + stored.pushes(); id++) {
            ids.add(id);
        }
        return new JsonObject().put("pushes", ids);
    }

    private static Optional<String> key(RoutingContext context, Caller caller) {
        String given = context.request().getHeader("Idempotency-Key");
        if (given == null) {
            return Optional.empty();
        }
        if (given.isBlank() || given.length() > LONGEST_KEY) {
            throw new Problem(
                    400, "'Idempotency-Key' must have 1 to " + LONGEST_KEY + " characters");
        }
        return Optional.of(HandIn.from(caller) + " " + given);
    }

    private JsonObject group(RoutingContext context) {
        Caller caller = access.require(context, Scope.PUSHES);
        String group = context.queryParams().get("group");
        if (group == null || group.isBlank()) {
            throw new Problem(400, "'group' is missing");
        }
        String before = context.queryParams().get("before");
        Found found =
                handed.group(
                        group,
                        HandIn.from(caller),
                        before == null ? OptionalLong.empty() : OptionalLong.of(number(before)));
        JsonArray pushes = new JsonArray();
        found.rows().forEach(row -> pushes.add(json(row)));
        JsonObject page = new JsonObject().put("pushes", pushes);
        if (found.reached().isPresent()) {
            return page.put("before", found.reached().getAsLong());
        }
        return found.more() && !found.rows().isEmpty()
                ? page.put("before", found.rows().getLast().id())
                : page;
    }

    private JsonObject cancel(RoutingContext context)
            throws InterruptedException, ExecutionException, TimeoutException {
        PushRow row = own(context);
        String who =
                access.admit(
                        context,
                        Scope.PUSHES,
                        new Access.Act("push.cancel", String.valueOf(row.id()), ""));
        boolean isCancelled =
                desk.cancel(List.of(row.id()), who)
                        .get(STORE_SECONDS, TimeUnit.SECONDS)
                        .contains(row.id());
        PushRow after = handed.push(row.id()).orElse(row);
        if (!isCancelled) {
            throw new Problem(409, "it is too late to take it back: it is " + after.state().word());
        }
        return json(after);
    }

    /// The push of the path, if the caller has handed it in.
    private PushRow own(RoutingContext context) {
        Caller caller = access.require(context, Scope.PUSHES);
        return handed.push(number(context.pathParam("id")))
                .filter(row -> row.link().equals(HandIn.from(caller)))
                .orElseThrow(() -> new Problem(404, "you have handed in no such push"));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            throw new Problem(400, "'" + text + "' is no number of a push");
        }
    }

    private static JsonObject json(PushRow row) {
        return new JsonObject()
                .put("id", row.id())
                .put("state", row.state().word())
                .put("lane", row.lane().word())
                .put("group", row.message().group())
                .put("uuid", row.message().uuid())
                .put("customer", row.recipient().customer())
                .put("accepted_at", row.receivedAt().toString())
                .put("send_at", row.reservedFor().map(Object::toString).orElse(null))
                .put("attempts", row.attempts())
                .put("settled_at", row.settledAt().map(Object::toString).orElse(null))
                .put("result", row.result().orElse(null))
                .put("fcm_name", row.fcmName().orElse(null));
    }

    private static String openapi() {
        try (InputStream in = PushRoutes.class.getResourceAsStream("/intake/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
