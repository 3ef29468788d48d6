package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.LanePause;
import kr.bongsu.gateway.ledger.LanePauses;
import kr.bongsu.gateway.push.Lane;

/// The lanes: which is paused, by whom and why; pause one, resume one. It holds on every gateway
/// within two seconds, and through restarts.
final class LaneRoutes {

    private final Crew crew;
    private final LanePauses pauses;
    private final Access access;

    LaneRoutes(Crew crew, LanePauses pauses, Access access) {
        this.crew = crew;
        this.pauses = pauses;
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/lanes").handler(context -> crew.answer(context, this::all));
        router.post("/api/lanes/:lane/pause")
                .handler(context -> crew.answer(context, () -> pause(context)));
        router.post("/api/lanes/:lane/resume")
                .handler(context -> crew.answer(context, () -> resume(context)));
    }

    private JsonObject all() {
        Map<Lane, LanePause> paused = new HashMap<>();
        pauses.list().forEach(each -> paused.put(each.lane(), each));
        JsonArray lanes = new JsonArray();
        for (Lane lane : Lane.values()) {
            JsonObject json =
                    new JsonObject()
                            .put("lane", lane.word())
                            .put("paused", paused.containsKey(lane));
            LanePause pause = paused.get(lane);
            if (pause != null) {
                json.put("since", pause.since().toString())
                        .put("by", pause.by())
                        .put("reason", pause.reason());
            }
            lanes.add(json);
        }
        return new JsonObject().put("lanes", lanes);
    }

    private JsonObject pause(RoutingContext context) throws SQLException, InterruptedException {
        Lane lane = lane(context);
        String reason = Body.of(context).text("reason");
        String who = admit(context, lane, "pause", reason);
        pauses.pause(new LanePause(lane, Instant.now(), who, reason));
        return all();
    }

    private JsonObject resume(RoutingContext context) throws SQLException, InterruptedException {
        Lane lane = lane(context);
        String _ = admit(context, lane, "resume", "");
        pauses.resume(lane);
        return all();
    }

    private String admit(RoutingContext context, Lane lane, String what, String detail) {
        return access.admit(
                context, Scope.LANES, new Access.Act("lane." + what, lane.word(), detail));
    }

    private Lane lane(RoutingContext context) {
        Caller _ = access.require(context, Scope.LANES);
        String word = context.pathParam("lane");
        return Arrays.stream(Lane.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Problem(404, "there is no lane " + word));
    }
}
