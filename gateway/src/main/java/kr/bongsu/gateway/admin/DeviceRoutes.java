package kr.bongsu.gateway.admin;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.DeadToken;
import kr.bongsu.gateway.push.Mask;

/// The devices that can be reached no more, for people: masked, newest first, a page at a time.
final class DeviceRoutes {

    private static final int ROWS = 100;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final Crew crew;
    private final Backroom ledger;

    DeviceRoutes(Crew crew, Backroom ledger) {
        this.crew = crew;
        this.ledger = ledger;
    }

    void mount(Router router) {
        router.get("/api/devices")
                .handler(context -> crew.answer(context, () -> page(context.queryParams())));
    }

    /// `until` and `before` of an answer, given again, ask for what is older.
    private JsonObject page(MultiMap parameters) {
        String until = parameters.get("until");
        String before = parameters.get("before");
        List<DeadToken> found =
                DeadToken.newest(
                        ledger,
                        until == null ? END : PushQuestion.time("until", until),
                        before == null
                                ? Long.MAX_VALUE
                                : PushQuestion.number("before", before, 0, Long.MAX_VALUE),
                        ROWS + 1);
        JsonArray devices = new JsonArray();
        found.stream().limit(ROWS).forEach(each -> devices.add(device(each)));
        JsonObject page = new JsonObject().put("devices", devices);
        if (found.size() > ROWS) {
            DeadToken last = found.get(ROWS - 1);
            page.put("until", last.since().toString()).put("before", last.push());
        }
        return page;
    }

    private static JsonObject device(DeadToken dead) {
        return new JsonObject()
                .put("token", dead.token().toString())
                .put("customer", Mask.customer(dead.customer()))
                .put("reason", dead.reason())
                .put("since", dead.since().toString())
                .put("push", dead.push());
    }
}
