package kr.bongsu.gateway.search;

import java.sql.SQLException;
import java.time.Duration;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.log.Log;

/// Keeps the indexes as near to the log as the load allows: while the ledger is busy accepting, it
/// waits.
public final class Indexer implements AutoCloseable {

    private static final Log LOG = Log.of(Indexer.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration YIELD = Duration.ofMillis(100);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    /// The share of its time that the commit thread may be busy with others.
    private static final double MOST_BUSY = 0.25;

    private final Backroom ledger;
    private final PushIndex pushes;
    private final TextIndex texts;
    private final Thread thread;
    private boolean failing;

    public Indexer(Backroom ledger) {
        this.ledger = ledger;
        this.pushes = new PushIndex(ledger);
        this.texts = new TextIndex(ledger, this::giveWay);
        this.thread = Thread.ofPlatform().name("search-indexer").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                LOG.warn("search.indexer-not-stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(step());
            }
        } catch (InterruptedException close) {
            // What was not indexed will be, after the next start.
        }
    }

    /// @return how long to wait until the next step
    private Duration step() throws InterruptedException {
        try {
            giveWay();
            boolean more = ledger.mayTidy() && index(ledger.safeId());
            if (failing) {
                failing = false;
                LOG.info("search.indexes-again");
            }
            return more ? Duration.ZERO : IDLE;
        } catch (SQLException | LedgerException e) {
            if (!failing) {
                failing = true;
                LOG.warn(
                        "search.cannot-index",
                        "why",
                        e.getMessage(),
                        "means",
                        "searches look through what is new row by row until this is mended");
            }
            return AFTER_FAULT;
        }
    }

    /// Indexes all that is ready, without waiting for the load to fall. For tests and for tools.
    ///
    /// @return how many steps it took
    public int catchUp() throws SQLException, InterruptedException {
        return catchUp(ledger.safeId());
    }

    /// The same up to an id.
    ///
    /// @param last the last id to be indexed, below which no more pushes will come
    public int catchUp(long last) throws SQLException, InterruptedException {
        int steps = 0;
        while (index(last)) {
            steps++;
        }
        return steps;
    }

    private boolean index(long last) throws SQLException, InterruptedException {
        return pushes.next(last) || texts.next(last);
    }

    private void giveWay() throws InterruptedException {
        while (ledger.busy() > MOST_BUSY) {
            Thread.sleep(YIELD);
        }
    }
}
