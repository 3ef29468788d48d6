package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import org.jspecify.annotations.Nullable;

/// Moves pushes between the ledger and the memory of the running gateway.
final class Claims {

    private static final String DUE_OF_ITS_TIME = "due_at > 0 AND due_at <= ?";
    private static final String ALWAYS_DUE = "due_at = ?";

    /// After so long a push is looked at again that waits behind one which found no place in
    /// memory: nobody knows when that is.
    private static final Duration BEHIND_THE_PLACELESS = Duration.ofSeconds(1);

    private static final Table DUE = Table.of("push", "id#", "state#", "owner#", "due_at#");

    private final String ledger;
    private final Ahead ahead;
    private final Settlements settlements;

    /// @param settlements end what is of no use any more when it is taken up
    Claims(String ledger, Ahead ahead, Settlements settlements) {
        this.ledger = ledger;
        this.ahead = ahead;
        this.settlements = settlements;
    }

    /// A push whose time has come.
    private record Due(long id, PushState state, String customer, long at) {

        Ahead.Place place(Lane lane) {
            return new Ahead.Place(lane, customer, id);
        }
    }

    /// Takes at most `most` waiting pushes of a lane whose time has come, oldest first; they are in
    /// flight from now on. Rows that another node is taking are passed over, and so is what must
    /// wait for an earlier push of its customer.
    ///
    /// What has a time, as a reserved push or a retry, and what found no place in memory have half
    /// of it each while there is enough of both: neither waits for the end of the other.
    List<Push> claim(Transaction transaction, Lane lane, int most, Instant now)
            throws SQLException {
        Sql sql = transaction.sql();
        List<Due> due = due(sql, lane, DUE_OF_ITS_TIME, now.toEpochMilli(), most);
        // The odd one is now the one's, now the other's: it may be the only one for long.
        int half = (most + ThreadLocalRandom.current().nextInt(2)) / 2;
        List<Due> placeless =
                due(sql, lane, ALWAYS_DUE, Standing.ALWAYS_DUE, most - Math.min(due.size(), half));
        due.subList(Math.min(due.size(), most - placeless.size()), due.size()).clear();
        due.addAll(placeless);
        if (due.isEmpty()) {
            return List.of();
        }
        sql.updateIn(
                "UPDATE push SET state = ?, owner = ?, due_at = NULL WHERE id IN ({in})",
                due.stream().map(Due::id).toList(),
                PushState.IN_FLIGHT.number(),
                transaction.node());
        due.forEach(each -> transaction.tally().moved(each.state, PushState.IN_FLIGHT, 1));
        Set<Long> kept = keep(transaction, lane, due, now);
        List<Long> taken = due.stream().map(Due::id).filter(id -> !kept.contains(id)).toList();
        return settlements.living(transaction, pushes(sql, taken), now);
    }

    private static List<Due> due(Sql sql, Lane lane, String when, long time, int most)
            throws SQLException {
        List<Due> due = new ArrayList<>();
        if (most == 0) {
            return due;
        }
        try (ResultSet row =
                sql.query(
                        "SELECT id, state, customer, due_at FROM push WHERE owner = ? AND lane = ? AND "
                                + when
                                + " ORDER BY due_at, id LIMIT ?"
                                + sql.dialect().skipLocked(),
                        Standing.ANYONE,
                        lane.number(),
                        time,
                        most)) {
            while (row.next()) {
                due.add(
                        new Due(
                                row.getLong(1),
                                PushState.of(row.getInt(2)),
                                row.getString(3),
                                row.getLong(4)));
            }
        }
        return due;
    }

