package kr.bongsu.gateway.admin;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Why a request is not served, as RFC 9457 tells it.
public final class Problem extends RuntimeException {

    private static final Log LOG = Log.of(ConsoleServer.class);

    private final int status;
    private final @Nullable String code;
    private final Optional<Duration> retryAfter;

    /// @param detail a sentence for the person who asked
    public Problem(int status, String detail) {
        this(status, detail, null, Optional.empty());
    }

    /// @param pause until it may be tried again
    public Problem(int status, String detail, Duration pause) {
        this(status, detail, null, Optional.of(pause));
    }

    /// @param code what is wrong in one word, for a program that says it in another language
    Problem(int status, String detail, String code) {
        this(status, detail, code, Optional.empty());
    }

    private Problem(
            int status, String detail, @Nullable String code, Optional<Duration> retryAfter) {
        super(detail);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /// Answers a request that failed.
    static void of(RoutingContext context) {
        switch (context.failure()) {
            case Problem problem -> {
                problem.retryAfter.ifPresent(pause ->
                        context.response().putHeader("Retry-After", "" + pause.toSeconds()));
                answer(context, problem.status, "" + problem.getMessage(), problem.code);
            }
            case null -> answer(context, context.statusCode(), "cannot be served");
            case Throwable unexpected -> {
                LOG.bug("console.failed", unexpected);
                answer(context, 500, "Bongsu could not answer; its log says why");
            }
        }
    }

    public static void answer(RoutingContext context, int status, String detail) {
        answer(context, status, detail, null);
    }

    private static void answer(
            RoutingContext context, int status, String detail, @Nullable String code) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body(response.getStatusMessage(), status, detail, code).encode());
    }

    private static JsonObject body(String title, int status, String detail, @Nullable String code) {
        JsonObject body =
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail);
        return code == null ? body : body.put("code", code);
    }
}
