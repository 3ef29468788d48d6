package kr.bongsu.fcmemulator.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import kr.bongsu.fcmemulator.schema.Node;

/// Every phone: hands it what was accepted for its token and counts what its owner would see.
///
/// The phones used last are kept whole, and those that were set up by hand; the counters are about
/// all of them, because repeats are noticed by hashes of token and id.
public final class Phones {

    /// Sees every arrival, for a page that shows them.
    @FunctionalInterface
    public interface Watcher {
        void arrived(Phone phone, Arrival arrival);
    }

    private static final int GENERATION = 1_000_000;
    private static final int KEPT = 5_000;
    private static final int SET_UP = 10_000;
    private static final int REPEATS = 1_000;

    private final Recent ids = new Recent(GENERATION);
    private final Recent shown = new Recent(GENERATION);
    private final Watcher watcher;
    private final Supplier<Throttle> throttle;

    /// Those that are on and for which something waits.
    private final Set<Phone> throttled = new LinkedHashSet<>();

    private final Map<String, Phone> setUp = new LinkedHashMap<>();
    private final SequencedMap<String, Phone> passing =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Phone> eldest) {
                    return size() > KEPT;
                }
            };
    private final SequencedMap<String, Integer> repeats =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > REPEATS;
                }
            };
    private long distinct;
    private long received;
    private long displayed;
    private long replaced;
    private long displayedTwice;
    private long delayed;
    private long undelivered;

    /// @param throttle the one in force, asked at each message
    public Phones(Watcher watcher, Supplier<Throttle> throttle) {
        this.watcher = watcher;
        this.throttle = throttle;
    }

    /// Notes that a message was accepted, however many phones it goes to.
    public void accepted(Node message, String name) {
        String id = Arrival.idOf(message, name);
        // A name is new every time, so a message without an id of its own needs no remembering.
        if (id.equals(name) || ids.put(Recent.hash(0, id), 1) == 0) {
            distinct++;
        } else {
            int times = repeats.getOrDefault(id, 1);
            repeats.put(id, times + 1);
        }
    }

    /// The last ids that were accepted more than once, and how often.
    public Map<String, Integer> repeats() {
        return Collections.unmodifiableMap(repeats);
    }

    /// Whether one more message to this device is within its limits; 0 means no limit. Apple's have
    /// none of ours.
    public boolean takeRate(String token, int perMinute, int perHour, Instant now) {
        if (perMinute == 0 && perHour == 0) {
            return true;
        }
        Phone phone = phone(token);
        return phone.platform() != Platform.ANDROID || phone.takeRate(perMinute, perHour, now);
    }

    /// Brings an accepted message to one phone, or keeps it while that phone is off.
    public void deliver(String token, String name, Node message, Instant now) {
        Phone phone = phone(token);
        Arrival arrival = Arrival.of(message, name, phone.platform());
        if (!phone.isOnline()) {
            undelivered += phone.park(arrival, Shelf.of(message, phone.platform(), now), now);
        } else if (!isThrottled(phone, message, arrival, now)) {
            receive(phone, arrival, now);
        }
    }

    /// Keeps a message that may collapse when too many came to that phone; what must be there now
    /// or never is not kept.
    private boolean isThrottled(Phone phone, Node message, Arrival arrival, Instant now) {
        Throttle limit = throttle.get();
        if (limit.burst() == 0
                || phone.platform() != Platform.ANDROID
                || throttled.size() >= SET_UP) {
            return false;
        }
        Shelf shelf = Shelf.of(message, phone.platform(), now);
        if (shelf.collapseKey() == null
                || !shelf.expiry().isAfter(now)
                || phone.takeCollapsible(limit, now)) {
            return false;
        }
        delayed++;
        undelivered += phone.park(arrival, shelf, now);
        throttled.add(phone);
        return true;
    }

    /// Brings what has waited for its turn; to be called now and then.
    public void release(Instant now) {
        Throttle limit = throttle.get();
        throttled.removeIf(phone -> {
            while (phone.isOnline() && phone.isNextDue(limit, now)) {
                phone.next(now)
                        .ifPresentOrElse(
                                arrival -> receive(phone, arrival, now), () -> undelivered++);
            }
            return !phone.isOnline() || phone.waiting() == 0;
        });
    }

    private void receive(Phone phone, Arrival arrival, Instant now) {
        received++;
        phone.receive(arrival, now);
        if (arrival.isVisible()) {
            show(phone.token(), arrival);
        }
        watcher.arrived(phone, arrival);
    }

    private void show(String token, Arrival arrival) {
        displayed++;
        String key = arrival.replacementKey();
        long place = key == null ? 1 : Recent.hash(2, key) | 2;
        long before = shown.put(Recent.hash(Recent.hash(1, token), arrival.id()), place);
        if (before != 0 && key != null && before == place) {
            replaced++;
        } else if (before != 0) {
            displayedTwice++;
        }
    }

    private Phone phone(String token) {
        Phone phone = setUp.isEmpty() ? null : setUp.get(token);
        if (phone == null) {
            phone = passing.get(token);
        }
        if (phone == null) {
            phone = new Phone(token, Platform.ofToken(token));
            passing.put(token, phone);
        }
        return phone;
    }

    /// The phone of that token, if it is still kept.
    public Optional<Phone> find(String token) {
        Phone phone = setUp.get(token);
        return Optional.ofNullable(phone == null ? passing.get(token) : phone);
    }

    /// Sets a phone up, or an existing one apart: it is kept from now on.
    ///
    /// @throws IllegalStateException when too many are kept
    public Phone setUp(String token, Optional<Platform> platform) {
        Phone phone = phone(token);
        if (!setUp.containsKey(token)) {
            if (setUp.size() >= SET_UP) {
                throw new IllegalStateException(
                        SET_UP + " phones are set up already; remove some first");
            }
            passing.remove(token);
            setUp.put(token, phone);
        }
        platform.ifPresent(phone::platform);
        return phone;
    }

    public void switchOff(Phone phone) {
        phone.switchOff();
    }

    /// Switches a phone on; what waited for it arrives, what expired meanwhile does not.
    public void switchOn(Phone phone, Instant now) {
        int waiting = phone.waiting();
        List<Arrival> arrivals = phone.switchOn(now);
        undelivered += waiting - arrivals.size();
        for (Arrival arrival : arrivals) {
            receive(phone, arrival, now);
        }
    }

    public void clearScreen(Phone phone) {
        phone.clearScreen();
    }

    public boolean remove(String token) {
        boolean wasSetUp = setUp.remove(token) != null;
        return passing.remove(token) != null || wasSetUp;
    }

    /// The phones used last, the newest first, after those that were set up.
    public List<Phone> list(int limit) {
        List<Phone> phones = new ArrayList<>(setUp.values());
        for (Phone phone : passing.reversed().values()) {
            if (phones.size() >= limit) {
                break;
            }
            phones.add(phone);
        }
        return phones.subList(0, Math.min(limit, phones.size()));
    }

    public boolean isSetUp(String token) {
        return setUp.containsKey(token);
    }

    public Counts counts() {
        return new Counts(
                distinct,
                received,
                new Counts.Screens(displayed, replaced, displayedTwice),
                delayed,
                undelivered);
    }

    /// Forgets every phone and message and starts counting anew.
    public void reset() {
        ids.clear();
        repeats.clear();
        shown.clear();
        setUp.clear();
        passing.clear();
        throttled.clear();
        distinct = 0;
        received = 0;
        displayed = 0;
        replaced = 0;
        displayedTwice = 0;
        delayed = 0;
        undelivered = 0;
    }
}
