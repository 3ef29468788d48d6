package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.search.LogSearch;

/// Serves the console and its API.
public final class ConsoleServer implements AutoCloseable {

    private static final Log LOG = Log.of(ConsoleServer.class);
    private static final long START_SECONDS = 30;

    /// As many as the ledger has connections to read by.
    private static final int READERS = 4;

    private static final int MOST_WAITING = 100;

    /// Nothing is unpacked into the temporary folder.
    static final FileSystemOptions NO_CACHE =
            new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false);

    private static final JsonObject HEALTHY = new JsonObject().put("status", "up");

    private final Address address;
    private final Ledger ledger;
    private final Links links;
    private final Access access;
    private final PushApi pushes;
    private final Sending.Recall recall;
    private final Overview overview;
    private final Live live;
    private final Vertx vertx;
    private final Crew crew;
    private final HttpServer server;

    /// Where it listens.
    ///
    /// @param port 0 for any that is free
    /// @param tls without it, the console is served in clear
    public record Address(String host, int port, Optional<Tls> tls) {
        public Address(String host, int port) {
            this(host, port, Optional.empty());
        }
    }

    /// What it shows to browsers.
    ///
    /// @param certificate PEM file of the chain
    /// @param key PEM file of its key, PKCS #8 and not encrypted
    public record Tls(Path certificate, Path key) {}

    /// More than the console needs.
    @FunctionalInterface
    public interface Routes {
        void mount(Vertx vertx, Router router);

        static Routes none() {
            return (_, _) -> {};
        }

        /// These, and others.
        default Routes and(Routes others) {
            return (vertx, router) -> {
                mount(vertx, router);
                others.mount(vertx, router);
            };
        }
    }

    public ConsoleServer(
            Address address, Ledger ledger, Links links, Sending sending, Access access) {
        this.address = address;
        this.ledger = ledger;
        this.links = links;
        this.access = access;
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(4)
                                .setFileSystemOptions(NO_CACHE));
        // A database that hangs must not hold up who logs in, or asks for something else.
        this.crew = new Crew(vertx, "the ledger", READERS, MOST_WAITING);
        this.pushes =
                new PushApi(
                        ledger,
                        new LogSearch(ledger.backroom(), InstantSource.system()),
                        sending.preview());
        this.recall = sending.recall();
        this.overview = new Overview(crew, ledger, links, sending, InstantSource.system());
        this.live = new Live(vertx, this::news);
        this.server = vertx.createHttpServer(options(address));
    }

    private static HttpServerOptions options(Address address) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setIdleTimeout(60)
                        .setMaxHeaderSize(16 * 1024)
                        .setCompressionSupported(true);
        address.tls()
                .ifPresent(tls ->
                        options.setSsl(true)
                                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                                .setKeyCertOptions(
                                        new PemKeyCertOptions()
                                                .setCertPath(tls.certificate().toString())
                                                .setKeyPath(tls.key().toString())));
        return options;
    }

    /// Listens.
    ///
    /// @return the port
    /// @throws IllegalStateException with a sentence for a person when it cannot
    public int start() throws InterruptedException {
        return start(Routes.none());
    }

    /// The same, with more than the console needs.
    public int start(Routes more) throws InterruptedException {
        vertx.setPeriodic(0, 1_000, _ -> overview.sample());
        live.start();
        try {
            return server.requestHandler(new Doorstep(router(more)))
                    .listen(address.port(), address.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS)
                    .actualPort();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the console cannot listen on "
                            + address.host()
                            + ":"
                            + address.port()
                            + " ("
                            + (e.getCause() == null ? e : e.getCause()).getMessage()
                            + "); is another program using the port?",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("console.close-failed", "why", String.valueOf(e.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    Router router(Routes more) {
        Router router = Router.router(vertx);
        router.route().handler(ConsoleServer::secure);
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(Body.LONGEST));
        SessionRoutes session = new SessionRoutes(vertx, access);
        router.get("/api").handler(ApiDocument::answer);
        router.get("/api/health").handler(context -> context.json(HEALTHY));
        session.mountOpen(router);
        router.route("/api/*").handler(access::guard);
        session.mount(router);
        new UserRoutes(vertx, access).mount(router);
        new PresenceRoutes(vertx, access).mount(router);
        new AuditRoutes(vertx, access).mount(router);
        new DeadTokenRoutes(crew, ledger.backroom(), access).mount(router);
        // Whoever asks for what follows must be allowed to read, at least.
        router.route("/api/*").handler(access::reading);
        router.get("/api/overview").handler(context -> context.json(overview.whole()));
        router.get("/api/live").handler(live::listen);
        LinkRoutes.Keeping wishes = new LinkRoutes.Keeping(crew, ledger.links());
        new LinkRoutes(vertx, links, wishes, access).mount(router);
        new LaneRoutes(crew, ledger.lanes(), access).mount(router);
        new PushRoutes(crew, ledger, pushes, recall, access).mount(router);
        new DeviceRoutes(crew, ledger.backroom()).mount(router);
        more.mount(vertx, router);
        router.route("/api/*")
                .handler(context ->
                        Problem.answer(
                                context, 404, "no such resource: " + context.normalizedPath()));
        router.route().handler(new ConsoleFiles(vertx));
        // The console's own paths, such as /links, are answered with its page.
        router.get().handler(ConsoleServer::consolePage);
        router.route().failureHandler(new Failures(InstantSource.system()));
        return router;
    }

    private static void consolePage(RoutingContext context) {
        if (context.normalizedPath().equals("/index.html")) {
            Problem.answer(context, 404, "the console's files are missing from this installation");
        } else {
            context.reroute("/index.html");
        }
    }

    private static void secure(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                                + "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                + "frame-ancestors 'none'");
        if (context.request().isSSL()) {
            context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        context.next();
    }

    private JsonObject news() {
        return new JsonObject().put("overview", overview.now()).put("links", overview.links());
    }
}
