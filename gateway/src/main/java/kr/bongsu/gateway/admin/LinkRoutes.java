package kr.bongsu.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.Duration;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.LinkWishes;
import kr.bongsu.gateway.link.Link;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.log.Log;

/// The lines: how each is doing, and the ways to steer it. What people wish of one outlives the
/// gateway.
final class LinkRoutes {

    private static final Log LOG = Log.of(LinkRoutes.class);
    private static final int LONGEST_TRACE_MINUTES = 24 * 60;
    private static final int TRACE_MINUTES = 10;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Wish HOLD =
            (link, wishes) -> wishes.keepHold(link.settings().name(), link::hold);
    private static final Wish PLACE =
            (link, wishes) -> wishes.keepPlace(link.settings().name(), link::place);

    private final Vertx vertx;
    private final Links links;
    private final Keeping keeping;
    private final Access access;

    /// Does something to a link. Blocks.
    private interface Steering {
        void steer(RoutingContext context, Link link);
    }

    /// Keeps in the ledger what is wished of a link now. Blocks.
    @FunctionalInterface
    interface Wish {
        void keep(Link link, LinkWishes wishes) throws SQLException, InterruptedException;
    }

    /// Where wishes are kept, so that the next gateway knows them, and who waits for that.
    record Keeping(Crew crew, LinkWishes wishes) {

        /// What was wished is done already: a ledger that hangs must not hold it up.
        Future<Link> keep(Link link, Wish wish) {
            return crew.run(
                            () -> {
                                wish.keep(link, wishes);
                                return link;
                            })
                    .recover(why -> Future.failedFuture(notKept(link, why)));
        }

        private static Problem notKept(Link link, Throwable why) {
            String name = link.settings().name();
            LOG.warn("link.wish-not-kept", "link", name, "why", why);
            return new Problem(
                    503,
                    name
                            + " does what you wish, but the ledger could not keep it: after a restart"
                            + " of the gateway it would be as before; do it again when the ledger"
                            + " works",
                    SOON);
        }
    }

    LinkRoutes(Vertx vertx, Links links, Keeping keeping, Access access) {
        this.vertx = vertx;
        this.links = links;
        this.keeping = keeping;
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/links").handler(context -> context.json(all()));
        router.get("/api/links/:name")
                .handler(context -> context.json(Json.linkInFull(link(context))));
        router.post("/api/links/:name/hold").handler(context -> wish(context, this::hold, HOLD));
        router.post("/api/links/:name/release")
                .handler(context -> wish(context, this::release, HOLD));
        router.post("/api/links/:name/endpoint")
                .handler(context -> wish(context, this::endpoint, PLACE));
        router.post("/api/links/:name/trace").handler(context -> act(context, this::trace));
        router.delete("/api/links/:name/trace").handler(context -> act(context, this::stopTrace));
    }

    private JsonObject all() {
        JsonArray array = new JsonArray();
        links.list().forEach(link -> array.add(Json.link(link)));
        return new JsonObject().put("links", array);
    }

    private void act(RoutingContext context, Steering steering) {
        answer(context, steered(context, steering));
    }

    private void wish(RoutingContext context, Steering steering, Wish wish) {
        answer(context, steered(context, steering).compose(link -> keeping.keep(link, wish)));
    }

    private Future<Link> steered(RoutingContext context, Steering steering) {
        return vertx.executeBlocking(
                () -> {
                    access.require(context, Scope.LINKS);
                    Link link = link(context);
                    steering.steer(context, link);
                    return link;
                },
                false);
    }

    private static void answer(RoutingContext context, Future<Link> link) {
        link.map(Json::linkInFull).onSuccess(context::json).onFailure(context::fail);
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
