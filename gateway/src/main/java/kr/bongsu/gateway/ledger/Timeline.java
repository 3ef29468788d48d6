package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that happened to one push, in its order.
public record Timeline(long push, PushState state, List<Entry> entries) {

    /// One thing that happened.
    ///
    /// @param what `received`, an [EventKind]'s word, or the word of the final state
    /// @param attempts how many had been made by then
    public record Entry(Instant at, String what, int attempts, String detail) {}

    public Timeline {
        entries = List.copyOf(entries);
    }

    static Optional<Timeline> read(Sql sql, long push) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        List<Entry> last = new ArrayList<>();
        PushState state;
        try (ResultSet row =
                sql.query(
                        """
                        SELECT t.received_at, t.link, p.state, p.attempts, p.settled_at, p.result, p.fcm_name
                        FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
                        WHERE p.id = ?
                        """,
                        push)) {
            if (!row.next()) {
                return Optional.empty();
            }
            state = PushState.of(row.getInt(3));
            entries.add(
                    new Entry(
                            Instant.ofEpochMilli(row.getLong(1)),
                            "received",
                            0,
                            "link " + row.getString(2)));
            if (state.isFinal()) {
                String detail = Optional.ofNullable(row.getString(6)).orElse(row.getString(7));
                last.add(
                        new Entry(
                                Instant.ofEpochMilli(row.getLong(5)),
                                state.word(),
                                row.getInt(4),
                                detail == null ? "" : detail));
            }
        }
        // Several pens number events side by side.
        try (ResultSet row =
                sql.query(
                        "SELECT at, kind, attempts, detail FROM event WHERE push = ? ORDER BY"
                                + " attempts, at, id",
                        push)) {
            while (row.next()) {
                entries.add(
                        new Entry(
                                Instant.ofEpochMilli(row.getLong(1)),
                                EventKind.of(row.getInt(2)).word(),
                                row.getInt(3),
                                row.getString(4)));
            }
        }
        // A cancelled push's last event is its final state.
        if (state != PushState.CANCELLED) {
            entries.addAll(last);
        }
        return Optional.of(new Timeline(push, state, entries));
    }
}
