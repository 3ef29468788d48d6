package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Brings pushes that leave the memory unsent back to the ledger, and their places with them.
final class Unsent implements AutoCloseable {

    static final int LIMIT_SECONDS = 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Log LOG = Log.of(Delivery.class);

    private final Ledger ledger;
    private final Places places;
    private final Set<Thread> aside = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Unsent(Ledger ledger, Places places) {
        this.ledger = ledger;
        this.places = places;
    }

    /// Waits until they are back. Not under the delivery's lock: the commit thread takes that when
    /// a claim or an acceptance completes.
    void giveBack(List<Push> pushes) throws InterruptedException {
        try {
            ledger.release(pushes).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            dropped(pushes);
        } catch (ExecutionException | TimeoutException e) {
            notGivenBack(pushes, "they are taken over at the next start");
        }
    }

    /// The same without waiting, and not on the commit thread, on which this may run: it must not
    /// wait for itself. Tries until it is done: nobody else knows of them.
    void giveBackAside(List<Push> pushes) {
        Thread thread =
                Thread.ofVirtual()
                        .name("delivery-give-back")
                        .unstarted(() -> {
                            untilGivenBack(pushes);
                            aside.remove(Thread.currentThread());
                        });
        aside.add(thread);
        thread.start();
    }

    /// Waits for what is being given back; from now on what cannot be is left to the next start of
    /// a node.
    @Override
    public void close() {
        closing = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS + 1);
        try {
            for (Thread each : aside) {
                if (!each.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilGivenBack(List<Push> pushes) {
        boolean warned = false;
        try {
            while (!isReleased(pushes)) {
                if (!warned || closing) {
                    notGivenBack(
                            pushes,
                            closing
                                    ? "they are taken over at the next start"
                                    : "it is tried until the ledger works again");
                }
                if (closing) {
                    return;
                }
                warned = true;
                Thread.sleep(PAUSE);
            }
            dropped(pushes);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReleased(List<Push> pushes) throws InterruptedException {
        CompletableFuture<?> release = ledger.release(pushes);
        while (true) {
            try {
                release.get(LIMIT_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException e) {
                return false;
            } catch (TimeoutException slow) {
                // It may still be written: handing it in once more could undo a later claim.
                if (closing) {
                    return false;
                }
            }
        }
    }

    private static void notGivenBack(List<Push> pushes, String means) {
        LOG.warn("delivery.not-given-back", "pushes", pushes.size(), "means", means);
    }

    /// Only their places: the ledger knows of them.
    void dropped(List<Push> pushes) {
        int multis = Outstanding.multis(pushes);
        places.giveBack(Lane.MULTI, multis);
        places.giveBack(Lane.SINGLE, pushes.size() - multis);
    }
}
