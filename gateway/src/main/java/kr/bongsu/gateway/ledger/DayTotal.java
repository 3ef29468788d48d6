package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many pushes ended how on one day, for the core system to compare with what it was told.
///
/// @param of whose pushes are counted: a line's name, or [#ALL]
/// @param day on which they ended
/// @param outcomes all of them
/// @param notTold those of them that found no place to wait, and are never told one by one
public record DayTotal(
        String ledger, String of, LocalDate day, Map<PushState, Long> outcomes, long notTold) {

    /// Those of all lines, and of none.
    public static final String ALL = "total";

    /// How long counts are kept.
    private static final long DAYS = 60;

    public DayTotal {
        outcomes = Map.copyOf(outcomes);
    }

    public long sum() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long of(PushState state) {
        return outcomes.getOrDefault(state, 0L);
    }

    /// Another one for each line, and when outcomes have come to the day since it was told.
    public String id() {
        return ledger + '-' + of + '-' + day + '-' + sum();
    }

    /// The totals that are to be told: of days before `before`, new or changed since.
    public static List<DayTotal> due(Backroom ledger, String target, LocalDate before) {
        return ledger.read(reads -> {
            Map<Long, Map<PushState, Long>> counts = new TreeMap<>();
            Map<Long, Long> notTold = new TreeMap<>();
            reads.list(
                    """
                    SELECT day, state, sum(outcomes) FROM outcome_total
                    WHERE target = ? AND day < ? AND day >= ? GROUP BY day, state
                    """,
                    List.of(target, before.toEpochDay(), before.toEpochDay() - DAYS),
                    row -> {
                        long day = row.getLong(1);
                        if (row.getInt(2) == Outbox.NOT_TOLD) {
                            notTold.put(day, row.getLong(3));
                        } else {
                            counts.computeIfAbsent(day, _ -> new EnumMap<>(PushState.class))
                                    .put(PushState.of(row.getInt(2)), row.getLong(3));
                        }
                        return day;
                    });
            Map<Long, Long> told = new TreeMap<>();
            reads.list(
                    "SELECT day, outcomes FROM outcome_told WHERE target = ?",
                    List.of(target),
                    row -> {
                        told.put(row.getLong(1), row.getLong(2));
                        return row.getLong(1);
                    });
            String name =
                    reads.first(
                                    "SELECT value FROM meta WHERE name = 'ledger'",
                                    List.of(),
                                    row -> row.getString(1))
                            .orElse("");
            List<DayTotal> due = new ArrayList<>();
            counts.forEach((day, outcomes) -> {
                DayTotal total =
                        new DayTotal(
                                name,
                                Telling.link(target).orElse(ALL),
                                LocalDate.ofEpochDay(day),
                                outcomes,
                                notTold.getOrDefault(day, 0L));
                if (told.getOrDefault(day, -1L) != total.sum()) {
                    due.add(total);
                }
            });
            return due;
        });
    }

    /// It has been taken. What is older than two months is forgotten.
    public static void told(Backroom ledger, String target, DayTotal total)
            throws SQLException, InterruptedException {
        long day = total.day.toEpochDay();
        ledger.write(
                4,
                writes -> {
                    if (writes.update(
                                    "UPDATE outcome_told SET outcomes = ? WHERE target = ? AND day = ?",
                                    total.sum(),
                                    target,
                                    day)
                            == 0) {
                        int _ =
                                writes.update(
                                        """
                                        INSERT INTO outcome_told (target, day, outcomes)
                                        VALUES (?, ?, ?)
                                        """,
                                        target,
                                        day,
                                        total.sum());
                    }
                    for (String table : List.of("outcome_total", "outcome_told")) {
                        int _ =
                                writes.update(
                                        "DELETE FROM " + table + " WHERE target = ? AND day < ?",
                                        target,
                                        day - DAYS);
                    }
                });
    }
}
