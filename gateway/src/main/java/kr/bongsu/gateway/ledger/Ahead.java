package kr.bongsu.gateway.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import kr.bongsu.gateway.push.Lane;

/// Finds what waits in the ledger and must leave before a push of the same customer in the same
/// lane does, at a cost that does not depend on how much waits.
///
/// Only what has been tried or found no place waits so; a reserved push, or one that a person
/// holds, is in nobody's way. While nothing waits, a file's ledger asks nothing of the database: it
/// has counted. On a server others write too, and what they have done just now is in no count here,
/// so one row is looked for.
///
/// Of each line the newest and the oldest are looked at: what follows others waits until they are
/// due, so they tell of all between. Whoever was let go too early is put back when it is claimed.
final class Ahead {

    private static final JsonFactory JSON = new JsonFactory();

    /// Each look is one step into an index of what waits, ordered by customer, lane and number.
    private static final String ENDS =
            """
            SELECT c.lane, c.customer, c.below,
              (SELECT p.id FROM push p {by-waiting} WHERE {waiting} = c.customer
                 AND p.lane = c.lane AND p.state = 0 AND p.id < c.below
               ORDER BY p.id DESC LIMIT 1),
              (SELECT p.id FROM push p {by-waiting} WHERE {waiting} = c.customer
                 AND p.lane = c.lane AND p.state = 0 AND p.id < c.below
               ORDER BY p.id LIMIT 1)
            FROM {places}
            """;

    private static final String HOLDS =
            """
            SELECT p.id, p.due_at, COALESCE(m.reserved_for, t.received_at)
            FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
            WHERE p.id IN ({in})
            """;

    /// In the order of an index, so that no engine reads the table.
    private static final String ANY =
            "SELECT id FROM push WHERE owner = 0 ORDER BY lane, due_at, id LIMIT 1";

    /// How many places are asked for at a time.
    private static final int MOST = 512;

    private final long limit;
    private final LongSupplier waiting;

    /// @param limit from its acceptance on, so long a push holds those that follow it
    /// @param waiting how many pushes wait in the ledger, as committed
    Ahead(Duration limit, LongSupplier waiting) {
        this.limit = limit.toMillis();
        this.waiting = waiting;
    }

    /// A place in the line of one customer in one lane.
    ///
    /// @param below what has a lower number is before it
    record Place(Lane lane, String customer, long below) {

        /// Behind all of them.
        static Place last(Lane lane, String customer) {
            return new Place(lane, customer, Long.MAX_VALUE);
        }
    }

    /// Whom there is something before, and until when that holds it; in milliseconds.
    static final class Found {

        private final Map<Place, Long> holds = new HashMap<>();

        boolean isEmpty() {
            return holds.isEmpty();
        }

        boolean holds(Place place) {
            return holds.containsKey(place);
        }

        /// @throws IllegalStateException when nothing holds it
        long until(Place place) {
            Long until = holds.get(place);
            if (until == null) {
                throw new IllegalStateException("nothing holds it");
            }
            return until;
        }

        void add(Place place, long until) {
            if (!place.customer.isEmpty()) {
                holds.merge(place, until, Math::max);
            }
        }
    }

    /// What is before these places.
    Found find(Transaction transaction, Collection<Place> places, Instant now) throws SQLException {
        Found found = new Found();
        long there = waiting.getAsLong() + transaction.tally().change().in(PushState.PENDING);
        if (there <= 0 && !mayWait(transaction.sql())) {
            return found;
        }
        List<Place> distinct =
                places.stream().filter(each -> !each.customer.isEmpty()).distinct().toList();
        for (int from = 0; from < distinct.size(); from += MOST) {
            find(
                    transaction.sql(),
                    distinct.subList(from, Math.min(distinct.size(), from + MOST)),
                    now,
                    found);
        }
        return found;
    }

    private static boolean mayWait(Sql sql) throws SQLException {
        return sql.dialect().isShared() && sql.number(0, ANY) != 0;
    }

    private void find(Sql sql, List<Place> places, Instant now, Found found) throws SQLException {
        Map<Long, List<Place>> ends = new HashMap<>();
        try (var row = sql.query(ends(sql.dialect()), json(places))) {
            while (row.next()) {
                Place place = new Place(Lane.of(row.getInt(1)), row.getString(2), row.getLong(3));
                for (int end : new int[] {4, 5}) {
                    long id = row.getLong(end);
                    if (!row.wasNull()) {
                        ends.computeIfAbsent(id, _ -> new ArrayList<>(2)).add(place);
                    }
                }
            }
        }
        sql.queryIn(
                HOLDS,
                List.copyOf(ends.keySet()),
                row -> {
                    long end = row.getLong(3) + limit;
                    if (end > now.toEpochMilli()) {
                        long until = Math.min(row.getLong(2), end);
                        ends.getOrDefault(row.getLong(1), List.of())
                                .forEach(place -> found.add(place, until));
                    }
                });
    }

    /// The question for the newest and the oldest, with the places as its one argument.
    static String ends(Dialect dialect) {
        return dialect.definition(ENDS);
    }

    static String json(List<Place> places) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Place place : places) {
                json.writeStartObject();
                json.writeNumberField("lane", place.lane.number());
                json.writeStringField("customer", place.customer);
                json.writeNumberField("below", place.below);
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot be written to", impossible);
        }
        return text.toString();
    }
}
