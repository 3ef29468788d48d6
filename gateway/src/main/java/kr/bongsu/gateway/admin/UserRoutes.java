package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import kr.bongsu.gateway.access.Account;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Scope;

/// The accounts, for administrators.
final class UserRoutes {

    private final Vertx vertx;
    private final Access access;

    /// Does something to the accounts. Blocks.
    private interface Work {
        JsonObject done(RoutingContext context) throws IOException;
    }

    UserRoutes(Vertx vertx, Access access) {
        this.vertx = vertx;
        this.access = access;
    }

    void mount(Router router) {
        router.get("/api/users").handler(context -> answer(context, this::list));
        router.post("/api/users").handler(context -> answer(context, this::add));
        router.post("/api/users/:name/role").handler(context -> answer(context, this::promote));
        router.post("/api/users/:name/password").handler(context -> answer(context, this::reset));
        router.delete("/api/users/:name").handler(context -> answer(context, this::remove));
    }

    private void answer(RoutingContext context, Work work) {
        vertx.executeBlocking(
                        () -> {
                            try {
                                return work.done(context);
                            } catch (IOException e) {
                                throw Access.unreadable(e);
                            } catch (IllegalArgumentException e) {
                                throw new Problem(409, "" + e.getMessage());
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
        Instant now = Instant.now();
        JsonArray users = new JsonArray();
        access.staff().list().forEach(each -> users.add(user(each, now)));
        return new JsonObject().put("users", users);
    }

    private static JsonObject user(Account account, Instant now) {
        return new JsonObject()
                .put("name", account.name())
                .put("role", account.role().word())
                .put("must_change_password", account.credential().oneTime())
                .put("password_since", account.credential().since().toString())
                .put(
                        "locked_until",
                        account.isLocked(now)
                                ? account.attempts().lockedUntil().orElseThrow().toString()
                                : null)
                .put(
                        "last_login_at",
                        account.attempts().lastEntry().map(Instant::toString).orElse(null));
    }

    private JsonObject add(RoutingContext context) throws IOException {
        access.require(context, Scope.USERS);
        Body body = Body.of(context);
        String name = body.text("name").toLowerCase(Locale.ROOT);
        if (!name.matches(Account.NAME)) {
            throw new Problem(
                    400,
                    "'name' must be 1 to 64 letters, digits, '_', '.', '@' or '-', and begin with a"
                            + " letter or digit");
        }
        Role role = role(body);
        access.admit(context, Scope.USERS, new Access.Act("user.add", name, role.word()));
        String password = access.staff().add(name, role);
        return list().put("name", name).put("password", password);
    }

    private JsonObject promote(RoutingContext context) throws IOException {
        access.require(context, Scope.USERS);
        Role role = role(Body.of(context));
        access.staff().promote(admit(context, "user.role", role.word()), role);
        return list();
    }

    private JsonObject reset(RoutingContext context) throws IOException {
        String name = admit(context, "user.password", "a one-time password");
        String password = access.staff().reset(name);
        return list().put("name", name).put("password", password);
    }

    private JsonObject remove(RoutingContext context) throws IOException {
        access.staff().remove(admit(context, "user.remove", ""));
        return list();
    }

    /// @return the name of the account
    private String admit(RoutingContext context, String action, String detail) throws IOException {
        access.require(context, Scope.USERS);
        String name = context.pathParam("name");
        if (access.staff().find(name).isEmpty()) {
            throw new Problem(404, "there is no account " + name);
        }
        access.admit(context, Scope.USERS, new Access.Act(action, name, detail));
        return name;
    }

    private static Role role(Body body) {
        return Role.of(body.text("role"))
                .orElseThrow(() -> new Problem(400, "'role' must be viewer, operator or admin"));
    }
}
