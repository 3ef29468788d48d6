package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.DeadToken;

/// The tokens that FCM knows no more, in whole, for the core system to forget them: with a key of
/// its own scope, and audited.
final class DeadTokenRoutes {

    private static final int ROWS = 500;

    private final Vertx vertx;
    private final Backroom ledger;
    private final Access access;

    DeadTokenRoutes(Vertx vertx, Backroom ledger, Access access) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/dead-tokens")
                .handler(context ->
                        vertx.executeBlocking(() -> list(context), false)
                                .onSuccess(context::json)
                                .onFailure(context::fail));
    }

    /// `since` and `after` of an answer, given again, ask for what follows.
    private JsonObject list(RoutingContext context) {
        access.require(context, Scope.TOKENS);
        Instant since = since(context);
        String given = context.request().getParam("after");
        long after =
                given == null ? 0 : PushQuestion.number("after", given, 0, Long.MAX_VALUE / 1_000);
        String _ =
                access.admit(
                        context,
                        Scope.TOKENS,
                        new Access.Act("dead-tokens.read", "since " + since, "after " + after));
        List<DeadToken> found = DeadToken.list(ledger, since, after, ROWS);
        JsonArray tokens = new JsonArray();
        found.forEach(each ->
                tokens.add(
                        new JsonObject()
                                .put("token", each.token().value())
                                .put("customer", each.customer())
                                .put("reason", each.reason())
                                .put("since", each.since().toString())
                                .put("push", each.push())));
        return new JsonObject()
                .put("tokens", tokens)
                .put(
                        "since",
                        found.isEmpty() ? since.toString() : found.getLast().since().toString())
                .put("after", found.isEmpty() ? after : found.getLast().push());
    }

    private static Instant since(RoutingContext context) {
        String given = context.request().getParam("since");
        return given == null ? Instant.EPOCH : time("since", given);
    }

    static Instant time(String name, String given) {
        try {
            return Instant.parse(given);
        } catch (DateTimeParseException notOne) {
            throw new Problem(400, "'" + name + "' must be a time such as 2026-03-02T00:00:00Z");
        }
    }
}
