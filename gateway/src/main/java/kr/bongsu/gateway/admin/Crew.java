package kr.bongsu.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Does one kind of blocking work on threads of its own, so that what it waits for holds up nothing
/// else. Only so much of it waits for a thread, and not for long.
public final class Crew {

    private static final Duration SOON = Duration.ofSeconds(5);

    /// A page gives up soon after, and work for nobody is not begun.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Only stops Vert.x's warnings about slow work: each kind of work has limits of its own.
    private static final int WARN_MINUTES = 2;

    private final WorkerExecutor threads;
    private final String what;
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    /// @param what it waits for, as a person says it
    /// @param waiting how much may wait for a thread
    public Crew(Vertx vertx, String what, int threads, int waiting) {
        // Whoever measures what serving costs knows the threads by how their names begin.
        String name = "http-" + what.replace(' ', '-');
        this.threads =
                vertx.createSharedWorkerExecutor(name, threads, WARN_MINUTES, TimeUnit.MINUTES);
        this.what = what;
        this.most = threads + waiting;
    }

    /// Fails with a [Problem] 503 when too much waits, or the gateway stops.
    public <T> Future<T> run(Callable<T> work) {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            return Future.failedFuture(tooMany());
        }
        long asked = System.nanoTime();
        Future<T> done;
        try {
            done = threads.executeBlocking(() -> inTime(asked, work), false);
        } catch (IllegalStateException | RejectedExecutionException closed) {
            done = Future.failedFuture(new RejectedExecutionException(closed));
        }
        return done.onComplete(_ -> inside.decrementAndGet())
                .recover(why -> Future.failedFuture(told(why)));
    }

    /// Answers with what the work finds.
    public void answer(RoutingContext context, Callable<JsonObject> work) {
        run(work).onSuccess(context::json).onFailure(context::fail);
    }

    private <T> T inTime(long asked, Callable<T> work) throws Exception {
        if (System.nanoTime() - asked > PATIENCE.toNanos()) {
            throw tooMany();
        }
        return work.call();
    }

    private Problem tooMany() {
        return new Problem(503, "too many wait for " + what + "; try again in a moment", SOON);
    }

    /// Whoever asks a gateway that is being reloaded may find its threads gone.
    private static Throwable told(Throwable why) {
        return why instanceof RejectedExecutionException
                ? new Problem(503, "this gateway is stopping; ask again", SOON)
                : why;
    }
}
