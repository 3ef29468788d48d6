package kr.bongsu.gateway.delivery;

import java.util.List;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Counts the pushes that wait for FCM's answer; so many may. Some of the places are for singles
/// alone: a campaign whose answers are slow must not keep an order's fill waiting. And one project
/// has at most three quarters of what the others leave: one that never answers must not keep theirs
/// waiting. Confined to its owner's lock.
final class Outstanding {

    /// One of so many places is for singles alone.
    private static final int SINGLES_SHARE = 10;

    /// One of so many places is for other projects.
    private static final int OTHERS_SHARE = 4;

    private final int most;
    private final int mostMultis;
    private final boolean shared;
    private int all;
    private int multis;

    /// @param shared whether there are several projects
    Outstanding(int most, boolean shared) {
        this.most = most;
        this.mostMultis = most - Math.max(1, most / SINGLES_SHARE);
        this.shared = shared;
    }

    /// What one project has of it.
    final class Part {

        private int mine;
        private int myMultis;

        void add(List<Push> pushes) {
            count(pushes.size(), multis(pushes));
        }

        void remove(Push push) {
            count(-1, push.lane() == Lane.MULTI ? -1 : 0);
        }

        private void count(int more, int ofThemMultis) {
            all += more;
            mine += more;
            multis += ofThemMultis;
            myMultis += ofThemMultis;
        }

        int free() {
            return mine(most - all + mine) - mine;
        }

        int freeForMultis() {
            return Math.min(free(), mine(mostMultis - multis + myMultis) - myMultis);
        }
    }

    Part part() {
        return new Part();
    }

    int all() {
        return all;
    }

    /// @param left what the other projects leave
    private int mine(int left) {
        return shared ? left - left / OTHERS_SHARE : left;
    }

    static int multis(List<Push> pushes) {
        return (int) pushes.stream().filter(push -> push.lane() == Lane.MULTI).count();
    }
}
