package kr.bongsu.gateway.delivery;

import java.time.Duration;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.log.Log;

/// Keeps each customer's order while this gateway takes another one's place at a shared ledger.
///
/// What the other one has in its memory, nobody sees. So until it has ended, what this one accepts
/// goes to the ledger and nowhere else: there the other one, too, sees it and sends it, and what
/// the other one leaves behind is found before what came later.
public final class Turn implements AutoCloseable {

    private static final Log LOG = Log.of(Delivery.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Places places;
    private final Thread thread;

    public Turn(Ledger ledger, Places places) {
        this.ledger = ledger;
        this.places = places;
        this.thread = Thread.ofVirtual().name("delivery-turn").unstarted(this::takeOver);
    }

    /// There is another one; to be called before anything is accepted.
    public void await() {
        LOG.info("delivery.waits", "means", "the gateway before this one sends what is left");
        places.shut();
    }

    /// The other one, if there was one, has ended: takes over what it left, then lets pushes leave.
    /// Returns at once.
    public void begin() {
        if (places.isShut()) {
            thread.start();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void takeOver() {
        try {
            boolean warned = false;
            while (!isTakenOver(warned)) {
                warned = true;
                Thread.sleep(PAUSE);
            }
            places.open();
            LOG.info("delivery.begins");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTakenOver(boolean warned) throws InterruptedException {
        try {
            ledger.takeOver();
            return true;
        } catch (LedgerException e) {
            if (!warned) {
                LOG.warn(
                        "delivery.not-taken-over",
                        "why",
                        String.valueOf(e.getMessage()),
                        "means",
                        "nothing is sent until the ledger works again");
            }
            return false;
        }
    }
}
