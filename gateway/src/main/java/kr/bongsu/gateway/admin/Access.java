package kr.bongsu.gateway.admin;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kr.bongsu.gateway.access.ApiKeys;
import kr.bongsu.gateway.access.Audit;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.access.Sessions;
import kr.bongsu.gateway.access.Staff;
import kr.bongsu.gateway.log.Log;

/// The gate before the API: no login and no key, no way; and nothing is changed without a line in
/// the audit log.
public final class Access {

    private static final Log LOG = Log.of(Access.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String BEARER = "Bearer ";
    private static final String VISITOR = "visitor";
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    /// It takes no longer than to look at a file.
    private static final int MOST_AT_THE_GATE = 2_000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final ApiKeys keys;
    private final Staff staff;
    private final Logins logins;
    private final Sessions sessions;
    private final Audit audit;
    private final AtomicInteger atTheGate = new AtomicInteger();

    /// What somebody wants to do, for the audit log.
    public record Act(String action, String object, String detail) {}

    public Access(ApiKeys keys, Staff staff, Logins logins, Sessions sessions, Audit audit) {
        this.keys = keys;
        this.staff = staff;
        this.logins = logins;
        this.sessions = sessions;
        this.audit = audit;
    }

    Staff staff() {
        return staff;
    }

    Logins logins() {
        return logins;
    }

    Sessions sessions() {
        return sessions;
    }

    Audit audit() {
        return audit;
    }

    /// Lets nobody pass who is not known; what each may do, [#require] decides.
    public void guard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (atTheGate.incrementAndGet() > MOST_AT_THE_GATE) {
            atTheGate.decrementAndGet();
            throw new Problem(503, "too many ask at once; try again in a moment", SOON);
        }
        // What the caller still sends waits until it is clear who he is.
        boolean waits = !request.isEnded();
        if (waits) {
            request.pause();
        }
        context.vertx()
                .executeBlocking(() -> identify(context), false)
                .onComplete(_ -> {
                    atTheGate.decrementAndGet();
                    if (waits) {
                        request.resume();
                    }
                })
                .onSuccess(_ -> context.next())
                .onFailure(context::fail);
    }

    /// Lets nobody read who may not read anything at all.
    void reading(RoutingContext context) {
        if (reads(context.request())) {
            Caller _ = require(context, Scope.READ);
        }
        context.next();
    }

    /// Finds out who asks, and notes it. Blocks: looks at the files of keys and accounts.
    ///
    /// @throws Problem 401 when nobody known asks, 403 when a browser asks for another site
    private Visitor identify(RoutingContext context) {
        Visitor visitor =
                visitor(context)
                        .orElseThrow(() ->
                                new Problem(
                                        401,
                                        "this needs a login, or a key: send 'Authorization: Bearer"
                                                + " KEY'; make one with 'bongsu gateway --config"
                                                + " FILE --add-key NAME'"));
        context.put(VISITOR, visitor);
        return visitor;
    }

    private static boolean reads(HttpServerRequest request) {
        return READING.contains(request.method());
    }

