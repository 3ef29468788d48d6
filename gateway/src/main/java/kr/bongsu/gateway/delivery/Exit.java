package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;

/// The way out of memory, for all threads: [Departures] under a lock, and the waiting for a push
/// that may leave.
final class Exit implements Overflow.Inbox {

    private static final Log LOG = Log.of(Delivery.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Pushes leave in bundles of at least so long a time's worth: waking for each one would cost
    /// more than sending it.
    private static final Duration TICK = Duration.ofMillis(1);

    private final Departures departures;
    private final Places places;
    private final Unsent unsent;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by the lock.
    private Instant looked = Instant.EPOCH;
    private int epoch;
    private boolean stopping;
    private long changes;

    Exit(Departures departures, Places places, Unsent unsent, InstantSource clock) {
        this.departures = departures;
        this.places = places;
        this.unsent = unsent;
        this.clock = clock;
    }

    @Override
    public void take(int asOf, List<Push> pushes) {
        if (pushes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            dropWhatIsLost();
            // What comes after the end is sent by the next gateway.
            if (asOf == epoch && !stopping) {
                departures.add(pushes, clock.instant());
                change();
                return;
            }
        } finally {
            lock.unlock();
        }
        unsent.giveBackAside(pushes);
    }

    @Override
    public void govern(Set<Lane> paused, int gateways) {
        lock.lock();
        try {
            departures.govern(paused, gateways);
            change();
        } finally {
            lock.unlock();
        }
    }

    /// Those that leave now; none when there is none or none may.
    List<Push> next() {
        Instant now = clock.instant();
        lock.lock();
        try {
            dropWhatIsLost();
            return stopping ? List.of() : departures.take(now);
        } finally {
            lock.unlock();
        }
    }

    /// What cannot leave and takes up places that others may need; looks once a second.
    List<Departures.Surplus> surplus() {
        Instant now = clock.instant();
        lock.lock();
        try {
            if (!now.isBefore(looked) && now.isBefore(looked.plus(LOOK))) {
                return List.of();
            }
            looked = now;
            return departures.takeSurplus(now);
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a change, or until the next push may leave; not long in any case.
    ///
    /// @return whether it is time to end
    boolean await() throws InterruptedException {
        lock.lock();
        try {
            long most = IDLE.toNanos();
            long left =
                    departures
                            .untilNext()
                            .map(time -> Math.clamp(time.toNanos(), TICK.toNanos(), most))
                            .orElse(most);
            long seen = changes;
            while (!stopping && changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// From now on nothing leaves.
    void close() {
        lock.lock();
        try {
            stopping = true;
            change();
        } finally {
            lock.unlock();
        }
    }

    /// Waits within the limit until the sender has nothing any more.
    ///
    /// @return what was not sent
    List<Push> drain(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (departures.withSender() > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (departures.withSender() > 0) {
                LOG.warn(
                        "delivery.not-drained",
                        "pushes",
                        departures.withSender(),
                        "means",
                        "they are sent again at the next start");
            }
            return departures.takeAll();
        } finally {
            lock.unlock();
        }
    }

    /// The sender is through with a push.
    ///
    /// @param after how long it took
    void answered(Push push, Outcome outcome, Duration after, Settlement settlement) {
        lock.lock();
        try {
            departures.answered(push, outcome, after, settlement.at());
            leave(push, settlement);
        } finally {
            lock.unlock();
        }
    }

    /// A push that was given out did not leave.
    void kept(Push push, Settlement settlement) {
        lock.lock();
        try {
            departures.kept(push, settlement.at());
            leave(push, settlement);
        } finally {
            lock.unlock();
        }
    }

    /// A push is done with for now, and in nobody's way.
    void done(Push push, Instant now) {
        lock.lock();
        try {
            departures.done(push, now);
            change();
        } finally {
            lock.unlock();
        }
    }

    /// A push is in the ledger again, and whoever comes from now on finds it. Those that wait for
    /// it in memory go back, too, if it holds them; else the next one may leave.
    ///
    /// @param until when it holds others
    List<Leaving.Back> landed(
            Push push, Settlement settlement, Optional<Instant> until, Instant now) {
        lock.lock();
        try {
            departures.landed(push, settlement);
            if (until.isPresent()) {
                return departures.takeBehind(push, until.get(), now);
            }
            departures.done(push, now);
            change();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /// What has come and must go back to the ledger.
    List<Leaving.Back> goingBack() {
        lock.lock();
        try {
            return departures.takeGoingBack();
        } finally {
            lock.unlock();
        }
    }

    /// Pushes that were taken out.
    ///
    /// @param epoch of the places when that was done
    record Withdrawn(int epoch, List<Push> pushes) {}

    /// Takes out those that are wanted and have not left; what follows them waits until they are
    /// done with or restored.
    Withdrawn withdraw(Predicate<Push> wanted) {
        lock.lock();
        try {
            dropWhatIsLost();
            return new Withdrawn(epoch, departures.remove(wanted));
        } finally {
            lock.unlock();
        }
    }

    /// They leave after all.
    void restore(Withdrawn back) {
        lock.lock();
        try {
            dropWhatIsLost();
            if (back.epoch == epoch && !stopping) {
                departures.restore(back.pushes, clock.instant());
                change();
                return;
            }
        } finally {
            lock.unlock();
        }
        unsent.giveBackAside(back.pushes);
    }

    /// Called with the lock held.
    private void leave(Push push, Settlement settlement) {
        Optional<Instant> holds = settlement.holdsUntil();
        if (holds.isEmpty()) {
            departures.done(push, settlement.at());
        }
        if (stopping || departures.anyWaits()) {
            change();
        }
    }

    /// Called with the lock held. What was queued when this node was taken for dead is sent by
    /// others.
    private void dropWhatIsLost() {
        int now = places.epoch();
        if (now != epoch) {
            epoch = now;
            List<Push> dropped = departures.takeAll();
            unsent.dropped(dropped);
            LOG.warn(
                    "delivery.dropped", "pushes", dropped.size(), "means", "other nodes send them");
        }
    }

    /// Called with the lock held.
    private void change() {
        changes++;
        changed.signalAll();
    }
}
