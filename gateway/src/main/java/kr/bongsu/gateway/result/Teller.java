package kr.bongsu.gateway.result;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.log.Log;

/// Tells one destination every outcome that waits for it, at least once and until it has taken it,
/// and the total of each day once the day is over.
public final class Teller implements AutoCloseable {

    private static final Log LOG = Log.of(Teller.class);
    private static final int MOST = 500;
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    /// After so long what has come to a lower number meanwhile is looked for.
    private static final long ANEW_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long ASK_TOTALS_NANOS = Duration.ofMinutes(1).toNanos();

    /// So long after midnight a day's last outcomes are in the ledger.
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Post post;
    private final Backroom ledger;
    private final BooleanSupplier mine;
    private final InstantSource clock;
    private final Thread thread;
    private final Semaphore stop = new Semaphore(0);

    // Confined to the thread.
    private final Aside aside = new Aside();
    private Backoff backoff = Backoff.NONE;
    private long after;
    private long begunAnew = System.nanoTime();
    private long askedTotals = System.nanoTime() - ASK_TOTALS_NANOS;

    /// Who is told.
    ///
    /// @param target the name under which the ledger keeps what waits
    /// @param zone in which days begin
    public record Post(String target, Destination destination, ZoneId zone) {}

    /// Tells nothing before it is started.
    ///
    /// @param mine whether it is this gateway that tells, of those that share the ledger
    public Teller(Post post, Backroom ledger, BooleanSupplier mine, InstantSource clock) {
        this.post = post;
        this.ledger = ledger;
        this.mine = mine;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("results-" + post.target()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// What is being told is told to its end, within a limit.
    @Override
    public void close() {
        stop.release();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
                LOG.warn("results.not-stopped", "to", post.target());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stop.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = step();
            }
        } catch (InterruptedException close) {
            // What was not told stays in the ledger.
        }
    }

    /// @return how long to wait until the next step
    private Duration step() throws InterruptedException {
        try {
            PushOutcome.recount(ledger, post.target());
            if (!mine.getAsBoolean()) {
                ledger.untaken().takes(post.target(), 0);
                return IDLE;
            }
            boolean more = tellSome();
            if (!more) {
                tellTotals();
            }
            if (backoff.failures() > 0) {
                backoff = Backoff.NONE;
                LOG.info("results.told-again", "to", post.target());
            }
            ledger.untaken().takes(post.target(), aside.size());
            return more ? Duration.ZERO : IDLE;
        } catch (IOException | SQLException | LedgerException e) {
            return failed(e);
        } catch (RuntimeException bug) {
            // The ledger keeps what waits; a teller that ends for ever would keep it there.
            LOG.bug("results.bug", bug);
            return failed(bug);
        }
    }

    private Duration failed(Exception e) {
        after = 0;
        backoff = backoff.more();
        ledger.untaken().takesNothing(post.target(), aside.size(), clock.instant());
        Duration pause =
                backoff.pause(
                        e instanceof Destination.Refused refused
                                ? refused.pause()
                                : Optional.empty());
        LOG.warn(
                "results.not-taken",
                "to",
                post.target(),
                "why",
                e.getMessage() == null ? e : e.getMessage(),
                "means",
                "what became of pushes waits in the ledger",
                "again_in_s",
                pause.toSeconds());
        return pause;
    }

    /// @return whether there is more
    private boolean tellSome() throws IOException, SQLException, InterruptedException {
        if (System.nanoTime() - begunAnew > ANEW_NANOS) {
            after = 0;
            begunAnew = System.nanoTime();
        }
        List<PushOutcome> waiting = PushOutcome.list(ledger, post.target(), after, MOST);
        List<PushOutcome> some = aside.others(waiting, System.nanoTime());
        if (!some.isEmpty()) {
            List<PushOutcome> refused = tell(some);
            List<PushOutcome> taken = new ArrayList<>(some);
            taken.removeAll(refused);
            if (!taken.isEmpty()) {
                PushOutcome.told(ledger, post.target(), taken);
            }
            if (!refused.isEmpty()) {
                putAside(refused);
            }
        }
        // Not from the beginning each time: some databases pass over what was deleted slowly.
        after = waiting.size() == MOST ? waiting.getLast().number() : 0;
        return waiting.size() == MOST;
    }

    private List<PushOutcome> tell(List<PushOutcome> some)
            throws IOException, InterruptedException {
        try {
            return post.destination().tell(some);
        } catch (Destination.Refused many) {
            // Next time without them: however many there are, the others have their turn.
            if (!many.ones().isEmpty()) {
                putAside(many.ones());
            }
            throw many;
        }
    }

    private void putAside(List<PushOutcome> refused) throws IOException {
        if (!aside.put(refused, System.nanoTime())) {
            throw new IOException("it refuses too many outcomes one by one");
        }
        LOG.warn(
                "results.refused",
                "to",
                post.target(),
                "outcomes",
                refused.size(),
                "first",
                refused.getFirst().id(),
                "means",
                "these are refused for what they are; others go on",
                "again_in_s",
                Aside.PAUSE.toSeconds());
    }

    private void tellTotals() throws IOException, SQLException, InterruptedException {
        if (System.nanoTime() - askedTotals < ASK_TOTALS_NANOS) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant().minus(GRACE), post.zone());
        for (DayTotal total : DayTotal.due(ledger, post.target(), today)) {
            try {
                post.destination().tell(total);
            } catch (Destination.Refused refused) {
                // Outcomes need not wait for it.
                LOG.warn(
                        "results.total-refused",
                        "to",
                        post.target(),
                        "day",
                        total.day(),
                        "why",
                        refused.getMessage());
                continue;
            }
            DayTotal.told(ledger, post.target(), total);
        }
        askedTotals = System.nanoTime();
    }
}