    /// Who asks, if he is known.
    Optional<Visitor> visitor(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header != null && header.startsWith(BEARER)) {
            return Optional.of(
                    keys.caller(header.substring(BEARER.length()))
                            .map(Visitor::program)
                            .orElseThrow(() -> new Problem(401, "this key is not known")));
        }
        Optional<Visitor> person =
                OwnCookie.SESSION.value(context).flatMap(token -> person(context, token));
        if (person.isPresent()) {
            mustComeFromOurPage(context.request(), person.get());
        }
        return person;
    }

    private Optional<Visitor> person(RoutingContext context, String token) {
        Optional<Sessions.Session> session = sessions.find(token, idle(context));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Visitor.Login> login = login(session.get());
            if (login.isEmpty()) {
                sessions.end(token);
            }
            return login.map(Visitor::person);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// What the person of a session may do now, which may be other than when he logged in.
    private Optional<Visitor.Login> login(Sessions.Session session) throws IOException {
        return switch (session.who()) {
            case Identity.Local(String name, int version) ->
                    staff.find(name)
                            .filter(each -> each.version() == version && logins.local())
                            .map(each ->
                                    new Visitor.Login(
                                            session, each.role(), each.credential().oneTime()));
            case Identity.Provided who ->
                    logins.openId()
                            .flatMap(each -> each.role(who))
                            .map(role -> new Visitor.Login(session, role, false));
        };
    }

    /// What somebody may do now who has logged in before; nothing when his sessions have no more
    /// worth. Blocks.
    Optional<Role> role(Identity who) throws IOException {
        return login(new Sessions.Session(who, "")).map(Visitor.Login::role);
    }

    /// How long ago the person did something, as the page says; zero when it says nothing. A
    /// browser that opens an event stream sends no header of ours, so its address says it.
    private static Duration idle(RoutingContext context) {
        String header = context.request().getHeader("Bongsu-Idle");
        String seconds = header == null ? context.queryParams().get("idle") : header;
        return seconds != null && seconds.matches("\\d{1,7}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : Duration.ZERO;
    }

    static Problem unreadable(IOException why) {
        LOG.error("access.accounts-unusable", "why", why, "means", "nobody can log in or out");
        return new Problem(
                503, "the accounts cannot be read or written; the gateway's log says why");
    }

    /// A browser sends the cookie by itself: what it asks must come from a page of ours, and a
    /// change must show what only such a page can read.
    private static void mustComeFromOurPage(HttpServerRequest request, Visitor person) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_PAGES.contains(site)) {
            throw new Problem(403, "a page of another site asked for this; it is not served");
        }
        if (!reads(request) && !person.shows(request.getHeader("X-CSRF-Token"))) {
            throw new Problem(
                    403,
                    "the header X-CSRF-Token does not belong to this login; load the page again");
        }
    }

    /// Who asks; he may do it.
    ///
    /// @throws Problem 403 when he may not
    public Caller require(RoutingContext context, Scope scope) {
        Visitor visitor = context.get(VISITOR);
        if (visitor == null) {
            throw new IllegalStateException("asked before guard: " + context.normalizedPath());
        }
        if (visitor.mustChangePassword()) {
            throw new Problem(403, "change the password first: it was made by somebody else");
        }
        if (!visitor.caller().may(scope)) {
            throw new Problem(
                    403, visitor.caller().name() + " may not do that; it needs " + scope.word());
        }
        return visitor.caller();
    }

    /// Who asks, once [#guard] has let him pass.
    Optional<Visitor> known(RoutingContext context) {
        return Optional.ofNullable(context.get(VISITOR));
    }

    /// Lets somebody change something, and writes it down. Blocks.
    ///
    /// @return what he is called wherever this is written down
    /// @throws Problem 403 when he may not, 503 when the audit log cannot be written
    public String admit(RoutingContext context, Scope scope, Act act) {
        Caller _ = require(context, scope);
        Visitor visitor = context.get(VISITOR);
        String signature = visitor.signature();
        note(signature, act);
        return signature;
    }

    /// Writes down what somebody has done, where nothing must stop him from doing it; that it
    /// cannot be written is in the gateway's log. Blocks.
    void record(String who, Act act) {
        try {
            audit.add(who, act.action, act.object, act.detail);
        } catch (IOException e) {
            LOG.error(
                    "access.audit-failed",
                    "why",
                    e,
                    "who",
                    who,
                    "action",
                    act.action,
                    "means",
                    "this was done and is missing in the audit log");
        }
    }

    /// Writes down what somebody is about to do. Blocks.
    ///
    /// @throws Problem 503 when it cannot be written; then it must not be done
    void note(String who, Act act) {
        try {
            audit.add(who, act.action, act.object, act.detail);
        } catch (IOException e) {
            LOG.error("access.audit-failed", "why", e, "means", "nothing can be changed");
            throw new Problem(503, "the audit log cannot be written, so nothing was changed");
        }
    }
}
