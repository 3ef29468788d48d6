package kr.bongsu.gateway.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import kr.bongsu.gateway.ledger.Room;

/// A fixed number of places for pushes in memory.
public final class Places implements Room {

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger epoch = new AtomicInteger();

    public Places(int most) {
        this.most = most;
    }

    @Override
    public boolean take(int pushes) {
        int before;
        do {
            before = taken.get();
            if (before + pushes > most) {
                return false;
            }
        } while (!taken.compareAndSet(before, before + pushes));
        return true;
    }

    @Override
    public void giveBack(int pushes) {
        taken.addAndGet(-pushes);
    }

    @Override
    public void lost() {
        epoch.incrementAndGet();
    }

    /// Goes up when what is in memory has become another node's.
    int epoch() {
        return epoch.get();
    }

    int free() {
        return most - taken.get();
    }
}
