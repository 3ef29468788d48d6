package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;

/// Sends what the ledger holds, in the order and at the pace it should leave, and settles each
/// result.
public final class Delivery implements AutoCloseable {

    private static final Log LOG = Log.of(Delivery.class);
    private static final int MOST_AT_ONCE = 256;
    private static final int GIVE_BACK_SECONDS = 10;
    private static final Duration IDLE = Duration.ofMillis(200);

    /// Pushes leave in bundles of at least so long a time's worth: waking for each one would cost
    /// more than sending it.
    private static final Duration TICK = Duration.ofMillis(1);

    private final DeliverySettings settings;
    private final Ledger ledger;
    private final Sender sender;
    private final InstantSource clock;
    private final Places places;
    private final Settler settler;
    private final Overflow overflow;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by the lock.
    private final LaneQueues queues = new LaneQueues();
    private final Outstanding withSender;
    private int epoch;
    private boolean stopping;
    private long changes;

    /// @param places the places that the ledger takes for what it stores
    public Delivery(
            DeliverySettings settings,
            Ledger ledger,
            Places places,
            Sender sender,
            InstantSource clock) {
        this.settings = settings;
        this.withSender = new Outstanding(settings.inFlight());
        this.ledger = ledger;
        this.places = places;
        this.sender = sender;
        this.clock = clock;
        this.settler = new Settler(ledger, places);
        this.overflow = new Overflow(ledger, places, clock, this::add);
        this.thread = Thread.ofPlatform().name("delivery").unstarted(this::run);
    }

    public void start() {
        settler.start();
        overflow.start();
        thread.start();
    }

    /// Stores a submission and takes what may be sent at once.
    public CompletableFuture<Receipt> accept(Submission submission) {
        int epoch = places.epoch();
        return ledger.accept(submission)
                .thenApply(receipt -> {
                    if (receipt instanceof Receipt.Stored stored) {
                        add(epoch, stored.ready());
                    }
                    return receipt;
                });
    }

    /// Pushes settled since the start.
    public long settled() {
        return settler.written();
    }

    /// Stops: sends nothing new, waits within a limit for what is with the sender, gives the rest
    /// back to the ledger.
    @Override
    public void close() {
        overflow.close();
        lock.lock();
        try {
            stopping = true;
            change();
        } finally {
            lock.unlock();
        }
        try {
            if (thread.isAlive()
                    && !thread.join(settings.stopLimit().plusSeconds(GIVE_BACK_SECONDS + 1))) {
                LOG.warn("delivery.not-stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        settler.close();
    }

    /// @param asOf the places' epoch when the pushes were asked for
    private void add(int asOf, List<Push> pushes) {
        if (pushes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            dropWhatIsLost();
            if (asOf == epoch) {
                pushes.forEach(queues::add);
                change();
                return;
            }
        } finally {
            lock.unlock();
        }
        // Not on the commit thread, on which this may run: it must not wait for itself.
        Thread.ofVirtual()
                .name("delivery-give-back")
                .start(() -> {
                    giveBackPlaces(pushes);
                    // Should it fail, the next start of a node takes them over.
                    CompletableFuture<?> _ = ledger.release(pushes);
                });
    }

    /// Called with the lock held. What was queued when this node was taken for dead is sent by
    /// others.
    private void dropWhatIsLost() {
        int now = places.epoch();
        if (now != epoch) {
            epoch = now;
            List<Push> dropped = queues.takeAll();
            giveBackPlaces(dropped);
            LOG.warn(
                    "delivery.dropped", "pushes", dropped.size(), "means", "other nodes send them");
        }
    }

    private void run() {
        Pace pace = Pace.starting(settings.perMinute(), clock.instant());
        try {
            while (true) {
                pace = pace.at(clock.instant());
                List<Push> next = next(pace);
                if (next.isEmpty()) {
                    if (stopped(pace)) {
                        giveBack(awaitSender());
                        return;
                    }
                    continue;
                }
                pace = pace.take(next.size());
                for (Push push : next) {
                    sender.send(push, outcome -> done(push, outcome));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// The pushes that may leave now; none when there is none or none may.
    private List<Push> next(Pace pace) {
        lock.lock();
        try {
            dropWhatIsLost();
            int free = Math.min(withSender.free(), pace.whole());
            if (stopping || free <= 0 || !mayHandOut()) {
                return List.of();
            }
            List<Push> next = queues.take(Math.min(free, MOST_AT_ONCE), withSender.freeForMultis());
            withSender.add(next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayHandOut() {
        return sender.takes() && ledger.holdsLease();
    }

    /// Waits for a change, or until the next push may leave.
    ///
    /// @return whether it is time to end
    private boolean stopped(Pace pace) throws InterruptedException {
        lock.lock();
        try {
            boolean paced =
                    withSender.free() > 0
                            && queues.size()
                                    > (withSender.freeForMultis() > 0 ? 0 : queues.multis())
                            && mayHandOut();
            long left =
                    paced ? Math.max(pace.untilNext().toNanos(), TICK.toNanos()) : IDLE.toNanos();
            long seen = changes;
            while (!stopping && changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the sender within the limit.
    ///
    /// @return what was not sent
    private List<Push> awaitSender() throws InterruptedException {
        lock.lock();
        try {
            long left = settings.stopLimit().toNanos();
            while (withSender.all() > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (withSender.all() > 0) {
                LOG.warn(
                        "delivery.not-drained",
                        "pushes",
                        withSender.all(),
                        "means",
                        "they are sent again at the next start");
            }
            return queues.takeAll();
        } finally {
            lock.unlock();
        }
    }

    /// Not under the lock: the commit thread takes it when a claim or an acceptance completes.
    private void giveBack(List<Push> unsent) throws InterruptedException {
        try {
            ledger.release(unsent).get(GIVE_BACK_SECONDS, TimeUnit.SECONDS);
            giveBackPlaces(unsent);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "delivery.not-given-back",
                    "pushes",
                    unsent.size(),
                    "means",
                    "they are taken over at the next start");
        }
    }

    private void giveBackPlaces(List<Push> pushes) {
        int multis = Outstanding.multis(pushes);
        places.giveBack(Lane.MULTI, multis);
        places.giveBack(Lane.SINGLE, pushes.size() - multis);
    }

    private void done(Push push, Outcome outcome) {
        Instant now = clock.instant();
        settler.settle(
                push.lane(),
                RetryPolicy.DEFAULT.settle(
                        push, outcome, now, ThreadLocalRandom.current().nextDouble()));
        lock.lock();
        try {
            withSender.remove(push);
            if (stopping || queues.size() > 0) {
                change();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Called with the lock held.
    private void change() {
        changes++;
        changed.signalAll();
    }
}
