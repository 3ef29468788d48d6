package kr.bongsu.gateway.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Pushes that wait to be sent, by lane. Confined to its owner's lock; bounded by [Places].
///
/// Single goes before multi, but of each ten at least one is a multi while any waits, so that
/// nothing starves.
final class LaneQueues {

    private static final int MULTI_EVERY = 10;

    private final Map<Lane, Deque<Push>> queues = new EnumMap<>(Lane.class);
    private int singlesInARow;

    LaneQueues() {
        for (Lane lane : Lane.values()) {
            queues.put(lane, new ArrayDeque<>());
        }
    }

    void add(Push push) {
        queue(push.lane()).add(push);
    }

    int size() {
        return queues.values().stream().mapToInt(Deque::size).sum();
    }

    int multis() {
        return queue(Lane.MULTI).size();
    }

    /// At most `most` pushes, of them at most `mostMulti` multis, in the order in which they shall
    /// leave.
    List<Push> take(int most, int mostMulti) {
        List<Push> next = new ArrayList<>(Math.min(most, size()));
        int multis = 0;
        while (next.size() < most) {
            Push push = queue(turn(multis < mostMulti)).poll();
            if (push == null) {
                break;
            }
            boolean single = push.lane() == Lane.SINGLE;
            singlesInARow = single ? singlesInARow + 1 : 0;
            multis += single ? 0 : 1;
            next.add(push);
        }
        return next;
    }

    List<Push> takeAll() {
        return take(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private Lane turn(boolean multiMay) {
        boolean multiWaits = multiMay && !queue(Lane.MULTI).isEmpty();
        boolean singleWaits = !queue(Lane.SINGLE).isEmpty();
        boolean multisTurn = singlesInARow >= MULTI_EVERY - 1;
        return multiWaits && (multisTurn || !singleWaits) ? Lane.MULTI : Lane.SINGLE;
    }

    @SuppressWarnings("NullAway") // the constructor made a queue for every lane
    private Deque<Push> queue(Lane lane) {
        return queues.get(lane);
    }
}
