package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.DeadToken;

/// The tokens that FCM knows no more, in whole, for the core system to forget them: with a key of
/// its own scope, and audited. People see them masked, as [DeviceRoutes] shows them.
final class DeadTokenRoutes {

    private static final int ROWS = 500;

    private final Crew crew;
    private final Backroom ledger;
    private final Access access;

    DeadTokenRoutes(Crew crew, Backroom ledger, Access access) {
        this.crew = crew;
        this.ledger = ledger;
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/dead-tokens")
                .handler(context -> crew.answer(context, () -> list(context)));
    }

    /// `since` and `after` of an answer, given again, ask for what follows.
    private JsonObject list(RoutingContext context) {
        access.require(context, Scope.TOKENS);
        Instant since = since(context);
        String given = context.queryParams().get("after");
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
        String given = context.queryParams().get("since");
        return given == null ? Instant.EPOCH : PushQuestion.time("since", given);
    }
}
