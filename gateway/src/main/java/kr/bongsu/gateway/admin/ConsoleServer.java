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
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.PushLog;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.log.Log;

/// Serves the console and its API.
public final class ConsoleServer implements AutoCloseable {

    private static final Log LOG = Log.of(ConsoleServer.class);
    private static final String VERSION = "0.1.0";
    private static final int DEFAULT_ROWS = 100;
    private static final long START_SECONDS = 30;

    private final Address address;
    private final Ledger ledger;
    private final Links links;
    private final Access access;
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
        router.get("/api/pushes").handler(context -> blocking(context, () -> pushes(context)));
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

    private JsonObject pushes(RoutingContext context) {
        int limit = (int) number(context, "limit", 1, PushLog.MOST_ROWS).orElse(DEFAULT_ROWS);
        OptionalLong before = number(context, "before", 0, Long.MAX_VALUE);
        OptionalLong after = number(context, "after", 0, Long.MAX_VALUE);
        if (before.isPresent() && after.isPresent()) {
            throw new Problem(400, "'before' and 'after' exclude each other");
        }
        // One row more than asked for tells whether there is another page.
        List<PushRow> rows =
                after.isPresent()
                        ? ledger.log().oldestAfter(after.getAsLong(), limit + 1)
                        : ledger.log().newestBefore(before, limit + 1);
        boolean more = rows.size() > limit;
        List<PushRow> page =
                !more
                        ? rows
                        : after.isPresent() ? rows.subList(1, limit + 1) : rows.subList(0, limit);
        return new JsonObject()
                .put("pushes", Json.pushes(page))
                .put("total", ledger.counts().stored())
                .put("newer", after.isPresent() ? more : before.isPresent())
                .put("older", after.isPresent() || more);
    }

    private static OptionalLong number(RoutingContext context, String name, long least, long most) {
        List<String> values = context.queryParam(name);
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(values.getFirst());
            if (value >= least && value <= most && values.size() == 1) {
                return OptionalLong.of(value);
            }
        } catch (NumberFormatException notOne) {
            // Reported below with every other value that is out of range.
        }
        throw new Problem(400, "'" + name + "' must be one number from " + least + " to " + most);
    }

    private void blocking(RoutingContext context, Callable<JsonObject> work) {
        vertx.executeBlocking(work, false).onSuccess(context::json).onFailure(context::fail);
    }
}
