package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.access.Sessions;

/// Who is logged in, whichever way he has proven who he is; administrators see it, and end all
/// sessions of somebody. Nobody is told a token.
final class PresenceRoutes {

    private final Vertx vertx;
    private final Access access;

    /// Looks at the sessions, or ends some. Blocks.
    private interface Work {
        JsonObject done(RoutingContext context) throws IOException;
    }

    PresenceRoutes(Vertx vertx, Access access) {
        this.vertx = vertx;
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/sessions").handler(context -> answer(context, this::list));
        router.delete("/api/sessions/:who").handler(context -> answer(context, this::end));
    }

    private void answer(RoutingContext context, Work work) {
        vertx.executeBlocking(
                        () -> {
                            try {
                                return work.done(context);
                            } catch (IOException e) {
                                throw Access.unreadable(e);
                            }
                        },
                        false)
                .onSuccess(context::json)
                .onFailure(context::fail);
    }

    private JsonObject list(RoutingContext context) throws IOException {
        access.require(context, Scope.USERS);
        return list();
    }

    private JsonObject list() throws IOException {
        JsonArray sessions = new JsonArray();
        for (Sessions.Presence each : access.sessions().list()) {
            // Whose account has changed since is logged out, only his browser does not know.
            Optional<Role> role = access.role(each.who());
            role.ifPresent(may -> sessions.add(json(each, may)));
        }
        return new JsonObject().put("sessions", sessions);
    }

    private static JsonObject json(Sessions.Presence presence, Role role) {
        Identity who = presence.who();
        return new JsonObject()
                .put("who", Visitor.signature(who))
                .put("name", who.name())
                .put("login", who instanceof Identity.Local ? "local" : "openid")
                .put("role", role.word())
                .put("since", presence.since().toString())
                .put("active_at", presence.active().toString());
    }

    private JsonObject end(RoutingContext context) throws IOException {
        access.require(context, Scope.USERS);
        String name = context.pathParam("who");
        Predicate<Identity> his = each -> Visitor.signature(each).equals(name);
        long open = access.sessions().list().stream().filter(each -> his.test(each.who())).count();
        if (open == 0) {
            throw new Problem(404, "nobody is logged in as " + name);
        }
        access.admit(context, Scope.USERS, new Access.Act("session.end", name, "open: " + open));
        access.sessions().endAll(his);
        return list();
    }
}
