package kr.bongsu.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.access.Account;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Login;
import kr.bongsu.gateway.access.PasswordRule;

/// Logging in with a password, logging out, and one's own password.
final class SessionRoutes {

    private static final Duration KNOWN_FOR = Duration.ofDays(180);

    /// Some seconds of hashing.
    private static final int MOST_WAITING = 20;

    /// A refusal is told at the end of one of these: what it took, hashing and writing down, would
    /// else tell whether there is such an account.
    static final long STEP_MILLIS = 500;

    private final Vertx vertx;
    private final Access access;
    private final Entrance entrance;
    private final OpenIdRoutes openId;

    /// Who guesses keeps up others who come for the first time; who has been here before, in this
    /// browser, and all other work do not wait for him.
    private final Crew strangers;

    private final Crew known;

    SessionRoutes(Vertx vertx, Access access) {
        this.vertx = vertx;
        this.access = access;
        this.entrance = new Entrance(access);
        this.openId = new OpenIdRoutes(vertx, access);
        this.strangers = new Crew(vertx, "a first login", 1, MOST_WAITING);
        this.known = new Crew(vertx, "a login", 1, MOST_WAITING);
    }

    /// What needs no login.
    void mountOpen(Router router) {
        router.get("/api/session").handler(context -> answer(context, () -> who(context)));
        router.post("/api/session").handler(this::enter);
        openId.mountOpen(router);
    }

    void mount(Router router) {
        router.delete("/api/session").handler(this::leave);
        router.post("/api/session/password")
                .handler(context -> known.answer(context, () -> changePassword(context)));
    }

    private void answer(RoutingContext context, Callable<JsonObject> work) {
        vertx.executeBlocking(work, false).onSuccess(context::json).onFailure(context::fail);
    }

    private JsonObject who(RoutingContext context) {
        return access.visitor(context)
                .flatMap(Visitor::login)
                .map(Entrance::told)
                .orElseGet(entrance::nobody);
    }

    private void enter(RoutingContext context) {
        Entrance.mustBeOurPage(context);
        mustBeLocal();
        Body body = Body.of(context);
        String name = body.text("name");
        String password = body.secret("password");
        long begun = System.nanoTime();
        vertx.executeBlocking(() -> isKnown(context, name), false)
                .compose(here ->
                        (here ? known : strangers).run(() -> enter(context, name, password)))
                .onSuccess(context::json)
                .onFailure(refusal -> {
                    long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                    vertx.setTimer(STEP_MILLIS - spent % STEP_MILLIS, _ -> context.fail(refusal));
                });
    }

    private boolean isKnown(RoutingContext context, String name) {
        try {
            return access.logins().passwords().knows(name, origin(context));
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    private JsonObject enter(RoutingContext context, String name, String password)
            throws InterruptedException {
        return switch (attempt(context, name, password)) {
            case Login.Result.In(Account account, String browser) -> {
                access.note(
                        account.name(),
                        new Access.Act("login", account.name(), Entrance.from(context)));
                OwnCookie.KNOWN.give(context, browser, KNOWN_FOR);
                yield open(context, account);
            }
            case Login.Result.Refused(Optional<Account> account) -> {
                // A name that is none is not written down: it may be a password.
                account.ifPresent(each -> noteRefused(context, each.name()));
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

    private void noteRefused(RoutingContext context, String name) {
        access.note(name, new Access.Act("login.refused", name, Entrance.from(context)));
    }

    private void mustBeLocal() {
        if (!access.logins().local()) {
            throw new Problem(
                    403,
                    "the gateway's own accounts are switched off; log in by "
                            + access.logins().label().orElse("OpenID Connect"));
        }
    }

    private Login.Result attempt(RoutingContext context, String name, String password)
            throws InterruptedException {
        try {
            return access.logins().passwords().attempt(name, password, origin(context));
        } catch (IOException e) {
            throw Access.unreadable(e);
        }
    }

    private static Login.Origin origin(RoutingContext context) {
        return new Login.Origin(
                context.request().remoteAddress().host(), OwnCookie.KNOWN.value(context));
    }

    private static Problem tooMany(Login.Result.Later later) {
        Duration pause = later.after().plusSeconds(1);
        return new Problem(
                429,
                "too many logins failed; try again in " + pause.toSeconds() + " seconds",
                pause);
    }

    private void leave(RoutingContext context) {
        Visitor visitor = visitor(context);
        boolean local = visitor.login().map(Visitor.Login::isLocal).orElse(true);
        vertx.executeBlocking(() -> left(context, visitor), false)
                .compose(nobody ->
                        local
                                ? Future.succeededFuture(nobody)
                                : openId.farewell()
                                        .map(end ->
                                                nobody.put(
                                                        "farewell",
                                                        end.map(Object::toString).orElse(null))))
                .onSuccess(context::json)
                .onFailure(context::fail);
    }

    private JsonObject left(RoutingContext context, Visitor visitor) {
        // Nobody is kept logged in because something cannot be written.
        try {
            entrance.end(context);
        } finally {
            OwnCookie.SESSION.take(context);
        }
        access.record(
                visitor.signature(),
                new Access.Act("logout", visitor.caller().name(), Entrance.from(context)));
        return entrance.nobody();
    }

    private JsonObject changePassword(RoutingContext context) throws InterruptedException {
        String name = withPassword(context);
        Body body = Body.of(context);
        String fresh = body.secret("new");
        if (body.secret("old").equals(fresh)) {
            throw new Problem(400, "the new password is the old one", "same");
        }
        switch (attempt(context, name, body.secret("old"))) {
            case Login.Result.In _ -> {}
            case Login.Result.Refused _ -> {
                noteRefused(context, name);
                throw new Problem(400, "the old password is wrong", "wrong");
            }
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

    /// The name of somebody whose password is here.
    private String withPassword(RoutingContext context) {
        return visitor(context)
                .login()
                .filter(Visitor.Login::isLocal)
                .map(Visitor.Login::name)
                .orElseThrow(() ->
                        new Problem(
                                403,
                                "your password is with "
                                        + access.logins().label().orElse("the OpenID provider")));
    }

    private JsonObject open(RoutingContext context, Account account) {
        return entrance.open(
                context,
                Identity.Local.of(account),
                account.role(),
                account.credential().oneTime());
    }
}
