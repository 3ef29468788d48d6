package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import kr.bongsu.gateway.access.Account;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Login;
import kr.bongsu.gateway.access.PasswordRule;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.access.Sessions;

/// Logging in and out, and one's own password.
final class SessionRoutes {

    private final Vertx vertx;
    private final Access access;

    SessionRoutes(Vertx vertx, Access access) {
        this.vertx = vertx;
        this.access = access;
    }

    /// What needs no login.
    void mountOpen(Router router) {
        router.get("/api/session").handler(context -> answer(context, () -> who(context)));
        router.post("/api/session").handler(context -> answer(context, () -> enter(context)));
    }

    void mount(Router router) {
        router.delete("/api/session").handler(context -> answer(context, () -> leave(context)));
        router.post("/api/session/password")
                .handler(context -> answer(context, () -> changePassword(context)));
    }

    private void answer(RoutingContext context, Callable<JsonObject> work) {
        vertx.executeBlocking(work, false).onSuccess(context::json).onFailure(context::fail);
    }

    private JsonObject who(RoutingContext context) {
        return access.visitor(context)
                .flatMap(Visitor::login)
                .map(SessionRoutes::session)
                .orElseGet(SessionRoutes::nobody);
    }

    /// A page of another site can send a form, but no JSON, without being allowed to; nobody is.
    private JsonObject enter(RoutingContext context) throws InterruptedException {
        String type = context.request().getHeader("Content-Type");
        String site = context.request().getHeader("Sec-Fetch-Site");
        if (type == null
                || !type.startsWith("application/json")
                || (site != null && !site.equals("same-origin"))) {
            throw new Problem(403, "log in from the console's own page, with JSON");
        }
        Body body = Body.of(context);
        String name = body.text("name");
        return switch (attempt(context, name, body.secret("password"))) {
            case Login.Result.In(Account account) -> {
                access.note(account.name(), new Access.Act("login", account.name(), from(context)));
                yield open(context, account);
            }
            case Login.Result.Refused(Optional<Account> account) -> {
                // A name that is none is not written down: it may be a password.
                account.ifPresent(each ->
                        access.note(
                                each.name(),
                                new Access.Act("login.refused", each.name(), from(context))));
                throw new Problem(
                        401,
                        "name or password is wrong, or the account is locked; after "
                                + Account.MOST_FAILURES
                                + " failures it is, for "
                                + Account.LOCKED_FOR.toMinutes()
                                + " minutes");
            }
            case Login.Result.Later later -> throw tooMany(later);
        };
    }

    private Login.Result attempt(RoutingContext context, String name, String password)
            throws InterruptedException {
        try {
            return access.login().attempt(name, password, context.request().remoteAddress().host());
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    private static Problem tooMany(Login.Result.Later later) {
        Duration pause = later.after().plusSeconds(1);
        return new Problem(
                429,
                "too many logins failed; try again in " + pause.toSeconds() + " seconds",
                pause);
    }

    private JsonObject leave(RoutingContext context) {
        Visitor visitor = visitor(context);
        access.note(
                visitor.signature(),
                new Access.Act("logout", visitor.caller().name(), from(context)));
        end(context);
        SessionCookie.take(context);
        return nobody();
    }

    private void end(RoutingContext context) {
        Optional<String> token = SessionCookie.token(context);
        try {
            if (token.isPresent()) {
                access.sessions().end(token.get());
            }
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    private JsonObject changePassword(RoutingContext context) throws InterruptedException {
        String name = person(context).name();
        Body body = Body.of(context);
        String fresh = body.secret("new");
        if (body.secret("old").equals(fresh)) {
            throw new Problem(400, "the new password is the old one", "same");
        }
        switch (attempt(context, name, body.secret("old"))) {
            case Login.Result.In _ -> {}
            case Login.Result.Refused _ ->
                    throw new Problem(400, "the old password is wrong", "wrong");
            case Login.Result.Later later -> throw tooMany(later);
        }
        PasswordRule.brokenBy(name, fresh)
                .ifPresent(rule -> {
                    throw new Problem(
                            400,
                            "this password is not good enough: " + rule.sentence(),
                            rule.word());
                });
        access.note(name, new Access.Act("password.change", name, ""));
        try {
            access.staff().choose(name, fresh);
            return open(context, access.staff().find(name).orElseThrow());
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    private Visitor visitor(RoutingContext context) {
        return access.known(context)
                .filter(each -> each.login().isPresent())
                .orElseThrow(() -> new Problem(403, "a key has no session and no password"));
    }

    private Visitor.Login person(RoutingContext context) {
        return visitor(context).login().orElseThrow();
    }

    private JsonObject open(RoutingContext context, Account account) {
        // What the browser had before is not what it has after.
        end(context);
        try {
            Sessions.Opened opened = access.sessions().open(Identity.Local.of(account));
            SessionCookie.give(context, opened.token(), access.sessions().longest());
            return session(
                    new Visitor.Login(
                            opened.session(), account.role(), account.credential().oneTime()));
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    private static JsonObject nobody() {
        return new JsonObject().putNull("user");
    }

    private static JsonObject session(Visitor.Login login) {
        JsonArray scopes = new JsonArray();
        login.role().scopes().stream().map(Scope::word).sorted().forEach(scopes::add);
        return new JsonObject()
                .put(
                        "user",
                        new JsonObject()
                                .put("name", login.name())
                                .put("role", login.role().word())
                                .put("scopes", scopes)
                                .put("must_change_password", login.mustChangePassword()))
                .put("csrf", login.session().csrf());
    }

    private static String from(RoutingContext context) {
        return "from " + context.request().remoteAddress().host();
    }
}
