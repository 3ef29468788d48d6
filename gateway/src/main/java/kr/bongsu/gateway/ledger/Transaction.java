package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What several works share until they are committed together.
final class Transaction {

    private static final Table EVENT =
            Table.of("event", "push#", "id#", "at#", "node#", "kind#", "attempts#", "detail");

    private final Sql sql;
    private final Pen pen;
    private final Tally tally = new Tally();
    private final List<@Nullable Object[]> events = new ArrayList<>();
    private final List<Outbox.Ended> ended = new ArrayList<>();
    private Optional<Counts> others = Optional.empty();

    Transaction(Sql sql, Pen pen) {
        this.sql = sql;
        this.pen = pen;
    }

    Sql sql() {
        return sql;
    }

    /// The node on whose behalf everything is written.
    long node() {
        return pen.node();
    }

    /// On whose account everything is counted.
    long account() {
        return pen.account();
    }

    long nextEvent() {
        return pen.eventIds().next();
    }

    long nextPush() {
        return pen.pushIds().next();
    }

    Tally tally() {
        return tally;
    }

    /// Counts anew what all other nodes have, as it is with this transaction.
    void countOthers() throws SQLException {
        others = Optional.of(Tally.ofOthers(sql, pen.node()));
    }

    /// What all other nodes have, if this has counted it.
    Optional<Counts> others() {
        return others;
    }

    /// Keeps what was decided about a push.
    void note(Settlement.Note note) {
        event(note.id().number(), EventKind.DECIDED, note.at(), note.attempts(), note.text());
    }

    /// Keeps what happened to a push.
    void event(Standing before, EventKind kind, Instant at, String detail) {
        event(before.id(), kind, at, before.attempts(), detail);
    }

    private void event(long push, EventKind kind, Instant at, int attempts, String detail) {
        events.add(
                new @Nullable Object[] {
                    push,
                    nextEvent(),
                    at.toEpochMilli(),
                    pen.node(),
                    kind.number(),
                    attempts,
                    Sql.clean(detail)
                });
    }

    /// A push stands there now; if it has ended, that is to be told.
    void ended(Standing standing) {
        if (standing.state().isFinal()) {
            ended.add(Outbox.Ended.of(standing));
        }
    }

    void ended(Outbox.Ended push) {
        ended.add(push);
    }

    /// Writes what is written once a transaction; the commit follows.
    void finish() throws SQLException {
        sql.insert(EVENT, events);
        pen.outbox().write(this, ended);
        tally.write(sql, pen.account());
    }
}
