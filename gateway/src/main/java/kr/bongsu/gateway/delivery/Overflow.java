package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.jspecify.annotations.Nullable;

/// Fetches what waits in the ledger and whose time has come: retries, reserved pushes, what found
/// no place in memory, and what a killed process left.
final class Overflow implements AutoCloseable {

    private static final Log LOG = Log.of(Overflow.class);
    private static final int MOST_AT_ONCE = 2_000;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration CLAIM_LIMIT = Duration.ofSeconds(60);

    /// Takes what was fetched.
    @FunctionalInterface
    interface Ready {
        /// Takes pushes that were asked for when the places had this epoch.
        void take(int epoch, List<Push> pushes);
    }

    private final Ledger ledger;
    private final Places places;
    private final InstantSource clock;
    private final Ready ready;
    private final Thread thread;

    Overflow(Ledger ledger, Places places, InstantSource clock, Ready ready) {
        this.ledger = ledger;
        this.places = places;
        this.clock = clock;
        this.ready = ready;
        this.thread = Thread.ofPlatform().name("delivery-overflow").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(CLAIM_LIMIT)) {
                LOG.warn("delivery.overflow-not-stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                int fetched = 0;
                for (Lane lane : Lane.values()) {
                    fetched += fetch(lane);
                }
                if (fetched == 0) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return how many pushes were fetched
    private int fetch(Lane lane) throws InterruptedException {
        int most = Math.min(MOST_AT_ONCE, places.free(lane) / 2);
        if (most == 0 || !places.take(lane, most)) {
            return 0;
        }
        int epoch = places.epoch();
        try {
            return ledger.claim(lane, most, clock.instant())
                    .whenComplete((pushes, failure) -> arrived(epoch, lane, most, pushes))
                    .get(CLAIM_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .size();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("delivery.claim-failed", "why", String.valueOf(e.getMessage()));
            Thread.sleep(Duration.ofSeconds(1));
            return 0;
        }
    }

    /// What was claimed is sent even when nobody waits for it any more.
    private void arrived(int epoch, Lane lane, int most, @Nullable List<Push> pushes) {
        places.giveBack(lane, most - (pushes == null ? 0 : pushes.size()));
        if (pushes != null) {
            ready.take(epoch, pushes);
        }
    }
}
