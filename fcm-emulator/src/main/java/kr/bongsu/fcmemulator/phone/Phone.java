package kr.bongsu.fcmemulator.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One phone: what waits for it, what is on its screen, and how much it was sent lately.
public final class Phone {

    private static final int STORED = 100;
    private static final int COLLAPSE_KEYS = 4;
    private static final int SCREEN = 24;

    /// A notification on the screen.
    ///
    /// @param times how often it was shown: first, and again for each replacement
    public record Shown(Arrival arrival, Instant at, int times) {}

    private record Waiting(Arrival arrival, Shelf shelf) {}

    private final String token;
    private final Deque<Waiting> stored = new ArrayDeque<>();
    private final Map<String, Shown> screen = new LinkedHashMap<>();
    private final Rate minute = new Rate(Duration.ofMinutes(1));
    private final Rate hour = new Rate(Duration.ofHours(1));
    private final Allowance collapsible = new Allowance();
    private Platform platform;
    private boolean isOnline = true;
    private long received;
    private long unkeyed;
    private @Nullable Instant lastAt;
    private @Nullable Arrival last;

    Phone(String token, Platform platform) {
        this.token = token;
        this.platform = platform;
    }

    public String token() {
        return token;
    }

    public Platform platform() {
        return platform;
    }

    void platform(Platform newPlatform) {
        platform = newPlatform;
    }

    public boolean isOnline() {
        return isOnline;
    }

    public long received() {
        return received;
    }

    public int waiting() {
        return stored.size();
    }

    public Optional<Instant> lastAt() {
        return Optional.ofNullable(lastAt);
    }

    /// What the screen shows, the newest last.
    public List<Shown> screen() {
        return List.copyOf(screen.values());
    }

    /// Counts a message against the limits a device has.
    boolean takeRate(int perMinute, int perHour, Instant now) {
        return minute.take(perMinute, now) && hour.take(perHour, now);
    }

    /// Counts a message that may collapse against what comes of those.
    ///
    /// @return false when it has to wait, for its turn or behind others that do
    boolean takeCollapsible(Throttle throttle, Instant now) {
        return stored.isEmpty() && collapsible.take(throttle, now);
    }

    /// Whether one of those that wait for their turn may come now.
    boolean isNextDue(Throttle throttle, Instant now) {
        return !stored.isEmpty() && (throttle.burst() == 0 || collapsible.take(throttle, now));
    }

    /// The first that waits; empty when it has expired.
    Optional<Arrival> next(Instant now) {
        Waiting first = stored.remove();
        return first.shelf().expiry().isAfter(now)
                ? Optional.of(first.arrival())
                : Optional.empty();
    }

    /// Keeps a message for later: the phone is off, or too many came.
    ///
    /// @return how many messages this loses, itself or others
    int park(Arrival arrival, Shelf shelf, Instant now) {
        if (!shelf.expiry().isAfter(now)) {
            return 1;
        }
        String key = shelf.collapseKey();
        int before = stored.size();
        if (key == null && plainCount() >= STORED) {
            // FCM drops them all and tells the app so (`onDeletedMessages`).
            stored.removeIf(waiting -> waiting.shelf().collapseKey() == null);
            return before - stored.size() + 1;
        }
        if (key != null
                && !stored.removeIf(waiting -> key.equals(waiting.shelf().collapseKey()))
                && keyCount() >= COLLAPSE_KEYS) {
            dropOldestKeyed();
        }
        stored.add(new Waiting(arrival, shelf));
        return before + 1 - stored.size();
    }

    void switchOff() {
        isOnline = false;
    }

    /// Switches the phone on and hands out what waited and has not expired, in its order.
    ///
    /// @return what arrives now
    List<Arrival> switchOn(Instant now) {
        isOnline = true;
        List<Arrival> arrivals = new ArrayList<>();
        for (Waiting waiting : stored) {
            if (waiting.shelf().expiry().isAfter(now)) {
                arrivals.add(waiting.arrival());
            }
        }
        stored.clear();
        return arrivals;
    }

    /// Takes in a message; a visible one goes on the screen, in place of one with the same key.
    void receive(Arrival message, Instant now) {
        received++;
        lastAt = now;
        Arrival arrival = message.sharing(last);
        last = arrival;
        if (!arrival.isVisible()) {
            return;
        }
        String key = arrival.replacementKey() == null ? "\0" + unkeyed++ : arrival.replacementKey();
        Shown before = screen.remove(key);
        screen.put(key, new Shown(arrival, now, before == null ? 1 : before.times() + 1));
        if (screen.size() > SCREEN) {
            Iterator<String> oldest = screen.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /// The owner wipes all notifications away.
    void clearScreen() {
        screen.clear();
    }

    private int plainCount() {
        int count = 0;
        for (Waiting waiting : stored) {
            count += waiting.shelf().collapseKey() == null ? 1 : 0;
        }
        return count;
    }

    private int keyCount() {
        return stored.size() - plainCount();
    }

    private void dropOldestKeyed() {
        for (Iterator<Waiting> each = stored.iterator(); each.hasNext(); ) {
            if (each.next().shelf().collapseKey() != null) {
                each.remove();
                return;
            }
        }
    }
}
