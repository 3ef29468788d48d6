package kr.bongsu.gateway.admin;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a request is not served, as RFC 9457 tells it.
public final class Problem extends RuntimeException {

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

    /// Tells it to who asked.
    void answer(RoutingContext context) {
        retryAfter.ifPresent(
                pause -> context.response().putHeader("Retry-After", "" + pause.toSeconds()));
        answer(context, status, "" + getMessage(), code);
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
