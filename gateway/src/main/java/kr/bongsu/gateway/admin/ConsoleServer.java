package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.InstantSource;
import java.util.concurrent.Callable;
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

    private final Address address;
    private final Ledger ledger;
    private final Links links;
    private final Access access;
    private final PushApi pushes;
    private final NewestPage newest;
    private final CsvExport export;
    private final Overview overview;
    private final Live live;
    private final Vertx vertx;
    private final HttpServer server;

    /// Where it listens.
    ///
    /// @param port 0 for any that is free
    public record Address(String host, int port) {}

    /// More than the console needs.
    @FunctionalInterface
    public interface Routes {
        void mount(Vertx vertx, Router router);

        static Routes none() {
            return (_, _) -> {};
        }
    }

    public ConsoleServer(
            Address address, Ledger ledger, Links links, Sending sending, Access access) {
        this.address = address;
        this.ledger = ledger;
        this.links = links;
        this.access = access;
        LogSearch search = new LogSearch(ledger.backroom(), InstantSource.system());
        this.pushes = new PushApi(ledger, search);
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4));
        this.newest = new NewestPage(vertx, pushes, InstantSource.system());
        this.export = new CsvExport(vertx, search);
        this.overview = new Overview(vertx, ledger, links, sending, InstantSource.system());
        this.live = new Live(vertx, this::news);
        this.server =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setIdleTimeout(60)
                                .setMaxHeaderSize(16 * 1024)
                                .setCompressionSupported(true));
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
            return server.requestHandler(router(more))
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

    private Router router(Routes more) {
        Router router = Router.router(vertx);
        router.route().handler(ConsoleServer::secure);
        router.get("/api/overview").handler(context -> context.json(overview.whole()));
        router.get("/api/live").handler(live::listen);
        new LinkRoutes(vertx, links, access).mount(router);
        new LaneRoutes(vertx, ledger.lanes(), access).mount(router);
        new DeadTokenRoutes(vertx, ledger.backroom(), access).mount(router);
        more.mount(vertx, router);
        router.get("/api/pushes").handler(this::page);
        router.get("/api/pushes.csv")
                .handler(context -> export.write(context.queryParams(), context.response()));
        router.get("/api/pushes/:id").handler(this::push);
        router.route("/api/*")
                .handler(context ->
                        Problem.answer(
                                context, 404, "no such resource: " + context.normalizedPath()));
        router.route("/assets/*")
                .handler(StaticHandler.create("console/assets").setMaxAgeSeconds(31_536_000));
        router.route().handler(StaticHandler.create("console").setCachingEnabled(false));
        // The console's own paths, such as /links, are answered with its page.
        router.get().handler(ConsoleServer::consolePage);
        router.route().failureHandler(Problem::of);
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
                .putHeader("Cache-Control", "no-store")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                                + "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                + "frame-ancestors 'none'");
        context.next();
    }

    private JsonObject news() {
        return new JsonObject().put("overview", overview.now()).put("links", overview.links());
    }

    private void page(RoutingContext context) {
        if (NewestPage.isAskedFor(context)) {
            newest.answer(context);
        } else {
            blocking(context, () -> pushes.page(context.queryParams()));
        }
    }

    private void push(RoutingContext context) {
        vertx.executeBlocking(() -> pushes.push(context.pathParam("id")), false)
                .onSuccess(push ->
                        push.ifPresentOrElse(
                                context::json,
                                () ->
                                        Problem.answer(
                                                context,
                                                404,
                                                "the log has no such push (any more)")))
                .onFailure(context::fail);
    }

    private void blocking(RoutingContext context, Callable<JsonObject> work) {
        vertx.executeBlocking(work, false).onSuccess(context::json).onFailure(context::fail);
    }
}
