package kr.bongsu.gateway.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Answers requests that failed. What a caller did wrong is not in the log, what the ledger cannot
/// do is there once a minute, and only a bug with its trace. Only on Vert.x's one event loop.
final class Failures implements Handler<RoutingContext> {

    private static final Log LOG = Log.of(ConsoleServer.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private Instant next = Instant.MIN;

    Failures(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        Throwable why = context.failure();
        int status = context.statusCode();
        if (why instanceof Problem problem) {
            problem.answer(context);
        } else if (why == null) {
            Problem.answer(context, status, "cannot be served");
        } else if (status >= 400 && status < 500) {
            // Its text may have what somebody searched for, or a password.
            Problem.answer(
                    context, status, "this request's address, headers or body cannot be read");
        } else if (why instanceof HttpClosedException || why instanceof StreamResetException) {
            // Nobody is there any more to be answered.
            context.response().reset();
        } else if (isOfTheLedger(why)) {
            tell(why);
            new Problem(503, "the ledger cannot be used now; the gateway's log says why", PAUSE)
                    .answer(context);
        } else {
            LOG.bug("console.failed", why);
            Problem.answer(context, 500, "Bongsu could not answer; its log says why");
        }
    }

    private static boolean isOfTheLedger(@Nullable Throwable why) {
        return switch (why) {
            case ExecutionException wrapped -> isOfTheLedger(wrapped.getCause());
            case CompletionException wrapped -> isOfTheLedger(wrapped.getCause());
            case LedgerException _,
                    SQLException _,
                    TimeoutException _,
                    RejectedExecutionException _ ->
                    true;
            case null, default -> false;
        };
    }

    private void tell(Throwable why) {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(QUIET);
            LOG.warn(
                    "console.ledger-unavailable",
                    "why",
                    why,
                    "means",
                    "callers of the API are told 503; this is said once a minute");
        }
    }
}
