package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.upkeep.Retention;
import kr.bongsu.gateway.upkeep.RetentionSettings;

/// The ledger as something that fills: what it holds, how long that is kept, where archives are and
/// how much room is left; and its emptying, which keeps what waits and asks for the ledger's name.
public final class UpkeepRoutes implements ConsoleServer.Routes {

    private static final int AT_ONCE = 1;
    private static final int MOST_WAITING = 50;

    private final Backroom ledger;
    private final Retention retention;
    private final Kept kept;
    private final Access access;

    /// What the configuration says of it.
    public record Kept(LedgerSettings.Store store, RetentionSettings retention) {

        Disks disks() {
            Optional<Path> file =
                    switch (store) {
                        case LedgerSettings.Store.Sqlite sqlite -> Optional.of(sqlite.path());
                        case LedgerSettings.Store.Server _ -> Optional.empty();
                    };
            return new Disks(file, retention.archive());
        }

        String engine() {
            return switch (store) {
                case LedgerSettings.Store.Sqlite _ -> "sqlite";
                case LedgerSettings.Store.Server server ->
                        server.engine().name().toLowerCase(Locale.ROOT);
            };
        }
    }

    public UpkeepRoutes(Backroom ledger, Retention retention, Kept kept, Access access) {
        this.ledger = ledger;
        this.retention = retention;
        this.kept = kept;
        this.access = access;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        Crew crew = new Crew(vertx, "upkeep", AT_ONCE, MOST_WAITING);
        router.get("/api/upkeep").handler(context -> crew.answer(context, this::all));
        router.post("/api/upkeep/flush")
                .handler(context -> crew.answer(context, () -> flush(context)));
    }

    private JsonObject all() throws IOException {
        Counts counts = ledger.counts();
        Retention.State state = retention.state();
        Disks disks = kept.disks();
        JsonObject json =
                new JsonObject()
                        .put("engine", kept.engine())
                        .put("name", name())
                        .put("stored", counts.stored())
                        .put("settled", counts.stored() - counts.open())
                        .put("waiting", counts.open())
                        .put("file", disks.ledgerFile().orElse(null))
                        .put("archive", disks.archiveFolder().orElse(null))
                        .put("kept", keeps())
                        .put("tidies", ledger.mayTidy())
                        .put("flush_asked", state.isAsked());
        state.now().ifPresent(round -> json.put("now", json(round)));
        state.last().ifPresent(round -> json.put("last", json(round)));
        return json;
    }

    private JsonObject keeps() {
        OptionalLong pushes = kept.retention.pushes();
        return new JsonObject()
                .put("days", kept.retention.age().map(Duration::toDays).orElse(null))
                .put("pushes", pushes.isPresent() ? pushes.getAsLong() : null);
    }

    private static JsonObject json(Retention.Round round) {
        return new JsonObject()
                .put("work", round.work().name().toLowerCase(Locale.ROOT))
                .put("since", round.since().toString())
                .put("removed", round.removed())
                .put("failure", round.failure().orElse(null));
    }

    private JsonObject flush(RoutingContext context) throws IOException {
        Caller _ = access.require(context, Scope.FLUSH);
        String name = name();
        if (!Body.of(context).text("name").equals(name)) {
            throw new Problem(
                    400, "'name' must be the name of this ledger, " + name + "; nothing was done");
        }
        if (!ledger.mayTidy()) {
            throw new Problem(
                    409, "another gateway of this ledger removes what is old; flush there");
        }
        String _ =
                access.admit(
                        context,
                        Scope.FLUSH,
                        new Access.Act("ledger.flush", name, ledger.counts().open() + " kept"));
        if (!retention.askFlush()) {
            throw new Problem(409, "a flush is being done already; wait for its end");
        }
        return all();
    }

    /// Random, made with the ledger: what is typed off another one's page does not fit.
    private String name() {
        return ledger.read(reads ->
                reads.first(
                                "SELECT value FROM meta WHERE name = 'ledger'",
                                List.of(),
                                row -> row.getString(1))
                        .orElse(""));
    }
}
