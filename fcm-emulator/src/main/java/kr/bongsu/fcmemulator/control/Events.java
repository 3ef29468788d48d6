package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.fcmemulator.http.EventStream;
import kr.bongsu.fcmemulator.phone.Arrival;
import kr.bongsu.fcmemulator.phone.Phone;
import kr.bongsu.fcmemulator.phone.Phones;
import org.jspecify.annotations.Nullable;

/// Tells watching pages what arrives, in batches: a page gets a sample of a flood, and every
/// counter.
public final class Events implements Phones.Watcher {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int WATCHERS = 20;
    private static final int BATCH = 40;
    private static final int TEXT = 300;

    private final List<EventStream> watchers = new ArrayList<>();
    private ArrayNode batch = MAPPER.createArrayNode();

    /// Adds a watching page; the one that has watched longest makes room when there are too many.
    void watch(EventStream stream) {
        if (watchers.size() >= WATCHERS) {
            watchers.removeFirst();
        }
        watchers.add(stream);
    }

    @Override
    public void arrived(Phone phone, Arrival arrival) {
        if (watchers.isEmpty() || batch.size() >= BATCH) {
            return;
        }
        batch.add(
                json(arrival)
                        .put("token", phone.token())
                        .put("platform", Form.wireName(phone.platform()))
                        .put("online", phone.isOnline()));
    }

    /// Sends what came since the last tick, with every counter.
    public void tick(Counters counters) {
        watchers.removeIf(watcher -> !watcher.isOpen());
        if (watchers.isEmpty()) {
            return;
        }
        String text =
                "event: counters\ndata: "
                        + counters.json()
                        + "\n\n"
                        + (batch.isEmpty() ? "" : "event: arrivals\ndata: " + batch + "\n\n");
        batch = MAPPER.createArrayNode();
        byte[] piece = text.getBytes(StandardCharsets.UTF_8);
        for (EventStream watcher : watchers) {
            // A page that does not keep up misses this batch; the next one carries the counters
            // again.
            watcher.send(piece);
        }
    }

    static ObjectNode json(Arrival arrival) {
        return MAPPER.createObjectNode()
                .put("id", arrival.id())
                .put("visible", arrival.isVisible())
                .put("title", shorten(arrival.title()))
                .put("body", shorten(arrival.body()))
                .put("key", arrival.replacementKey());
    }

    private static @Nullable String shorten(@Nullable String text) {
        return text == null || text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
    }
}
