package kr.bongsu.supervisor.daemon;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import kr.bongsu.supervisor.control.Event;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.libc.EventLoop;

/// Tells subscribers what happens.
///
/// Log lines come from another thread; at most a fixed number of them wait for this one, the rest
/// are counted as dropped.
final class EventBus {
    private static final int MAX_WAITING_LINES = 10_000;

    /// @param logs whether log lines are wanted
    record Subscriber(boolean logs, Consumer<Event> sink) {}

    private final EventLoop loop;
    private final InstantSource clock;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean logsWanted;
    private final long since;

    EventBus(EventLoop loop, InstantSource clock) {
        this.loop = loop;
        this.clock = clock;
        since = clock.millis();
    }

    /// When this daemon began, in milliseconds since 1970.
    long since() {
        return since;
    }

    void subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
        logsWanted |= subscriber.logs();
    }

    void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
        logsWanted = subscribers.stream().anyMatch(Subscriber::logs);
    }

    void publish(String kind, JsonObject about) {
        Event event = new Event(kind, clock.millis(), about);
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            subscriber.sink().accept(event);
        }
    }

    boolean logsWanted() {
        return logsWanted;
    }

    /// Passes on a log line. Any thread may call this.
    void publishLine(JsonObject about) {
        if (waiting.get() >= MAX_WAITING_LINES) {
            dropped.incrementAndGet();
            return;
        }
        waiting.incrementAndGet();
        long at = clock.millis();
        loop.execute(() -> {
            waiting.decrementAndGet();
            long lost = dropped.getAndSet(0);
            toLogSubscribers(new Event("log", at, about));
            if (lost > 0) {
                toLogSubscribers(new Event("dropped", at, new JsonObject().put("lines", lost)));
            }
        });
    }

    private void toLogSubscribers(Event event) {
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            if (subscriber.logs()) {
                subscriber.sink().accept(event);
            }
        }
    }
}
