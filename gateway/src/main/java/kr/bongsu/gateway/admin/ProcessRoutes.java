package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.fleet.Deed;
import kr.bongsu.gateway.fleet.Fleet;
import kr.bongsu.gateway.fleet.LogEnd;
import kr.bongsu.gateway.fleet.Member;
import kr.bongsu.gateway.fleet.Refused;
import kr.bongsu.gateway.fleet.Roster;
import kr.bongsu.gateway.fleet.Undertakings;
import kr.bongsu.gateway.log.Log;

/// The processes of the process manager on this machine: how each is doing, what it writes, and the
/// ways to steer it. What serves this page is never ended from it.
public final class ProcessRoutes implements ConsoleServer.Routes {

    private static final Log LOG = Log.of(ProcessRoutes.class);
    private static final int LOG_LINES = 300;
    private static final int MOST_PROCESSES = 64;

    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 30;

    private final Fleet fleet;
    private final Roster roster;
    private final Access access;
    private final Undertakings undertakings = new Undertakings(InstantSource.system());

    public ProcessRoutes(Fleet fleet, Access access) {
        this.fleet = fleet;
        this.roster = new Roster(fleet, InstantSource.system());
        this.access = access;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        Crew crew = new Crew(vertx, "the process manager", AT_ONCE, MOST_WAITING);
        router.get("/api/processes").handler(context -> answer(crew, context, this::all));
        router.get("/api/processes/:id/log")
                .handler(context -> answer(crew, context, () -> log(context)));
        for (Deed deed : Deed.values()) {
            router.post("/api/processes/:id/" + deed.word())
                    .handler(context -> answer(crew, context, () -> act(context, deed)));
        }
        router.post("/api/applications/:name/scale")
                .handler(context -> answer(crew, context, () -> scale(context)));
    }

    private static void answer(Crew crew, RoutingContext context, Callable<JsonObject> work) {
        crew.answer(context, () -> told(work));
    }

    private static JsonObject told(Callable<JsonObject> work) throws Exception {
        try {
            return work.call();
        } catch (Refused refused) {
            throw new Problem(409, "" + refused.getMessage());
        } catch (IOException e) {
            LOG.warn("console.process-manager-silent", "why", e);
            throw new Problem(
                    502,
                    "the process manager cannot be asked ("
                            + e.getMessage()
                            + "); 'bongsu report' on the machine says how it is");
        }
    }

    private JsonObject all() throws IOException {
        Optional<List<Member>> members = roster.members();
        JsonArray array = new JsonArray();
        members.orElse(List.of()).forEach(each -> array.add(json(each)));
        return new JsonObject()
                .put("running", members.isPresent())
                .put("home", fleet.home().toString())
                .put("processes", array);
    }

    private JsonObject json(Member member) {
        Member.Identity identity = member.identity();
        Member.Life life = member.life();
        JsonObject json =
                new JsonObject()
                        .put("id", identity.id())
                        .put("name", identity.name())
                        .put("namespace", identity.namespace())
                        .put("instance", identity.instance())
                        .put("state", life.state())
                        .put("pid", life.pid() == 0 ? null : life.pid())
                        .put("started_at", life.startedAt().map(Instant::toString).orElse(null))
                        .put("restarts", life.restarts())
                        .put("note", life.note())
                        .put("cpu", member.usage().cpu())
                        .put("memory", member.usage().memoryBytes())
                        .put("open_files", member.usage().openFiles())
                        .put("self", member.self())
                        .put("reloads", !member.self() || fleet.reloadsItself());
        undertakings
                .of(target(identity.id()))
                .or(() -> undertakings.of(identity.name()))
                .ifPresent(each ->
                        each.failure()
                                .ifPresentOrElse(
                                        why -> json.put("failed", each.what()).put("failure", why),
                                        () -> json.put("doing", each.what())));
        return json;
    }

    /// Whatever a program writes may be in it, so it is for those who steer.
    private JsonObject log(RoutingContext context) throws IOException {
        Caller _ = access.require(context, Scope.PROCESSES);
        int id = id(context);
        Fleet.Output output = output(context);
        if (fleet.member(id).isEmpty()) {
            throw gone(id);
        }
        JsonArray lines = new JsonArray();
        Optional<Path> file = fleet.log(id, output);
        if (file.isPresent()) {
            LogEnd.read(file.get(), LOG_LINES).forEach(lines::add);
        }
        return new JsonObject()
                .put("file", file.map(Object::toString).orElse(null))
                .put("lines", lines);
    }

    private static Fleet.Output output(RoutingContext context) {
        String given = context.queryParams().get("output");
        return Arrays.stream(Fleet.Output.values())
                .filter(each ->
                        each.name().toLowerCase(Locale.ROOT).equals(given == null ? "out" : given))
                .findFirst()
                .orElseThrow(() -> new Problem(400, "'output' must be out or err"));
    }

    private JsonObject act(RoutingContext context, Deed deed) throws IOException {
        Caller _ = access.require(context, Scope.PROCESSES);
        int id = id(context);
        Member member = fleet.member(id).orElseThrow(() -> gone(id));
        fleet.check(member, deed);
        admit(context, deed.word(), member.identity().name(), "id " + id);
        begin(target(id), deed.word(), () -> fleet.act(member, deed));
        return json(member);
    }

    private JsonObject scale(RoutingContext context) throws IOException {
        Caller _ = access.require(context, Scope.PROCESSES);
        String name = context.pathParam("name");
        int count = Body.of(context).number("count", MOST_PROCESSES);
        fleet.checkScale(name);
        admit(context, "scale", name, "to " + count);
        begin(name, "scale", () -> fleet.scale(name, count));
        return all();
    }

    /// While it goes on and when it is over, nobody is shown how it was before.
    private void begin(String target, String what, Undertakings.Work work) {
        undertakings.begin(
                target,
                what,
                () -> {
                    try {
                        work.run();
                    } finally {
                        roster.forget();
                    }
                });
        roster.forget();
    }

    private void admit(RoutingContext context, String what, String name, String detail) {
        String _ =
                access.admit(
                        context, Scope.PROCESSES, new Access.Act("process." + what, name, detail));
    }

    private static String target(int id) {
        return "process " + id;
    }

    private static int id(RoutingContext context) {
        return (int) PushQuestion.number("id", context.pathParam("id"), 0, Integer.MAX_VALUE);
    }

    private static Problem gone(int id) {
        return new Problem(404, "there is no process " + id);
    }
}
