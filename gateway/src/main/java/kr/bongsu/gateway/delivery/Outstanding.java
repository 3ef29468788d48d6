package kr.bongsu.gateway.delivery;

import java.util.List;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Counts the pushes that wait for FCM's answer; so many may. Some of the places are for singles
/// alone: a campaign whose answers are slow must not keep an order's fill waiting. Confined to its
/// owner's lock.
final class Outstanding {

    /// One of so many places is for singles alone.
    private static final int SINGLES_SHARE = 10;

    private final int most;
    private final int mostMultis;
    private int all;
    private int multis;

    Outstanding(int most) {
        this.most = most;
        this.mostMultis = most - Math.max(1, most / SINGLES_SHARE);
    }

    void add(List<Push> pushes) {
        all += pushes.size();
        multis += multis(pushes);
    }

    void remove(Push push) {
        all--;
        multis -= push.lane() == Lane.MULTI ? 1 : 0;
    }

    int all() {
        return all;
    }

    int free() {
        return most - all;
    }

    int freeForMultis() {
        return Math.min(free(), mostMultis - multis);
    }

    static int multis(List<Push> pushes) {
        return (int) pushes.stream().filter(push -> push.lane() == Lane.MULTI).count();
    }
}
