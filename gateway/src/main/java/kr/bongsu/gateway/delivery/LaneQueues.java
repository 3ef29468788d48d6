package kr.bongsu.gateway.delivery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Pushes that wait to be sent, by lane. Confined to its owner's lock; bounded by [Places].
///
/// Single goes before multi, but while both wait multi has its share by weight, so that nothing
/// starves. Within a lane, see [FreshFirst].
final class LaneQueues {

    private final DeliverySettings.Weights weights;
    private final Map<Lane, FreshFirst> queues = new EnumMap<>(Lane.class);
    private int singles;
    private int multis;

    LaneQueues(DeliverySettings.Weights weights) {
        this.weights = weights;
        for (Lane lane : Lane.values()) {
            queues.put(lane, new FreshFirst());
        }
    }

    void add(Push push) {
        queue(push.lane()).add(push);
    }

    void addFirst(Push push) {
        queue(push.lane()).addFirst(push);
    }

    int size() {
        return queues.values().stream().mapToInt(FreshFirst::size).sum();
    }

    int size(Lane lane) {
        return queue(lane).size();
    }

    boolean isEmpty(Lane lane) {
        return queue(lane).isEmpty();
    }

    /// At most `most` pushes, of them at most `mostMulti` multis, none of a paused lane, in the
    /// order in which they shall leave.
    List<Push> take(int most, int mostMulti, Set<Lane> paused) {
        List<Push> next = new ArrayList<>(Math.min(most, size()));
        int left = paused.contains(Lane.MULTI) ? 0 : mostMulti;
        boolean singlesMay = !paused.contains(Lane.SINGLE);
        while (next.size() < most) {
            boolean multiWaits = left > 0 && !queue(Lane.MULTI).isEmpty();
            boolean singleWaits = singlesMay && !queue(Lane.SINGLE).isEmpty();
            if (!multiWaits && !singleWaits) {
                break;
            }
            Lane lane = turn(singleWaits, multiWaits);
            left -= lane == Lane.MULTI ? 1 : 0;
            next.add(queue(lane).remove());
        }
        return next;
    }

    /// The latest of a lane, at most so many.
    List<Push> takeLast(Lane lane, int most) {
        List<Push> last = new ArrayList<>();
        while (last.size() < most && !queue(lane).isEmpty()) {
            last.add(queue(lane).removeLast());
        }
        return last;
    }

    List<Push> takeAll() {
        return take(Integer.MAX_VALUE, Integer.MAX_VALUE, Set.of());
    }

    /// Takes out those that are wanted.
    List<Push> remove(Predicate<Push> wanted) {
        List<Push> found = new ArrayList<>();
        queues.values().forEach(queue -> found.addAll(queue.removeAll(wanted)));
        return found;
    }

    /// Counts turns only while both wait, a round of both weights at a time.
    private Lane turn(boolean singleWaits, boolean multiWaits) {
        if (!singleWaits || !multiWaits) {
            return singleWaits ? Lane.SINGLE : Lane.MULTI;
        }
        if (singles >= weights.single() && multis >= weights.multi()) {
            singles = 0;
            multis = 0;
        }
        if (singles < weights.single()) {
            singles++;
            return Lane.SINGLE;
        }
        multis++;
        return Lane.MULTI;
    }

    @SuppressWarnings("NullAway") // the constructor made a queue for every lane
    private FreshFirst queue(Lane lane) {
        return queues.get(lane);
    }
}
