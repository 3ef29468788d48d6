package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.search.LogSearch;

/// Serves the console and its API.
public final class ConsoleServer implements AutoCloseable {

    private static final Log LOG = Log.of(ConsoleServer.class);
    private static final String VERSION = "0.1.0";
    private static final long START_SECONDS = 30;

    private final Address address;
    private final Ledger ledger;
    private final Links links;
    private final Access access;
    private final PushApi pushes;
    private final Rates rates = new Rates();
    private final Vertx vertx;
    private final HttpServer server;

    /// Where it listens.
    ///
    /// @param port 0 for any that is free
    public record Address(String host, int port) {}

    public ConsoleServer(Address address, Ledger ledger, Links links, Access access) {
        this.address = address;
        this.ledger = ledger;
        this.links = links;
        this.access = access;
        this.pushes = new PushApi(ledger, new LogSearch(ledger.backroom(), InstantSource.system()));
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4));
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
        vertx.setPeriodic(0, 1_000, _ -> rates.sample(Instant.now(), ledger.counts()));
        try {
            return server.requestHandler(router())
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

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(ConsoleServer::secure);
        router.get("/api/overview").handler(context -> context.json(overview()));
        new LinkRoutes(vertx, links, access).mount(router);
        router.get("/api/pushes")
                .handler(context -> blocking(context, () -> pushes.page(context.queryParams())));
        router.get("/api/pushes/:id").handler(this::push);
        router.route("/api/*")
                .handler(context ->
                        Problem.answer(
                                context, 404, "no such resource: " + context.normalizedPath()));
        router.route("/assets/*")
                .handler(StaticHandler.create("console/assets").setMaxAgeSeconds(31_536_000));
        router.route().handler(StaticHandler.create("console").setCachingEnabled(false));
        // The console's own paths, such as /links, are answered with its page.
        router.get().handler(ConsoleServer::page);
        router.route().failureHandler(Problem::of);
        return router;
    }

    private static void page(RoutingContext context) {
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

    private JsonObject overview() {
        Counts counts = ledger.counts();
        return new JsonObject()
                .put("version", VERSION)
                .put(
                        "counts",
                        new JsonObject()
                                .put("stored", counts.stored())
                                .put("pending", counts.open())
                                .put("accepted", counts.accepted())
                                .put("rejected", counts.settled() - counts.accepted()))
                .put(
                        "rates",
                        new JsonObject()
                                .put("accepted_per_second", rates.storedPerSecond())
                                .put("settled_per_second", rates.settledPerSecond()));
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
