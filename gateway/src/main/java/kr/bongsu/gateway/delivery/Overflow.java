package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerException;
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
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final int DEAD_TOKENS_EVERY = 5;
    private static final Duration CLAIM_LIMIT = Duration.ofSeconds(60);

    /// Who is told.
    interface Inbox {
        /// Takes pushes that were asked for when the places had this epoch.
        void take(int epoch, List<Push> pushes);

        /// What the ledger says for all gateways.
        ///
        /// @param paused lanes from which nothing leaves
        /// @param gateways how many share the quotas
        void govern(Set<Lane> paused, int gateways);
    }

    private final Ledger ledger;
    private final Places places;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Thread thread;
    // Confined to the thread.
    private Set<Lane> paused = EnumSet.allOf(Lane.class);
    private boolean known;
    private long asked = System.nanoTime() - 2 * ASK.toNanos();
    private int questions;

    Overflow(Ledger ledger, Places places, InstantSource clock, Inbox inbox) {
        this.ledger = ledger;
        this.places = places;
        this.clock = clock;
        this.inbox = inbox;
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
                Thread.sleep(round());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return how long to wait until the next one
    private Duration round() throws InterruptedException {
        try {
            ask();
            int fetched = 0;
            for (Lane lane : Lane.values()) {
                fetched += paused.contains(lane) ? 0 : fetch(lane);
            }
            return fetched == 0 ? PAUSE : Duration.ZERO;
        } catch (RuntimeException | Error bug) {
            // Without this thread no retry and no reserved push would ever leave.
            LOG.bug("delivery.overflow-bug", bug);
            return LONG_PAUSE;
        }
    }

    /// Learns once a second what holds for all gateways.
    private void ask() throws InterruptedException {
        long now = System.nanoTime();
        if (now - asked < ASK.toNanos()) {
            return;
        }
        asked = now;
        try {
            Set<Lane> lanes = EnumSet.noneOf(Lane.class);
            ledger.lanes().list().forEach(pause -> lanes.add(pause.lane()));
            if (!lanes.equals(known ? paused : Set.of())) {
                LOG.info("delivery.lanes-paused", "lanes", lanes);
            }
            paused = lanes;
            known = true;
            inbox.govern(lanes, ledger.gateways());
        } catch (LedgerException e) {
            // What was known last holds on; at the start nothing leaves.
            LOG.warn("delivery.lanes-unknown", "why", String.valueOf(e.getMessage()));
        }
        if (ledger.gateways() > 1 && questions++ % DEAD_TOKENS_EVERY == 0) {
            ledger.learnDeadTokens();
        }
    }

    /// @return how many pushes were fetched
    private int fetch(Lane lane) throws InterruptedException {
        Instant now = clock.instant();
        int most = Math.min(MOST_AT_ONCE, places.free(lane) / 2);
        if (most == 0 || !places.take(lane, most)) {
            return 0;
        }
        int epoch = places.epoch();
        try {
            return ledger.claim(
                            lane,
                            most,
                            now,
                            (pushes, failure) -> arrived(epoch, lane, most, pushes))
                    .get(CLAIM_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .size();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("delivery.claim-failed", "why", String.valueOf(e.getMessage()));
            Thread.sleep(LONG_PAUSE);
            return 0;
        }
    }

    /// What was claimed is sent even when nobody waits for it any more.
    private void arrived(int epoch, Lane lane, int most, @Nullable List<Push> pushes) {
        places.giveBack(lane, most - (pushes == null ? 0 : pushes.size()));
        if (pushes != null) {
            inbox.take(epoch, pushes);
        }
    }
}
