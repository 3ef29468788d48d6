package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.fleet.Daemon;
import kr.bongsu.gateway.fleet.Fleet;
import kr.bongsu.gateway.intake.Desk;
import kr.bongsu.gateway.intake.PushRoutes;
import kr.bongsu.gateway.ledger.Intervention;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Rejection;
import kr.bongsu.gateway.upkeep.Retention;
import kr.bongsu.gateway.upkeep.RetentionSettings;

/// A console with something of everything that it can show: people of each role, pushes, a dead
/// token, a line, and a process manager with some processes.
final class Stage implements AutoCloseable {

    /// The line; no FEP listens.
    static final String LINK = "single01";

    /// The application of all processes.
    static final String APPLICATION = "nap";

    /// A push that waits for tomorrow; those before it are on their way, but for a rejected one.
    static final long RESERVED = 13;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestAccess files;
    private final Ledger ledger;
    private final Retention retention;
    private final Links links;
    private final Daemon daemon;
    private final ConsoleServer.Routes more;
    private final ConsoleServer server;
    private final Person nobody;

    /// Takes nothing in.
    private static final class Closed implements Desk {
        @Override
        public CompletableFuture<Receipt> accept(Submission submission) {
            return CompletableFuture.completedFuture(new Receipt.Unavailable("a test"));
        }

        @Override
        public CompletableFuture<Set<Long>> cancel(List<Long> pushes, String by) {
            return CompletableFuture.completedFuture(Set.of());
        }

        @Override
        public boolean isFull(Lane lane) {
            return false;
        }
    }

    Stage(Path folder) throws Exception {
        files = new TestAccess(folder).withEachRole();
        LedgerSettings settings = LedgerSettings.file(folder.resolve("ledger.db"));
        ledger = Ledger.open(settings, Submissions.ROOMY, () -> Submissions.NOW);
        fill(ledger);
        retention =
                new Retention(
                        RetentionSettings.FOR_EVER, ledger.backroom(), InstantSource.system());
        links =
                new Links(
                        List.of(line()),
                        TestConsole.common(folder),
                        _ -> CompletableFuture.completedFuture(new Receipt.Stored(List.of())),
                        _ -> false,
                        line -> ledger.links().of(line.name(), line.route()));
        links.start();
        Files.writeString(folder.resolve("nap.log"), "a line of a log\n");
        daemon = new Daemon(folder, _ -> Daemon.processes(processes(folder.resolve("nap.log"))));
        Access access = files.access();
        more =
                pushes(access)
                        .and(
                                new ProcessRoutes(
                                        Fleet.of(Map.of("BONGSU_HOME", "" + folder)), access))
                        .and(
                                new UpkeepRoutes(
                                        ledger.backroom(),
                                        retention,
                                        new UpkeepRoutes.Kept(
                                                settings.store(), RetentionSettings.FOR_EVER),
                                        access))
                        .and(
                                new TestPushRoutes(
                                        (_, _, done) -> done.accept(new Outcome.Accepted("name")),
                                        access,
                                        InstantSource.system()));
        server = TestConsole.with(links, ledger, TestAccess.sending(this::recall), access);
        nobody = Person.anonymous(http, server.start(more));
    }

    private ConsoleServer.Routes pushes(Access access) {
        return new PushRoutes(
                        new Closed(), ledger.backroom(), access, 1_000, InstantSource.system())
                ::mount;
    }

    private static void fill(Ledger ledger) throws Exception {
        Receipt.Stored stored =
                (Receipt.Stored)
                        ledger.accept(Submissions.of("a", Lane.SINGLE, 12))
                                .get(20, TimeUnit.SECONDS);
        // A device that the page of dead ones has to mask, too.
        ledger.settle(
                        List.of(
                                new Settlement.Rejected(
                                        stored.ready().getLast().id(),
                                        Submissions.NOW,
                                        1,
                                        Rejection.UNREGISTERED,
                                        "404")))
                .get(20, TimeUnit.SECONDS);
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        ledger.accept(
                        Submissions.of(
                                "b", Lane.SINGLE, Optional.of(tomorrow), Submissions.recipients(1)))
                .get(20, TimeUnit.SECONDS);
    }

    private static LinkSettings line() {
        return new LinkSettings(
                LINK,
                Lane.SINGLE,
                List.of(
                        new LinkSettings.Endpoint("127.0.0.1", 1),
                        new LinkSettings.Endpoint("127.0.0.1", 2)),
                Optional.empty(),
                new LinkSettings.Dialogue(true, Duration.ofSeconds(1), LinkSettings.WhenFull.WAIT));
    }

    /// One that is stopped, and others that run.
    private static JsonObject[] processes(Path log) {
        JsonObject[] all = new JsonObject[4];
        for (int id = 1; id <= all.length; id++) {
            all[id - 1] =
                    Daemon.process(id, APPLICATION, 0, id == 1 ? "stopped" : "online")
                            .put("details", new JsonObject().put("outFile", "" + log));
        }
        return all;
    }

    /// Of a gateway that has nothing in memory.
    private CompletableFuture<Set<Long>> recall(List<Long> pushes, String by) {
        return ledger.intervene(
                        new Intervention(Intervention.Kind.CANCEL, pushes, by, Instant.now()))
                .thenApply(done -> Set.copyOf(done.changed()));
    }

    TestAccess files() {
        return files;
    }

    ConsoleServer server() {
        return server;
    }

    ConsoleServer.Routes more() {
        return more;
    }

    /// Who has not logged in.
    Person nobody() {
        return nobody;
    }

    @Override
    public void close() throws IOException {
        server.close();
        links.close();
        daemon.close();
        retention.close();
        ledger.close();
        http.close();
    }
}
