package kr.bongsu.gateway.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Function;
import kr.bongsu.gateway.admin.Problem;

/// Takes the bodies of requests into memory, all together no more than there is room for: from its
/// first byte until it is answered, each counts. Only on Vert.x's one event loop.
final class Uploads {

    static final int LONGEST = 8 << 20;

    /// Two of the longest, or six of ten thousand usual recipients. What is made of a body takes
    /// some times its bytes, of a heap that is small.
    static final int ROOM = 2 * LONGEST;

    /// Even an empty one has its objects.
    private static final int LEAST = 4 << 10;

    private static final int TOO_LARGE = 413;
    private static final int TIMEOUT = 408;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private int held;

    Uploads(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Has work done with a body once it is whole.
    ///
    /// @return fails with a [Problem] 413, 503 or 408 when the body is not taken
    <T> Future<T> use(RoutingContext context, Function<Buffer, Future<T>> work) {
        Share share = new Share();
        return body(context, share).compose(work).onComplete(_ -> share.end());
    }

    private Future<Buffer> body(RoutingContext context, Share share) {
        HttpServerRequest request = context.request();
        if (!share.take(LEAST)) {
            return Future.failedFuture(full());
        }
        if (request.isEnded()) {
            // There is none.
            return Future.succeededFuture(share.body);
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue();
        }
        Promise<Buffer> whole = Promise.promise();
        long timer =
                vertx.setTimer(
                        LIMIT.toMillis(),
                        _ ->
                                whole.tryFail(
                                        new Problem(
                                                TIMEOUT,
                                                "the body did not come within "
                                                        + LIMIT.toSeconds()
                                                        + " s")));
        request.handler(chunk -> {
            if (whole.future().isComplete()) {
                // The rest of what was refused.
                return;
            }
            if (share.body.length() + chunk.length() > LONGEST) {
                whole.fail(
                        new Problem(
                                TOO_LARGE,
                                "a body has at most "
                                        + LONGEST
                                        + " bytes; hand in fewer pushes at a time"));
            } else if (share.take(chunk.length())) {
                share.body.appendBuffer(chunk);
            } else {
                whole.fail(full());
            }
        });
        request.endHandler(_ -> whole.tryComplete(share.body));
        request.exceptionHandler(_ -> whole.tryFail(new Problem(400, "the body is not whole")));
        return whole.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private static Problem full() {
        return new Problem(
                503, "too much is being handed in at once; try again in a moment", PAUSE);
    }

    /// What one request takes of the room.
    private final class Share {

        private Buffer body = Buffer.buffer();
        private int bytes;

        boolean take(int more) {
            if (held + more > ROOM) {
                return false;
            }
            held += more;
            bytes += more;
            return true;
        }

        void end() {
            held -= bytes;
            bytes = 0;
            // Somebody who was refused may go on sending for long.
            body = Buffer.buffer();
        }
    }
}
