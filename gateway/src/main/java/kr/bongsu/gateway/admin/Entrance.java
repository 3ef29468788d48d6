package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.access.Sessions;

/// Begins and ends sessions, whichever way a person has proven who he is.
record Entrance(Access access) {

    /// A page of another site can send a form, but no JSON, without being allowed to; nobody is.
    static void mustBeOurPage(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        String site = context.request().getHeader("Sec-Fetch-Site");
        if (type == null
                || !type.startsWith("application/json")
                || (site != null && !site.equals("same-origin"))) {
            throw new Problem(403, "log in from the console's own page, with JSON");
        }
    }

    /// Begins a session in the place of whichever this browser had. Blocks.
    ///
    /// @param mustChangePassword before anything else
    JsonObject open(RoutingContext context, Identity who, Role role, boolean mustChangePassword) {
        // What the browser had before is not what it has after.
        end(context);
        try {
            Sessions.Opened opened = access.sessions().open(who);
            OwnCookie.SESSION.give(context, opened.token(), access.sessions().longest());
            return told(new Visitor.Login(opened.session(), role, mustChangePassword));
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    /// Blocks.
    void end(RoutingContext context) {
        Optional<String> token = OwnCookie.SESSION.value(context);
        try {
            if (token.isPresent()) {
                access.sessions().end(token.get());
            }
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    /// For a browser in which nobody is logged in: the ways to do so.
    JsonObject nobody() {
        return new JsonObject()
                .putNull("user")
                .put(
                        "logins",
                        new JsonObject()
                                .put("local", access.logins().local())
                                .put("openid", access.logins().label().orElse(null)));
    }

    static JsonObject told(Visitor.Login login) {
        JsonArray scopes = new JsonArray();
        login.role().scopes().stream().map(Scope::word).sorted().forEach(scopes::add);
        return new JsonObject()
                .put(
                        "user",
                        new JsonObject()
                                .put("name", login.name())
                                .put("role", login.role().word())
                                .put("scopes", scopes)
                                .put("login", login.isLocal() ? "local" : "openid")
                                .put("must_change_password", login.mustChangePassword()))
                .put("csrf", login.session().csrf());
    }

    static String from(RoutingContext context) {
        return "from " + context.request().remoteAddress().host();
    }
}
