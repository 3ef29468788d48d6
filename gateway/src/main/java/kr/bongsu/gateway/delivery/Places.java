package kr.bongsu.gateway.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kr.bongsu.gateway.ledger.Room;
import kr.bongsu.gateway.push.Lane;

/// A fixed number of places for pushes in memory. Each lane has its own, so that a campaign,
/// however large, leaves room for an order's fill.
public final class Places implements Room {

    /// One of so many places is for singles alone.
    private static final int SINGLES_SHARE = 4;

    private final Map<Lane, Counter> lanes = new EnumMap<>(Lane.class);
    private final AtomicInteger epoch = new AtomicInteger();
    private volatile boolean shut;

    private static final class Counter {
        private final int most;
        private int taken;

        Counter(int most) {
            this.most = most;
        }

        synchronized boolean take(int pushes) {
            if (taken + pushes > most) {
                return false;
            }
            taken += pushes;
            return true;
        }

        synchronized void giveBack(int pushes) {
            taken -= pushes;
        }

        synchronized int free() {
            return most - taken;
        }
    }

    public Places(int most) {
        int singles = most / SINGLES_SHARE;
        lanes.put(Lane.SINGLE, new Counter(singles));
        lanes.put(Lane.MULTI, new Counter(most - singles));
    }

    /// From now on nothing finds a place: it waits in the ledger, where every gateway sees it.
    public void shut() {
        shut = true;
    }

    public void open() {
        shut = false;
    }

    boolean isShut() {
        return shut;
    }

    @Override
    public boolean take(Lane lane, int pushes) {
        return !shut && counter(lane).take(pushes);
    }

    @Override
    public void giveBack(Lane lane, int pushes) {
        counter(lane).giveBack(pushes);
    }

    @Override
    public void lost() {
        epoch.incrementAndGet();
    }

    /// Goes up when what is in memory has become another node's.
    int epoch() {
        return epoch.get();
    }

    /// Of all lanes.
    int free() {
        return lanes.values().stream().mapToInt(Counter::free).sum();
    }

    int free(Lane lane) {
        return counter(lane).free();
    }

    @SuppressWarnings("NullAway") // the constructor made a counter for every lane
    private Counter counter(Lane lane) {
        return lanes.get(lane);
    }
}
