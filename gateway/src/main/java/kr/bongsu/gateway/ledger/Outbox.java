package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Writes down whom to tell of each push that has ended, in the transaction that ends it.
///
/// At most so many wait for each who is told: what is beyond is only counted, in the day's total.
/// How many wait is known roughly, and learnt anew by those who tell.
final class Outbox {

    /// Counts in place of a state what is not told.
    static final int NOT_TOLD = -1;

    private static final Log LOG = Log.of(Outbox.class);
    private static final Table OUTCOME =
            Table.of("outcome", "id#", "target", "push#", "state#", "attempts#", "at#", "detail");

    private final Telling telling;
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private volatile boolean full;

    Outbox(Telling telling) {
        this.telling = telling;
    }

    /// A push that has ended.
    ///
    /// @param link over which it came, where that is known
    record Ended(
            long push,
            PushState state,
            int attempts,
            long at,
            String detail,
            @Nullable String link) {

        /// As a settlement or a person has left it.
        static Ended of(Standing standing) {
            Standing.Result result = standing.result();
            String detail = result.fcmName() == null ? result.text() : result.fcmName();
            return new Ended(
                    standing.id(),
                    standing.state(),
                    standing.attempts(),
                    result.settledAt() == null ? 0 : result.settledAt(),
                    detail == null ? "" : detail,
                    null);
        }
    }

    /// One count of a day.
    private record Count(String target, long day, int state) implements Comparable<Count> {
        @Override
        public int compareTo(Count other) {
            int first = target.compareTo(other.target);
            int second = first != 0 ? first : Long.compare(day, other.day);
            return second != 0 ? second : Integer.compare(state, other.state);
        }
    }

    /// How many wait, as counted in the database.
    void learn(String target, long count) {
        waiting.put(target, count);
        if (count < telling.most()) {
            full = false;
        }
    }

    /// Whether it may be near its bound, so that [#learn] matters.
    boolean mayBeFull(String target) {
        return waiting.getOrDefault(target, telling.most()) >= telling.most() / 2;
    }

    long most() {
        return telling.most();
    }

    void write(Transaction transaction, List<Ended> ended) throws SQLException {
        if (ended.isEmpty() || !telling.isNeeded()) {
            return;
        }
        Map<Long, String> links = links(transaction.sql(), ended);
        List<@Nullable Object[]> rows = new ArrayList<>();
        Map<Count, Long> counts = new TreeMap<>();
        boolean fits = true;
        for (Ended each : ended) {
            long id = transaction.nextEvent();
            String link = each.link == null ? links.getOrDefault(each.push, "") : each.link;
            for (String target : telling.of(link)) {
                counts.merge(new Count(target, day(each.at), each.state.number()), 1L, Long::sum);
                if (waiting.merge(target, 1L, Long::sum) > telling.most()) {
                    counts.merge(new Count(target, day(each.at), NOT_TOLD), 1L, Long::sum);
                    fits = false;
                    continue;
                }
                rows.add(
                        new @Nullable Object[] {
                            id,
                            target,
                            each.push,
                            each.state.number(),
                            each.attempts,
                            each.at,
                            Sql.clean(each.detail)
                        });
            }
        }
        transaction.sql().insert(OUTCOME, rows);
        write(transaction.sql(), transaction.account(), counts);
        if (!fits && !full) {
            full = true;
            warn();
        }
    }

    private Map<Long, String> links(Sql sql, List<Ended> ended) throws SQLException {
        Map<Long, String> links = new HashMap<>();
        if (!telling.links().isEmpty()) {
            sql.queryIn(
                    """
                    SELECT p.id, t.link FROM push p JOIN message m ON m.id = p.message
                      JOIN telegram t ON t.id = m.telegram WHERE p.id IN ({in})
                    """,
                    ended.stream().filter(each -> each.link == null).map(Ended::push).toList(),
                    row -> links.put(row.getLong(1), row.getString(2)));
        }
        return links;
    }

    private static void write(Sql sql, long account, Map<Count, Long> counts) throws SQLException {
        for (Map.Entry<Count, Long> each : counts.entrySet()) {
            Count what = each.getKey();
            // Nobody else writes this row.
            if (sql.update(
                            """
                            UPDATE outcome_total SET outcomes = outcomes + ?
                            WHERE target = ? AND day = ? AND state = ? AND account = ?
                            """,
                            each.getValue(),
                            what.target,
                            what.day,
                            what.state,
                            account)
                    == 0) {
                sql.update(
                        """
                        INSERT INTO outcome_total (target, day, state, account, outcomes)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                        what.target,
                        what.day,
                        what.state,
                        account,
                        each.getValue());
            }
        }
    }

    private long day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), telling.zone()).toEpochDay();
    }

    private void warn() {
        LOG.error(
                "ledger.too-many-untold",
                "most",
                telling.most(),
                "means",
                "what becomes of further pushes is counted in the day's total, not told",
                "remedy",
                "see why the core system takes no results, or raise results.backlog");
    }
}
