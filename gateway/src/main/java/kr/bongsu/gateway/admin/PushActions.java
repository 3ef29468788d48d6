package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.Intervention;
import kr.bongsu.gateway.ledger.Ledger;

/// What a person may do to one push: cancel it, hold it, let it go, send it again. The ledger
/// decides whether its state allows that; one that is just being sent is left alone.
final class PushActions {

    private static final long STORE_SECONDS = 30;

    private final Crew crew;
    private final Ledger ledger;
    private final PushApi pushes;
    private final Sending.Recall recall;
    private final Access access;

    PushActions(Crew crew, Ledger ledger, PushApi pushes, Sending.Recall recall, Access access) {
        this.crew = crew;
        this.ledger = ledger;
        this.pushes = pushes;
        this.recall = recall;
        this.access = access;
    }

    void mount(Router router) {
        for (Intervention.Kind kind : Intervention.Kind.values()) {
            router.post("/api/pushes/:id/" + word(kind))
                    .handler(context -> crew.answer(context, () -> act(context, kind)));
        }
    }

    private JsonObject act(RoutingContext context, Intervention.Kind kind)
            throws InterruptedException, ExecutionException, TimeoutException {
        Caller _ = access.require(context, Scope.STEER);
        String id = context.pathParam("id");
        long push = PushQuestion.number("id", id, 1, Long.MAX_VALUE);
        String before = pushes.push(id).orElseThrow(PushRoutes::gone).getString("state");
        String who =
                access.admit(
                        context,
                        Scope.STEER,
                        new Access.Act("push." + word(kind), id, "was " + before));
        boolean isDone =
                kind == Intervention.Kind.CANCEL ? cancel(push, who) : let(kind, push, who);
        JsonObject after = pushes.push(id).orElseThrow(PushRoutes::gone);
        if (!isDone) {
            throw new Problem(
                    409,
                    "this cannot be done to push " + id + ": it is " + after.getString("state"));
        }
        return after;
    }

    /// What waits in memory can be taken back, too.
    private boolean cancel(long push, String who)
            throws InterruptedException, ExecutionException, TimeoutException {
        return recall.cancel(List.of(push), who)
                .get(STORE_SECONDS, TimeUnit.SECONDS)
                .contains(push);
    }

    private boolean let(Intervention.Kind kind, long push, String who)
            throws InterruptedException, ExecutionException, TimeoutException {
        return ledger.intervene(new Intervention(kind, List.of(push), who, Instant.now()))
                .get(STORE_SECONDS, TimeUnit.SECONDS)
                .changed()
                .contains(push);
    }

    private static String word(Intervention.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
