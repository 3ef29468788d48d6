package kr.bongsu.gateway.upkeep;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.log.Log;

/// Removes the oldest pushes once they are older, or more, than is to be kept, and all that is
/// settled when somebody says so. What has no final state stays, however old.
public final class Retention implements AutoCloseable {

    private static final Log LOG = Log.of(Retention.class);
    private static final Duration ROUND = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final RetentionSettings settings;
    private final Backroom ledger;
    private final InstantSource clock;
    private final Removal removal;
    private final Leftovers leftovers;
    private final Repeats repeats;
    private final Outdated outdated;
    private final Thread thread;
    private final BlockingQueue<Work> asked = new ArrayBlockingQueue<>(1);
    private volatile Optional<Round> now = Optional.empty();
    private volatile Optional<Round> last = Optional.empty();

    /// What is removed in one go.
    public enum Work {
        /// What is older, or more, than is to be kept.
        ROUND,
        /// Everything that is settled.
        FLUSH
    }

    /// One go.
    ///
    /// @param since when it began
    /// @param removed pushes, so far
    /// @param failure why it did not come to its end
    public record Round(Work work, Instant since, long removed, Optional<String> failure) {
        Round with(long more) {
            return new Round(work, since, removed + more, failure);
        }

        Round failed(String why) {
            return new Round(work, since, removed, Optional.of(why));
        }
    }

    /// What it does.
    ///
    /// @param now what is being removed
    /// @param last what was removed last, since this gateway runs
    /// @param isAsked whether a flush is to follow
    public record State(Optional<Round> now, Optional<Round> last, boolean isAsked) {}

    public Retention(RetentionSettings settings, Backroom ledger, InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
        this.removal = new Removal(ledger, settings.archive().map(Archive::new));
        this.leftovers = new Leftovers(ledger);
        this.repeats = new Repeats(ledger);
        this.outdated = new Outdated(ledger);
        if (settings.pushes().isPresent()) {
            repeats.expect();
        }
        this.thread = Thread.ofPlatform().name("ledger-retention").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public State state() {
        return new State(now, last, !asked.isEmpty());
    }

    /// Has everything that is settled removed, beside the accepting.
    ///
    /// @return false when that is to be done already
    public boolean askFlush() {
        return now.filter(each -> each.work == Work.FLUSH).isEmpty() && asked.offer(Work.FLUSH);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                LOG.warn("ledger.retention-not-stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Work wanted = asked.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                tryTo(wanted == null ? Work.ROUND : wanted);
            }
        } catch (InterruptedException close) {
            // What is old will be removed after the next start.
        }
    }

    private void tryTo(Work work) throws InterruptedException {
        now = Optional.of(new Round(work, clock.instant(), 0, Optional.empty()));
        try {
            long removed =
                    switch (work) {
                        case ROUND -> ledger.mayTidy() ? round() : 0;
                        case FLUSH -> flush();
                    };
            if (removed > 0) {
                LOG.info("ledger.removed-old", "pushes", removed, "why", work);
            }
        } catch (SQLException | IOException | LedgerException e) {
            failed(e);
        } catch (RuntimeException bug) {
            // The thread goes on: without it the ledger grows for ever.
            LOG.bug("ledger.retention-bug", bug);
            failed(bug);
        } finally {
            last = now;
            now = Optional.empty();
        }
    }

    private void failed(Exception e) {
        LOG.warn(
                "ledger.cannot-remove-old",
                "why",
                e.getMessage() == null ? e : e.getMessage(),
                "means",
                "the ledger grows; tried again in " + ROUND.toMinutes() + " minutes");
        now = now.map(each -> each.failed(String.valueOf(e.getMessage())));
    }

    /// Removes all that is too old or too much now.
    ///
    /// @return how many pushes
    public long round() throws SQLException, IOException, InterruptedException {
        long removed = 0;
        if (settings.age().isPresent()) {
            Instant cut = clock.instant().minus(settings.age().get());
            removed += remove(ranges("last_at < ?", cut.toEpochMilli()), Long.MAX_VALUE);
        }
        if (settings.pushes().isPresent()) {
            long tooMany =
                    ledger.read(reads -> reads.number(0, "SELECT sum(pushes) FROM push_bucket"))
                            - settings.pushes().getAsLong();
            if (tooMany > 0) {
                removed += remove(ranges("bucket >= ?", 0L), tooMany);
            }
        }
        if (removed > 0) {
            leftovers.remove();
        }
        repeats.remove(clock.instant());
        outdated.remove(clock.instant());
        return removed;
    }

    /// Removes everything that is in a final state, whatever its age.
    ///
    /// @return how many pushes
    public long flush() throws SQLException, IOException, InterruptedException {
        repeats.expect();
        long removed = 0;
        long first = ledger.read(reads -> reads.number(0, "SELECT min(id) FROM push"));
        long end = ledger.read(reads -> reads.number(-1, "SELECT max(id) FROM push"));
        for (long range = first >>> Removal.RANGE_BITS;
                range <= end >>> Removal.RANGE_BITS;
                range++) {
            removed += remove(range);
        }
        leftovers.remove();
        return removed;
    }

    private List<Long> ranges(String which, long than) {
        return ledger.read(reads ->
                reads.list(
                        "SELECT bucket FROM push_bucket WHERE " + which + " ORDER BY bucket",
                        List.of(than),
                        row -> row.getLong(1)));
    }

    private long remove(List<Long> ranges, long most)
            throws SQLException, IOException, InterruptedException {
        long removed = 0;
        for (long range : ranges) {
            if (removed >= most) {
                break;
            }
            removed += remove(range);
            Thread.sleep(STEP);
        }
        return removed;
    }

    private long remove(long range) throws SQLException, IOException, InterruptedException {
        Courtesy.letOthersGoFirst(ledger);
        long removed = removal.remove(range, Repeats.cut(clock.instant()));
        now = now.map(each -> each.with(removed));
        return removed;
    }
}
