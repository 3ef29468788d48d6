package kr.bongsu.gateway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.ledger.Intervention;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Brings pushes that leave the memory unsent back to the ledger, and their places with them.
final class Unsent {

    static final int LIMIT_SECONDS = 10;

    private static final Log LOG = Log.of(Delivery.class);

    private final Ledger ledger;
    private final Places places;

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
            LOG.warn(
                    "delivery.not-given-back",
                    "pushes",
                    pushes.size(),
                    "means",
                    "they are taken over at the next start");
        }
    }

    /// The same without waiting, and not on the commit thread, on which this may run: it must not
    /// wait for itself.
    void giveBackAside(List<Push> pushes) {
        Thread.ofVirtual()
                .name("delivery-give-back")
                .start(() -> {
                    dropped(pushes);
                    // Should it fail, the next start of a node takes them over.
                    CompletableFuture<?> _ = ledger.release(pushes);
                });
    }

    /// Cancels what was taken out of the memory here, and what waits in the ledger.
    CompletableFuture<Set<Long>> cancel(Set<Long> wanted, List<Push> here, String by, Instant now) {
        List<Settlement> settlements =
                here.stream()
                        .<Settlement>map(push ->
                                new Settlement.Cancelled(push.id(), now, push.attempts(), by))
                        .toList();
        Set<Long> cancelled = new TreeSet<>();
        here.forEach(push -> cancelled.add(push.id().number()));
        List<Long> others = wanted.stream().filter(id -> !cancelled.contains(id)).toList();
        Intervention wish = new Intervention(Intervention.Kind.CANCEL, others, by, now);
        return ledger.settle(settlements)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        dropped(here);
                    } else {
                        giveBackAside(here);
                    }
                })
                .thenCompose(_ -> ledger.intervene(wish))
                .thenApply(done -> {
                    cancelled.addAll(done.changed());
                    return cancelled;
                });
    }

    /// Only their places: the ledger knows of them.
    void dropped(List<Push> pushes) {
        int multis = Outstanding.multis(pushes);
        places.giveBack(Lane.MULTI, multis);
        places.giveBack(Lane.SINGLE, pushes.size() - multis);
    }
}
