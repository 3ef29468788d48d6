package kr.bongsu.gateway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.ledger.Intervention;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.push.Push;

/// Takes pushes back that have not been sent, wherever they wait: what it says was cancelled is
/// never sent, and what cannot be cancelled is sent as if nobody had asked.
final class Recall {

    private final Ledger ledger;
    private final Exit exit;
    private final Unsent unsent;

    Recall(Ledger ledger, Exit exit, Unsent unsent) {
        this.ledger = ledger;
        this.exit = exit;
        this.unsent = unsent;
    }

    /// Takes back those of them for which it is possible.
    ///
    /// @param by who wants it, for their timelines
    /// @return when it is on the disk: which ones will never be sent
    CompletableFuture<Set<Long>> cancel(List<Long> ids, String by, Instant now) {
        Set<Long> wanted = Set.copyOf(ids);
        Exit.Withdrawn here = exit.withdraw(push -> wanted.contains(push.id().number()));
        return ledger.settle(
                        here.pushes().stream()
                                .<Settlement>map(push ->
                                        new Settlement.Cancelled(
                                                push.id(), now, push.attempts(), by))
                                .toList())
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        unsent.dropped(here.pushes());
                        here.pushes().forEach(push -> exit.done(push, now));
                    } else {
                        exit.restore(here);
                    }
                })
                .thenCompose(left -> {
                    Set<Long> cancelled = new TreeSet<>();
                    here.pushes().stream().map(Recall::number).forEach(cancelled::add);
                    // They have become another node's, or wait in the ledger again.
                    cancelled.removeAll(left);
                    return others(wanted, cancelled, by, now);
                });
    }

    /// Cancels what is not in memory here.
    private CompletableFuture<Set<Long>> others(
            Set<Long> wanted, Set<Long> cancelled, String by, Instant now) {
        List<Long> others = wanted.stream().filter(id -> !cancelled.contains(id)).toList();
        return ledger.intervene(new Intervention(Intervention.Kind.CANCEL, others, by, now))
                .thenApply(done -> {
                    cancelled.addAll(done.changed());
                    return cancelled;
                });
    }

    private static long number(Push push) {
        return push.id().number();
    }
}
