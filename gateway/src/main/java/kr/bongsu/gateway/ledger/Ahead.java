package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import kr.bongsu.gateway.push.Lane;

/// Finds what waits in the ledger and must leave before a push of the same customer in the same
/// lane does.
///
/// Only what has been tried or found no place waits so; a reserved push, or one that a person
/// holds, is in nobody's way. While nothing waits, nothing is asked of the database.
final class Ahead {

    private static final String QUERY =
            """
            SELECT p.lane, p.customer, min(p.id),
              max(CASE WHEN p.due_at < COALESCE(m.reserved_for, t.received_at) + ?
                THEN p.due_at ELSE COALESCE(m.reserved_for, t.received_at) + ? END)
            FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
            WHERE p.state = 0 AND p.due_at >= ? AND COALESCE(m.reserved_for, t.received_at) > ?
              AND {waiting} IN ({in})
            GROUP BY p.lane, p.customer
            """;

    private final long limit;
    private final LongSupplier waiting;

    /// @param limit from its acceptance on, so long a push holds those that follow it
    /// @param waiting how many pushes wait in the ledger, as committed
    Ahead(Duration limit, LongSupplier waiting) {
        this.limit = limit.toMillis();
        this.waiting = waiting;
    }

    /// The pushes of one customer in one lane.
    private record Line(Lane lane, String customer) {}

    /// What waits of a line.
    ///
    /// @param first the lowest number
    /// @param until so long it holds those behind; in milliseconds
    record Waiting(long first, long until) {}

    /// What was found, and what has come to wait since.
    static final class Found {

        private final Map<Line, Waiting> lines = new HashMap<>();

        Optional<Waiting> of(Lane lane, String customer) {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(lines.get(new Line(lane, customer)));
        }

        void add(Lane lane, String customer, Waiting more) {
            if (!customer.isEmpty()) {
                lines.merge(
                        new Line(lane, customer),
                        more,
                        (a, b) ->
                                new Waiting(
                                        Math.min(a.first, b.first), Math.max(a.until, b.until)));
            }
        }
    }

    /// @param leastDue what is due earlier does not matter; in milliseconds
    Found find(Transaction transaction, Collection<String> customers, long leastDue, Instant now)
            throws SQLException {
        Found found = new Found();
        long there = waiting.getAsLong() + transaction.tally().change().in(PushState.PENDING);
        if (there <= 0 || customers.isEmpty()) {
            return found;
        }
        LinkedHashSet<String> distinct = new LinkedHashSet<>(customers);
        distinct.remove("");
        Sql sql = transaction.sql();
        sql.queryIn(
                sql.dialect().definition(QUERY),
                List.copyOf(distinct),
                row ->
                        found.add(
                                Lane.of(row.getInt(1)),
                                row.getString(2),
                                new Waiting(row.getLong(3), row.getLong(4))),
                limit,
                limit,
                leastDue,
                now.toEpochMilli() - limit);
        return found;
    }
}
