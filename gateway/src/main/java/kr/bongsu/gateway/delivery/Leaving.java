package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.jspecify.annotations.Nullable;

/// Pushes that go back to the ledger behind an earlier one of their customer, until it is certain
/// that whoever comes later finds them there. Meanwhile neither the lines in memory nor the ledger
/// know of them, and while the ledger cannot be written that may be long. Confined to its owner's
/// lock.
final class Leaving {

    /// What comes with a time that is over already would be back at once, again and again.
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final OrderPolicy policy;
    private final Map<Lane, Map<String, NavigableMap<Long, Back>>> lines =
            new EnumMap<>(Lane.class);

    /// A push on its way back.
    record Back(Push push, Settlement settlement) {}

    Leaving(OrderPolicy policy) {
        this.policy = policy;
        for (Lane lane : Lane.values()) {
            lines.put(lane, new HashMap<>());
        }
    }

    /// A push goes back until then.
    Back add(Push push, Instant until, Instant now) {
        Back back = new Back(push, OrderPolicy.behind(push, now, until));
        lines(push)
                .computeIfAbsent(push.recipient().customer(), _ -> new TreeMap<>())
                .put(push.id().number(), back);
        return back;
    }

    /// Until when a push that has come must go back, too, because of one before it.
    Optional<Instant> holds(Push later, Instant now) {
        NavigableMap<Long, Back> line = lines(later).get(later.recipient().customer());
        if (line == null) {
            return Optional.empty();
        }
        // As in the ledger, the newest and the oldest tell of all between.
        NavigableMap<Long, Back> before = line.headMap(later.id().number(), false);
        Instant least = now.plus(LEAST);
        return holds(before.lastEntry(), now)
                .or(() -> holds(before.firstEntry(), now))
                .map(until -> until.isBefore(least) ? least : until);
    }

    private Optional<Instant> holds(Map.@Nullable Entry<Long, Back> before, Instant now) {
        return Optional.ofNullable(before)
                .map(Map.Entry::getValue)
                .flatMap(back ->
                        back.settlement
                                .holdsUntil()
                                .flatMap(due -> policy.holds(back.push, due, now)));
    }

    /// What was settled so is on the disk, and whoever comes from now on finds it.
    void landed(Push push, Settlement settlement) {
        remove(push, settlement);
    }

    /// A push has come from the ledger, so it was there.
    void arrived(Push push) {
        remove(push, null);
    }

    void clear() {
        lines.values().forEach(Map::clear);
    }

    /// @param settlement by which it left, or null for whichever
    @SuppressWarnings("ReferenceEquality") // it may leave again by one that looks the same
    private void remove(Push push, @Nullable Settlement settlement) {
        String customer = push.recipient().customer();
        NavigableMap<Long, Back> line = lines(push).get(customer);
        if (line == null) {
            return;
        }
        Back back = line.get(push.id().number());
        if (back != null && (settlement == null || back.settlement == settlement)) {
            line.remove(push.id().number());
        }
        if (line.isEmpty()) {
            lines(push).remove(customer);
        }
    }

    @SuppressWarnings("NullAway") // the constructor made a map for every lane
    private Map<String, NavigableMap<Long, Back>> lines(Push push) {
        return lines.get(push.lane());
    }
}
