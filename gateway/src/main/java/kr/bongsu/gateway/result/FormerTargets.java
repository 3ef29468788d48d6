package kr.bongsu.gateway.result;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.log.Log;

/// Sees to what waits for somebody whom the configuration names no longer: says so, keeps it for a
/// week, so that a mistake costs nothing, and then removes it.
public final class FormerTargets implements AutoCloseable {

    static final Duration KEPT = Duration.ofDays(7);

    private static final Log LOG = Log.of(FormerTargets.class);
    private static final Duration ROUND = Duration.ofHours(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    private static final int AT_ONCE = 1_000;
    private static final List<String> TABLES = List.of("outcome", "outcome_total", "outcome_told");

    /// The names, in the table `meta`, of the times at which they were first missed.
    private static final String MISSED = "results-missed:";

    private final Set<String> told;
    private final Backroom ledger;
    private final InstantSource clock;
    private final Thread thread;
    private final Semaphore stop = new Semaphore(0);

    /// @param told the names of all who are told
    public FormerTargets(Set<String> told, Backroom ledger, InstantSource clock) {
        this.told = Set.copyOf(told);
        this.ledger = ledger;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("results-former").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stop.release();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                tryRound();
            } while (!stop.tryAcquire(ROUND.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException close) {
            // The next gateway goes on.
        }
    }

    private void tryRound() throws InterruptedException {
        try {
            if (ledger.mayTidy()) {
                round();
            }
        } catch (SQLException | LedgerException e) {
            LOG.warn("results.cannot-tidy", "why", e.getMessage());
        }
    }

    /// Looks once.
    void round() throws SQLException, InterruptedException {
        Map<String, Instant> missed = missed();
        for (String target : waiting()) {
            Optional<Instant> since = Optional.ofNullable(missed.get(target));
            if (told.contains(target)) {
                if (since.isPresent()) {
                    forget(target);
                }
            } else if (since.isEmpty()) {
                note(target);
            } else if (!clock.instant().isBefore(since.get().plus(KEPT))) {
                remove(target);
            }
        }
    }

    private Map<String, Instant> missed() {
        return ledger
                .read(reads ->
                        reads.list(
                                "SELECT name, value FROM meta WHERE name LIKE ?",
                                List.of(MISSED + "%"),
                                row ->
                                        Map.entry(
                                                row.getString(1).substring(MISSED.length()),
                                                Instant.ofEpochMilli(row.getLong(2)))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Everybody for whom something waits or was counted.
    private Set<String> waiting() {
        Set<String> targets = new TreeSet<>();
        for (String table : TABLES) {
            // One after the other, because to look for all of them would read every row.
            Function<String, Optional<String>> following =
                    before ->
                            ledger.read(reads ->
                                    reads.first(
                                            "SELECT target FROM "
                                                    + table
                                                    + " WHERE target > ? ORDER BY target LIMIT 1",
                                            List.of(before),
                                            row -> row.getString(1)));
            for (Optional<String> next = following.apply("");
                    next.isPresent();
                    next = following.apply(next.get())) {
                targets.add(next.get());
            }
        }
        return targets;
    }

    private void note(String target) throws SQLException, InterruptedException {
        LOG.warn(
                "results.not-told-any-more",
                "to",
                target,
                "means",
                "the section 'results' names it no longer; what waits for it is removed in "
                        + KEPT.toDays()
                        + " days",
                "remedy",
                "name it again if that is a mistake");
        long now = clock.instant().toEpochMilli();
        ledger.write(
                1,
                writes -> {
                    int _ =
                            writes.update(
                                    "INSERT INTO meta (name, value) VALUES (?, ?)",
                                    MISSED + target,
                                    String.valueOf(now));
                });
    }

    private void forget(String target) throws SQLException, InterruptedException {
        ledger.write(
                1,
                writes -> {
                    int _ = writes.update("DELETE FROM meta WHERE name = ?", MISSED + target);
                });
    }

    private void remove(String target) throws SQLException, InterruptedException {
        long removed = 0;
        for (List<Long> some = next(target, 0);
                !some.isEmpty();
                some = next(target, some.getLast())) {
            List<Long> ids = some;
            ledger.write(
                    ids.size(),
                    writes -> {
                        int _ =
                                writes.updateIn(
                                        "DELETE FROM outcome WHERE target = ? AND id IN ({in})",
                                        ids,
                                        target);
                    });
            removed += ids.size();
        }
        ledger.write(
                AT_ONCE,
                writes -> {
                    for (String table : TABLES) {
                        int _ = writes.update("DELETE FROM " + table + " WHERE target = ?", target);
                    }
                    int _ = writes.update("DELETE FROM meta WHERE name = ?", MISSED + target);
                });
        LOG.info("results.removed", "to", target, "outcomes", removed);
    }

    private List<Long> next(String target, long after) {
        return ledger.read(reads ->
                reads.list(
                        "SELECT id FROM outcome WHERE target = ? AND id > ? ORDER BY id LIMIT ?",
                        List.of(target, after, AT_ONCE),
                        row -> row.getLong(1)));
    }
}
