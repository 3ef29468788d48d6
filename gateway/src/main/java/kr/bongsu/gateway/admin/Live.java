package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells every console that listens the same once a second, made once however many listen.
///
/// Everything here happens on Vert.x's one event loop. A listener that does not keep up misses
/// some, and in the end its connection; each has to come back after a few minutes, so that a login
/// that has ended ends this, too.
final class Live {

    static final int MOST_LISTENERS = 200;

    private static final int LONGEST_SECONDS = 300;
    private static final int MOST_MISSED = 15;

    private final Vertx vertx;
    private final Supplier<JsonObject> news;
    private final Map<HttpServerResponse, Listener> listeners = new HashMap<>();

    /// @param left seconds that it may still listen
    /// @param missed seconds for which it took nothing
    private record Listener(int left, int missed) {
        @Nullable Listener after(boolean full) {
            Listener next = new Listener(left - 1, full ? missed + 1 : 0);
            return next.left <= 0 || next.missed > MOST_MISSED ? null : next;
        }
    }

    /// @param news what there is to tell now; must not block
    Live(Vertx vertx, Supplier<JsonObject> news) {
        this.vertx = vertx;
        this.news = news;
    }

    void start() {
        vertx.setPeriodic(1_000, _ -> tick());
    }

    /// Adds whoever asks.
    void listen(RoutingContext context) {
        if (listeners.size() >= MOST_LISTENERS) {
            throw new Problem(
                    503, "more than " + MOST_LISTENERS + " consoles are open; this one has to ask");
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                // Compressed, each listener would have to be served by itself, and late.
                .putHeader("Content-Encoding", "identity")
                .closeHandler(_ -> listeners.remove(response));
        listeners.put(response, new Listener(LONGEST_SECONDS, 0));
        response.write(event());
    }

    private void tick() {
        if (listeners.isEmpty()) {
            return;
        }
        Buffer event = event();
        Iterator<Map.Entry<HttpServerResponse, Listener>> each = listeners.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<HttpServerResponse, Listener> entry = each.next();
            HttpServerResponse response = entry.getKey();
            boolean full = response.writeQueueFull();
            Listener next = entry.getValue().after(full);
            if (next == null) {
                each.remove();
                if (full) {
                    response.reset();
                } else {
                    response.end();
                }
                continue;
            }
            entry.setValue(next);
            if (!full) {
                response.write(event);
            }
        }
    }

    private Buffer event() {
        return Buffer.buffer("data: " + news.get().encode() + "\n\n");
    }
}
