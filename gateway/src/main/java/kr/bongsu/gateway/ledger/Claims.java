package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;

/// Moves pushes between the ledger and the memory of the running gateway.
final class Claims {

    private final String ledger;

    Claims(String ledger) {
        this.ledger = ledger;
    }

    /// Takes at most `most` waiting pushes of a lane whose time has come, oldest first; they are in
    /// flight from now on. Rows that another node is taking are passed over.
    List<Push> claim(Transaction transaction, Lane lane, int most, Instant now)
            throws SQLException {
        Sql sql = transaction.sql();
        List<Long> due = new ArrayList<>();
        Map<PushState, Integer> states = new EnumMap<>(PushState.class);
        try (ResultSet row =
                sql.query(
                        """
                        SELECT id, state FROM push
                        WHERE owner = ? AND lane = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?
                        """
                                + sql.dialect().skipLocked(),
                        Standing.ANYONE,
                        lane.number(),
                        now.toEpochMilli(),
                        most)) {
            while (row.next()) {
                due.add(row.getLong(1));
                states.merge(PushState.of(row.getInt(2)), 1, Integer::sum);
            }
        }
        if (due.isEmpty()) {
            return List.of();
        }
        sql.updateIn(
                "UPDATE push SET state = ?, owner = ?, due_at = NULL WHERE id IN ({in})",
                due,
                PushState.IN_FLIGHT.number(),
                transaction.node());
        states.forEach(
                (state, pushes) -> transaction.tally().moved(state, PushState.IN_FLIGHT, pushes));
        return pushes(sql, due);
    }

    private List<Push> pushes(Sql sql, List<Long> due) throws SQLException {
        Map<Long, Integer> order = HashMap.newHashMap(due.size());
        for (Long id : due) {
            order.put(id, order.size());
        }
        List<Push> pushes = new ArrayList<>(due.size());
        sql.queryIn(
                """
                SELECT p.id, p.lane, p.attempts, p.customer, p.phone, p.token, p.company, p.type,
                  m.service, m.title, m.body, m.push_group, m.uuid
                FROM push p JOIN message m ON m.id = p.message WHERE p.id IN ({in})
                """,
                due,
                row -> pushes.add(push(row)));
        pushes.sort(Comparator.comparing(push -> order.getOrDefault(push.id().number(), 0)));
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

    private Push push(ResultSet row) throws SQLException {
        return new Push(
                new PushId(ledger, row.getLong(1)),
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
                row.getInt(3));
    }
}