    /// Puts back what must wait for an earlier push that was not taken along.
    private Set<Long> keep(Transaction transaction, Lane lane, List<Due> due, Instant now)
            throws SQLException {
        // Lowest numbers go first, so that as a rule nothing waits before the last one of a line.
        Map<String, Long> last = new HashMap<>();
        due.forEach(each -> last.merge(each.customer, each.id, Math::max));
        List<Ahead.Place> ends = new ArrayList<>();
        last.forEach((customer, id) -> ends.add(new Ahead.Place(lane, customer, id)));
        Ahead.Found lines = ahead.find(transaction, ends, now);
        if (lines.isEmpty()) {
            return Set.of();
        }
        List<Due> doubtful =
                due.stream()
                        .filter(each ->
                                lines.holds(
                                        new Ahead.Place(
                                                lane,
                                                each.customer,
                                                last.getOrDefault(each.customer, each.id))))
                        .toList();
        Ahead.Found found =
                ahead.find(
                        transaction, doubtful.stream().map(each -> each.place(lane)).toList(), now);
        Set<Long> kept = new HashSet<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Due each : doubtful) {
            Ahead.Place place = each.place(lane);
            if (found.holds(place)) {
                kept.add(each.id);
                transaction.tally().moved(PushState.IN_FLIGHT, PushState.PENDING, 1);
                rows.add(
                        new @Nullable Object[] {
                            each.id,
                            PushState.PENDING.number(),
                            Standing.ANYONE,
                            until(each, found.until(place), now)
                        });
            }
        }
        transaction.sql().updateById(DUE, rows);
        return kept;
    }

    /// Behind what is fetched in the same order, it comes again with that.
    private static long until(Due due, long ahead, Instant now) {
        return due.at != Standing.ALWAYS_DUE && ahead == Standing.ALWAYS_DUE
                ? now.plus(BEHIND_THE_PLACELESS).toEpochMilli()
                : Math.max(due.at, ahead);
    }

    /// In the order of their acceptance.
    private List<Push> pushes(Sql sql, List<Long> due) throws SQLException {
        List<Push> pushes = new ArrayList<>(due.size());
        sql.queryIn(
                """
                SELECT p.id, p.lane, p.attempts, p.customer, p.phone, p.token, p.company, p.type,
                  m.service, m.title, m.body, m.push_group, m.uuid,
                  COALESCE(m.reserved_for, t.received_at),
                  CASE WHEN p.attempts > 0 THEN (SELECT min(e.at) FROM event e
                    WHERE e.push = p.id AND e.kind = ? AND e.at > COALESCE((SELECT max(a.at)
                      FROM event a WHERE a.push = p.id AND a.kind = ?), -1)) END
                FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
                WHERE p.id IN ({in})
                """,
                due,
                row -> pushes.add(push(row)),
                EventKind.RETRIED.number(),
                EventKind.SENT_AGAIN.number());
        pushes.sort(Comparator.comparingLong(push -> push.id().number()));
        return pushes;
    }

    /// Gives pushes back unsent; they are due at once.
    static void release(Transaction transaction, List<Push> pushes) throws SQLException {
        Map<Long, Standing> standings =
                Standings.lock(
                        transaction.sql(),
                        pushes.stream().map(push -> push.id().number()).toList());
        List<Standing> back =
                standings.values().stream()
                        .map(each -> each.giveBack(transaction.node()))
                        .flatMap(Optional::stream)
                        .toList();
        Standings.write(transaction.sql(), back);
        transaction.tally().moved(PushState.IN_FLIGHT, PushState.PENDING, back.size());
    }

    PushId id(long number) {
        return new PushId(ledger, number);
    }

    private Push push(ResultSet row) throws SQLException {
        return new Push(
                id(row.getLong(1)),
                Lane.of(row.getInt(2)),
                new Message(
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13)),
                new Recipient(
                        row.getString(4),
                        row.getString(5),
                        new DeviceToken(row.getString(6)),
                        row.getString(7),
                        row.getString(8)),
                row.getInt(3),
                times(row));
    }

    private static Push.Times times(ResultSet row) throws SQLException {
        Push.Times times = Push.Times.readyAt(Instant.ofEpochMilli(row.getLong(14)));
        long since = row.getLong(15);
        return row.wasNull() ? times : times.triedSince(Instant.ofEpochMilli(since));
    }
}
