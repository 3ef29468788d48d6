package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.Ledger;

/// The log of pushes: masked for all, unmasked one at a time for a reason; and ways to steer one.
final class PushRoutes {

    private final Crew crew;
    private final PushApi pushes;
    private final NewestPage newest;
    private final CsvExport export;
    private final PushActions actions;
    private final Discretion discretion = new Discretion(InstantSource.system());
    private final Access access;

    PushRoutes(Crew crew, Ledger ledger, PushApi pushes, Sending.Recall recall, Access access) {
        this.crew = crew;
        this.pushes = pushes;
        this.newest = new NewestPage(crew, pushes, InstantSource.system());
        this.export = new CsvExport(crew, pushes.search(), CsvExport.Patience.USUAL);
        this.actions = new PushActions(crew, ledger, pushes, recall, access);
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/pushes").handler(this::page);
        router.get("/api/pushes.csv")
                .handler(context -> {
                    mustBeDiscreet(context);
                    export.write(context);
                });
        router.get("/api/pushes/:id")
                .handler(context ->
                        crew.answer(
                                context,
                                () ->
                                        pushes.push(context.pathParam("id"))
                                                .orElseThrow(PushRoutes::gone)));
        router.post("/api/pushes/:id/unmask")
                .handler(context -> crew.answer(context, () -> unmasked(context)));
        actions.mount(router);
    }

    private void page(RoutingContext context) {
        if (NewestPage.isAskedFor(context)) {
            newest.answer(context);
        } else {
            mustBeDiscreet(context);
            crew.answer(context, () -> pushes.page(context.queryParams()));
        }
    }

    private void mustBeDiscreet(RoutingContext context) {
        discretion.check(
                access.require(context, Scope.READ), PushQuestion.read(context.queryParams()));
    }

    private JsonObject unmasked(RoutingContext context) {
        access.require(context, Scope.PERSONAL);
        String reason = Body.of(context).text("reason");
        String id = context.pathParam("id");
        JsonObject push = pushes.unmasked(id).orElseThrow(PushRoutes::gone);
        access.admit(context, Scope.PERSONAL, new Access.Act("push.unmask", id, reason));
        return push;
    }

    static Problem gone() {
        return new Problem(404, "the log has no such push (any more)");
    }
}
