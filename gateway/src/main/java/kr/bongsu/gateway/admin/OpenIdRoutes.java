package kr.bongsu.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import kr.bongsu.gateway.access.Brake;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.openid.OpenId;

/// Logging in by an OpenID provider: sends a browser there, and lets in who comes back.
///
/// The provider sends people to a page of the console, which changes nothing; that page then sends
/// what it was given as any other call of ours. So no address that another site can have a browser
/// open logs anybody in, and every cookie of ours stays with our own pages (`SameSite=Strict`).
/// Waiting for the provider has threads of its own, few, so that nothing else waits with it.
final class OpenIdRoutes {

    private static final Log LOG = Log.of(OpenIdRoutes.class);
    private static final int AT_ONCE = 4;
    private static final int LONGEST_CODE = 3_000;
    private static final Duration LIVES = Duration.ofMinutes(10);

    /// Calls of an address in five minutes without a login that succeeds: each may ask the
    /// provider, and more than a department needs.
    private static final int MOST_IN_VAIN = 40;

    private static final int MOST_WAITING = 20;

    private final Access access;
    private final Entrance entrance;
    private final Crew crew;
    private final InstantSource clock = InstantSource.system();
    private final Brake brake = new Brake(MOST_IN_VAIN);

    /// Asks the provider. Blocks.
    private interface Work {
        JsonObject done(OpenId openId) throws IOException, InterruptedException;
    }

    OpenIdRoutes(Vertx vertx, Access access) {
        this.access = access;
        this.entrance = new Entrance(access);
        this.crew = new Crew(vertx, "the OpenID provider", AT_ONCE, MOST_WAITING);
    }

    void mountOpen(Router router) {
        router.post("/api/session/openid")
                .handler(context -> answer(context, openId -> begin(context, openId)));
        router.post("/api/session/openid/finish")
                .handler(context -> answer(context, openId -> finish(context, openId)));
    }

    private void answer(RoutingContext context, Work work) {
        Entrance.mustBeOurPage(context);
        OpenId openId =
                access.logins()
                        .openId()
                        .orElseThrow(
                                () -> new Problem(404, "there is no OpenID provider to log in by"));
        mustNotGuess(context);
        crew.run(
                        () -> {
                            try {
                                return work.done(openId);
                            } catch (IOException e) {
                                LOG.warn("openid.unavailable", "why", e);
                                throw new Problem(
                                        503,
                                        openId.door().label()
                                                + " cannot be asked at this time; the gateway's log says"
                                                + " why",
                                        "unavailable");
                            }
                        })
                .onSuccess(context::json)
                .onFailure(context::fail);
    }

    /// Each call counts before it is tried, so that none slip through together.
    private void mustNotGuess(RoutingContext context) {
        String address = address(context);
        Instant now = clock.instant();
        Duration wait = brake.wait(address, now);
        if (!wait.isZero()) {
            Duration pause = wait.plusSeconds(1);
            throw new Problem(
                    429,
                    "too many logins from here came to nothing; try again in "
                            + pause.toSeconds()
                            + " seconds",
                    pause);
        }
        brake.failed(address, now);
    }

    private static String address(RoutingContext context) {
        return context.request().remoteAddress().host();
    }

    private static JsonObject begin(RoutingContext context, OpenId openId)
            throws IOException, InterruptedException {
        OpenId.Begun begun = openId.begin();
        OwnCookie.OPENID.give(context, begun.seed(), LIVES);
        return new JsonObject().put("address", begun.address().toString());
    }

    private JsonObject finish(RoutingContext context, OpenId openId)
            throws IOException, InterruptedException {
        Body body = Body.of(context);
        OpenId.Brought brought =
                new OpenId.Brought(
                        body.secret("code", LONGEST_CODE),
                        body.secret("state", LONGEST_CODE),
                        body.json().getValue("iss") instanceof String issuer
                                ? Optional.of(issuer)
                                : Optional.empty());
        String seed = OwnCookie.OPENID.value(context).orElseThrow(OpenIdRoutes::notBegun);
        OpenId.Result result = openId.finish(seed, brought);
        if (!(result instanceof OpenId.Result.NotBegun)) {
            // What it tied together has ended, well or not.
            OwnCookie.OPENID.take(context);
        }
        return switch (result) {
            case OpenId.Result.In(Identity.Provided who, Role role) -> {
                note(context, "login", who, "as " + role.word());
                brake.forgiven(address(context));
                yield entrance.open(context, who, role, false);
            }
            case OpenId.Result.NoRole(Identity.Provided who) -> {
                note(context, "login.refused", who, "no role");
                throw new Problem(
                        403,
                        openId.door().label()
                                + " knows you as "
                                + who.name()
                                + ", but you have no role here; ask whoever looks after "
                                + openId.door().label()
                                + " for a group that has one",
                        "no-role");
            }
            case OpenId.Result.NotBegun _ -> throw notBegun();
            case OpenId.Result.NotProven(String why) -> {
                LOG.warn("openid.not-proven", "why", why);
                throw new Problem(
                        403,
                        openId.door().label() + " has not proven who you are; log in once more",
                        "not-proven");
            }
        };
    }

    private static Problem notBegun() {
        return new Problem(
                403,
                "this login was not begun in this browser at this address, or more than "
                        + LIVES.toMinutes()
                        + " minutes ago; log in once more",
                "not-begun");
    }

    private void note(RoutingContext context, String action, Identity.Provided who, String what) {
        access.note(
                Visitor.signature(who),
                new Access.Act(
                        action,
                        who.name(),
                        what
                                + ", by OpenID Connect, subject "
                                + who.subject()
                                + ", "
                                + Entrance.from(context)));
    }

    /// Where somebody who has just logged out may do so with the provider, too.
    Future<Optional<URI>> farewell() {
        Optional<OpenId> openId = access.logins().openId();
        return openId.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : crew.run(() -> openId.get().farewell())
                        .recover(why -> {
                            LOG.warn("openid.unavailable", "why", String.valueOf(why));
                            return Future.succeededFuture(Optional.empty());
                        });
    }
}
