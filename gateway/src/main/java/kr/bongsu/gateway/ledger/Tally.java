package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import kr.bongsu.gateway.push.Lane;

/// Counts what one transaction changes and writes it in the same transaction: pushes by state, and
/// what happened in which minute.
final class Tally {

    private static final long MINUTE = 60_000;

    private final Map<PushState, Long> change = new EnumMap<>(PushState.class);
    private final Map<Happening, Long> happened = new TreeMap<>();

    /// One kind of thing in one minute.
    private record Happening(long minute, int lane, int kind) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int first = Long.compare(minute, other.minute);
            int second = first != 0 ? first : Integer.compare(lane, other.lane);
            return second != 0 ? second : Integer.compare(kind, other.kind);
        }
    }

    /// Pushes that are new.
    void stored(PushState state, Lane lane, long atMillis, int pushes) {
        change.merge(state, (long) pushes, Long::sum);
        happened(StatKind.STORED, lane, atMillis, pushes);
        if (state == PushState.REJECTED) {
            happened(StatKind.REJECTED, lane, atMillis, pushes);
        }
    }

    /// Pushes that the ledger holds no more.
    void removed(PushState state, int pushes) {
        change.merge(state, (long) -pushes, Long::sum);
    }

    void moved(PushState from, PushState to, int pushes) {
        change.merge(from, (long) -pushes, Long::sum);
        change.merge(to, (long) pushes, Long::sum);
    }

    void happened(StatKind kind, Lane lane, long atMillis, int pushes) {
        happened.merge(
                new Happening(atMillis / MINUTE, lane.number(), kind.number()),
                (long) pushes,
                Long::sum);
    }

    /// Another's counts on this node's account.
    void add(Counts counts) {
        counts.pushes().forEach((state, pushes) -> change.merge(state, pushes, Long::sum));
    }

    Counts change() {
        return new Counts(change);
    }

    /// @param account a node's number, or below zero what its second pen has counted
    void write(Sql sql, long account) throws SQLException {
        for (Map.Entry<PushState, Long> each : change.entrySet()) {
            if (each.getValue() != 0) {
                sql.update(
                        "UPDATE tally SET pushes = pushes + ? WHERE node = ? AND state = ?",
                        each.getValue(),
                        account,
                        each.getKey().number());
            }
        }
        for (Map.Entry<Happening, Long> each : happened.entrySet()) {
            Happening what = each.getKey();
            // Nobody else writes this row.
            if (sql.update(
                            """
                            UPDATE stat SET pushes = pushes + ?
                            WHERE minute = ? AND lane = ? AND kind = ? AND node = ?
                            """,
                            each.getValue(),
                            what.minute,
                            what.lane,
                            what.kind,
                            account)
                    == 0) {
                sql.update(
                        "INSERT INTO stat (minute, lane, kind, node, pushes) VALUES (?, ?, ?, ?,"
                                + " ?)",
                        what.minute,
                        what.lane,
                        what.kind,
                        account,
                        each.getValue());
            }
        }
    }

    /// Makes the rows that [#write] changes.
    static void open(Sql sql, long account) throws SQLException {
        for (PushState state : PushState.values()) {
            sql.update(
                    "INSERT INTO tally (node, state, pushes) VALUES (?, ?, 0)",
                    account,
                    state.number());
        }
    }

    /// What all nodes but one have counted.
    static Counts ofOthers(Sql sql, long node) throws SQLException {
        return read(
                sql,
                "SELECT state, sum(pushes) FROM tally WHERE abs(node) <> ? GROUP BY state ORDER BY"
                        + " state",
                node);
    }

    static Counts of(Sql sql, long node) throws SQLException {
        return read(
                sql,
                "SELECT state, sum(pushes) FROM tally WHERE abs(node) = ? GROUP BY state ORDER BY state",
                node);
    }

    private static Counts read(Sql sql, String query, long node) throws SQLException {
        Map<PushState, Long> found = new EnumMap<>(PushState.class);
        try (ResultSet row = sql.query(query, node)) {
            while (row.next()) {
                if (row.getLong(2) != 0) {
                    found.put(PushState.of(row.getInt(1)), row.getLong(2));
                }
            }
        }
        return new Counts(found);
    }
}
