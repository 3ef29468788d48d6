package kr.bongsu.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.GZIPOutputStream;

/// The newest page of the log, at which nearly every open console looks: read and packed once a
/// second at most, however many ask. Only on Vert.x's one event loop.
final class NewestPage {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Crew crew;
    private final PushApi pushes;
    private final InstantSource clock;
    private Instant begun = Instant.EPOCH;
    private Future<Buffer> packed = Future.succeededFuture(Buffer.buffer());

    NewestPage(Crew crew, PushApi pushes, InstantSource clock) {
        this.crew = crew;
        this.pushes = pushes;
        this.clock = clock;
    }

    /// Whether this is what is asked for, in the form in which it is kept.
    static boolean isAskedFor(RoutingContext context) {
        MultiMap parameters = context.queryParams();
        String packing = context.request().getHeader("Accept-Encoding");
        return parameters.size() == 1
                && "100".equals(parameters.get("limit"))
                && packing != null
                && packing.contains("gzip");
    }

    void answer(RoutingContext context) {
        Instant now = clock.instant();
        if (packed.failed() || (packed.isComplete() && begun.plus(FRESH).isBefore(now))) {
            begun = now;
            MultiMap question = MultiMap.caseInsensitiveMultiMap().add("limit", "100");
            packed = crew.run(() -> pack(pushes.page(question).toBuffer()));
        }
        packed.onSuccess(bytes ->
                        context.response()
                                .putHeader("Content-Type", "application/json")
                                .putHeader("Content-Encoding", "gzip")
                                .putHeader("Vary", "Accept-Encoding")
                                .end(bytes))
                .onFailure(context::fail);
    }

    private static Buffer pack(Buffer json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
