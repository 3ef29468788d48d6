package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.link.Link;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.Links;

/// The lines: how each is doing, and the ways to steer it.
final class LinkRoutes {

    private static final int LONGEST_TRACE_MINUTES = 24 * 60;
    private static final int TRACE_MINUTES = 10;

    private final Vertx vertx;
    private final Links links;
    private final Access access;

    /// Does something to a link. Blocks.
    private interface Steering {
        void steer(RoutingContext context, Link link);
    }

    LinkRoutes(Vertx vertx, Links links, Access access) {
        this.vertx = vertx;
        this.links = links;
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/links").handler(context -> context.json(all()));
        router.get("/api/links/:name")
                .handler(context -> context.json(Json.linkInFull(link(context))));
        router.post("/api/links/:name/hold").handler(context -> act(context, this::hold));
        router.post("/api/links/:name/release").handler(context -> act(context, this::release));
        router.post("/api/links/:name/endpoint").handler(context -> act(context, this::endpoint));
        router.post("/api/links/:name/trace").handler(context -> act(context, this::trace));
        router.delete("/api/links/:name/trace").handler(context -> act(context, this::stopTrace));
    }

    private JsonObject all() {
        JsonArray array = new JsonArray();
        links.list().forEach(link -> array.add(Json.link(link)));
        return new JsonObject().put("links", array);
    }

    private void act(RoutingContext context, Steering steering) {
        vertx.executeBlocking(
                        () -> {
                            access.require(context, Scope.LINKS);
                            Link link = link(context);
                            steering.steer(context, link);
                            return Json.linkInFull(link);
                        },
                        false)
                .onSuccess(context::json)
                .onFailure(context::fail);
    }

    private void hold(RoutingContext context, Link link) {
        String reason = Body.of(context).text("reason");
        link.hold(admit(context, link, "hold", reason), reason);
    }

    private void release(RoutingContext context, Link link) {
        link.release(admit(context, link, "release", ""));
    }

    private void endpoint(RoutingContext context, Link link) {
        Body body = Body.of(context);
        LinkSettings.Endpoint wanted =
                new LinkSettings.Endpoint(body.text("host"), body.number("port", 65_535));
        if (!link.settings().endpoints().contains(wanted)) {
            throw new Problem(
                    400,
                    wanted
                            + " is no endpoint of "
                            + link.settings().name()
                            + "; the configuration names "
                            + link.settings().endpoints());
        }
        String who = admit(context, link, "endpoint", wanted.toString());
        boolean _ = link.switchTo(wanted, who);
    }

    private void trace(RoutingContext context, Link link) {
        Body body = Body.of(context);
        int minutes =
                body.json().containsKey("minutes")
                        ? body.number("minutes", LONGEST_TRACE_MINUTES)
                        : TRACE_MINUTES;
        String who = admit(context, link, "trace", minutes + " minutes");
        link.trace(Duration.ofMinutes(minutes), who);
    }

    private void stopTrace(RoutingContext context, Link link) {
        link.stopTrace(admit(context, link, "trace-end", ""));
    }

    private String admit(RoutingContext context, Link link, String what, String detail) {
        return access.admit(
                context,
                Scope.LINKS,
                new Access.Act("link." + what, link.settings().name(), detail));
    }

    private Link link(RoutingContext context) {
        String name = context.pathParam("name");
        return links.find(name).orElseThrow(() -> new Problem(404, "there is no link " + name));
    }
}
