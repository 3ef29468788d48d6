package kr.bongsu.gateway.upkeep;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Writes;

/// Removes the pushes of a small range of ids that are in a final state, with everything that is
/// left without a push: events, messages, telegrams.
final class Removal {

    /// Ranges are those of the search's catalogue: 2 to the power of this.
    static final int RANGE_BITS = 10;

    private static final String FINAL =
            Arrays.stream(PushState.values())
                    .filter(PushState::isFinal)
                    .map(PushState::number)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));

    private final Backroom ledger;
    private final Optional<Archive> archive;

    Removal(Backroom ledger, Optional<Archive> archive) {
        this.ledger = ledger;
        this.archive = archive;
    }

    /// Removes what is final in one range.
    ///
    /// @param cut telegrams that came since stay known
    /// @return how many pushes
    /// @throws IOException when they cannot be archived; then nothing is removed
    int remove(long range, long cut) throws SQLException, IOException, InterruptedException {
        long first = range << RANGE_BITS;
        long last = ((range + 1) << RANGE_BITS) - 1;
        List<PushRow> rows =
                ledger.read(reads ->
                        reads.list(
                                PushRow.SELECT
                                        + "WHERE p.id BETWEEN ? AND ? AND p.state IN ("
                                        + FINAL
                                        + ") ORDER BY p.id",
                                List.of(first, last),
                                PushRow::of));
        if (rows.isEmpty()) {
            return 0;
        }
        if (archive.isPresent()) {
            archive.get().write(rows);
        }
        long message = ofFirst("SELECT message FROM push WHERE id = ?", rows.getFirst().id());
        long telegram = ofFirst("SELECT telegram FROM message WHERE id = ?", message);
        Map<PushState, List<Long>> byState =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        PushRow::state,
                                        TreeMap::new,
                                        Collectors.mapping(PushRow::id, Collectors.toList())));
        ledger.write(
                rows.size(),
                writes -> {
                    int removed = 0;
                    for (Map.Entry<PushState, List<Long>> each : byState.entrySet()) {
                        removed += remove(writes, each.getKey(), each.getValue());
                    }
                    update(
                            writes,
                            "UPDATE push_bucket SET pushes = pushes - ? WHERE bucket = ?",
                            (long) removed,
                            range);
                    update(
                            writes,
                            "DELETE FROM push_bucket WHERE bucket = ? AND pushes <= 0",
                            range);
                    update(
                            writes,
                            """
                            DELETE FROM event WHERE push BETWEEN ? AND ?
                              AND NOT EXISTS (SELECT 1 FROM push p WHERE p.id = event.push)
                            """,
                            first,
                            last);
                    // A message's pushes follow its number: it has some if the next push is its
                    // own.
                    update(
                            writes,
                            """
                            DELETE FROM message WHERE id BETWEEN ? AND ? AND id <> COALESCE((
                              SELECT p.message FROM push p WHERE p.id >= message.id ORDER BY p.id LIMIT 1), 0)
                            """,
                            message,
                            last);
                    update(
                            writes,
                            """
                            DELETE FROM telegram WHERE id BETWEEN ? AND ? AND received_at < ? AND id <> COALESCE((
                              SELECT m.telegram FROM message m WHERE m.id >= telegram.id ORDER BY m.id LIMIT 1), 0)
                            """,
                            telegram,
                            last,
                            cut);
                    update(writes, Repeats.WITHOUT_TELEGRAM, telegram, last);
                });
        return rows.size();
    }

    /// Only what is still in the state in which it was archived.
    private static int remove(Writes writes, PushState state, List<Long> ids) throws SQLException {
        int removed =
                writes.updateIn(
                        "DELETE FROM push WHERE state = ? AND id IN ({in})", ids, state.number());
        writes.removed(state, removed);
        return removed;
    }

    private static void update(Writes writes, String sql, Object... arguments) throws SQLException {
        int _ = writes.update(sql, arguments);
    }

    private long ofFirst(String sql, long id) {
        return ledger.read(reads -> reads.number(id, sql, id));
    }
}
