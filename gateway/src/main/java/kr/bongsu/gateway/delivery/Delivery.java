package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;
import kr.bongsu.gateway.rule.Verdict;

/// Sends what the ledger holds, in the order and at the pace it should leave, if the rules of its
/// service let it, and settles each result.
public final class Delivery implements AutoCloseable {

    private static final Log LOG = Log.of(Delivery.class);
    private static final Duration NO_LEASE_PAUSE = Duration.ofMillis(100);

    /// A bug is in the log at most once in so long a time, however often it comes.
    private static final Duration BUG_PAUSE = Duration.ofSeconds(1);

    private final DeliverySettings settings;
    private final Ledger ledger;
    private final Sender sender;
    private final InstantSource clock;
    private final Places places;
    private final OrderPolicy order;
    private final Exit exit;
    private final Unsent unsent;
    private final Recall recall;
    private final Settler settler;
    private final Overflow overflow;
    private final Thread thread;

    /// Confined to the thread.
    private long lastBug = System.nanoTime() - BUG_PAUSE.toNanos();

    /// @param places the places that the ledger takes for what it stores
    public Delivery(
            DeliverySettings settings,
            Ledger ledger,
            Places places,
            Sender sender,
            InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.sender = sender;
        this.clock = clock;
        this.places = places;
        this.order = new OrderPolicy(settings.orderLimit());
        this.unsent = new Unsent(ledger, places);
        this.exit = new Exit(new Departures(settings, sender), places, unsent, clock);
        this.recall = new Recall(ledger, exit, unsent);
        this.settler = new Settler(ledger, places, this::written);
        this.overflow = new Overflow(ledger, places, clock, exit);
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
        return ledger.accept(
                Spread.of(submission, settings.rules()), ready -> exit.take(epoch, ready));
    }

    /// Takes pushes back that have not been sent, wherever they wait.
    ///
    /// @param by who wants it, for their timelines
    /// @return when it is on the disk: which ones will never be sent
    public CompletableFuture<Set<Long>> cancel(List<Long> ids, String by) {
        return recall.cancel(ids, by, clock.instant());
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
        exit.close();
        try {
            Duration limit = settings.bounds().stopLimit().plusSeconds(Unsent.LIMIT_SECONDS + 1);
            if (thread.isAlive() && !thread.join(limit)) {
                LOG.warn("delivery.not-stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        settler.close();
        unsent.close();
    }

    private void run() {
        boolean ended = false;
        while (!ended) {
            try {
                ended = step();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                ended = true;
            } catch (RuntimeException | Error bug) {
                // Without this thread pushes would be acknowledged and never sent.
                LOG.bug("delivery.bug", bug);
                LockSupport.parkNanos(BUG_PAUSE.toNanos());
            }
        }
    }

    /// @return whether it was the last one
    private boolean step() throws InterruptedException {
        // Nothing leaves while another gateway may have taken this one for dead.
        List<Push> next = ledger.holdsLease() ? exit.next() : noLease();
        next.forEach(this::sendOrKeep);
        exit.goingBack().forEach(this::goBack);
        exit.surplus().forEach(this::giveWay);
        if (next.isEmpty() && exit.await()) {
            unsent.giveBack(exit.drain(settings.bounds().stopLimit()));
            return true;
        }
        return false;
    }

    private static List<Push> noLease() {
        LockSupport.parkNanos(NO_LEASE_PAUSE.toNanos());
        return List.of();
    }

    /// One push that cannot be sent because of a bug takes no other with it: it is tried again, as
    /// often as any.
    private void sendOrKeep(Push push) {
        try {
            send(push);
        } catch (RuntimeException bug) {
            if (System.nanoTime() - lastBug >= BUG_PAUSE.toNanos()) {
                lastBug = System.nanoTime();
                LOG.bug("delivery.push-bug", bug);
            }
            String why = "a bug of the gateway, which is in its log: " + bug;
            keep(push, settlement(push, new Outcome.Retry(Optional.empty(), why)));
        }
    }

    /// Sends a push if the rules of its service let it leave.
    private void send(Push push) {
        Instant now = clock.instant();
        switch (settings.rules().decide(push, now)) {
            case Verdict.Send(Push as, Optional<String> reason) -> {
                List<Settlement.Note> notes = notes(push, now, reason);
                long begun = System.nanoTime();
                sender.send(as, outcome -> done(push, outcome, notes, begun));
            }
            case Verdict.Later(Instant until, String reason) ->
                    keep(
                            push,
                            new Settlement.Postponed(
                                    push.id(), now, push.attempts(), reason, until));
            case Verdict.Drop(String reason) ->
                    keep(push, new Settlement.Expired(push.id(), now, push.attempts(), reason));
        }
    }

    private static List<Settlement.Note> notes(Push push, Instant now, Optional<String> reason) {
        return reason
                .map(text -> new Settlement.Note(push.id(), now, push.attempts(), text))
                .stream()
                .toList();
    }

    private void keep(Push push, Settlement settlement) {
        settler.settle(push, settlement, List.of());
        exit.kept(push, settlement);
    }

    /// Pushes that cannot leave give their places to others; that is no attempt.
    private void giveWay(Departures.Surplus surplus) {
        Outcome held = new Outcome.Held(surplus.pause(), "its project takes nothing just now");
        for (Push push : surplus.pushes()) {
            Settlement settlement = settlement(push, held);
            settler.settle(push, settlement, List.of());
            if (settlement.holdsUntil().isEmpty()) {
                exit.done(push, settlement.at());
            }
        }
    }

    private void done(Push push, Outcome outcome, List<Settlement.Note> notes, long begun) {
        Settlement settlement = settlement(push, outcome);
        settler.settle(push, settlement, notes);
        exit.answered(push, outcome, Duration.ofNanos(System.nanoTime() - begun), settlement);
    }

    private Settlement settlement(Push push, Outcome outcome) {
        return RetryPolicy.DEFAULT.settle(
                push,
                outcome,
                clock.instant(),
                end(push),
                ThreadLocalRandom.current().nextDouble());
    }

    /// No answer is lost because of a rule.
    private Optional<Instant> end(Push push) {
        try {
            return settings.rules().end(push);
        } catch (RuntimeException bug) {
            LOG.bug("delivery.rule-bug", bug);
            return Optional.empty();
        }
    }

    /// What goes back to the ledger takes those behind it along, once it is there and nobody can
    /// have missed it: what is accepted from then on finds it in the ledger, what was accepted
    /// before is here.
    private void written(Push push, Settlement settlement) {
        settlement
                .holdsUntil()
                .ifPresent(due -> ledger.afterAcceptances(() -> follow(push, settlement, due)));
    }

    private void follow(Push push, Settlement settlement, Instant due) {
        Instant now = clock.instant();
        exit.landed(push, settlement, order.holds(push, due, now), now).forEach(this::goBack);
    }

    private void goBack(Leaving.Back back) {
        settler.settle(back.push(), back.settlement(), List.of());
    }
}
