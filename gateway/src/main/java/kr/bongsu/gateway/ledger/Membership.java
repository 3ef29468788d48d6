package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import kr.bongsu.gateway.log.Log;

/// This gateway among those that share the ledger. Lives on the commit thread.
///
/// Each transaction first counts up the node's beat, in its own row. That is a sign of life; it
/// tells whether a commit whose answer was lost has happened; and it keeps a node out that was
/// taken for dead. The row stays locked until the transaction ends, so whoever asks waits for the
/// truth.
final class Membership implements Pen {

    private static final Log LOG = Log.of(Membership.class);
    private static final int MOST_TRIES = 5;
    private static final Duration KEPT = Duration.ofDays(7);

    private final String name;
    private final boolean alone;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Ids nodeIds;
    private final Ids pushIds;
    private final Ids eventIds;
    private volatile long id;
    private long beat;

    /// @param alone whether no other gateway can use the ledger at the same time
    Membership(String name, boolean alone, Outbox outbox, InstantSource clock) {
        this.name = name;
        this.alone = alone;
        this.clock = clock;
        this.outbox = outbox;
        this.nodeIds = new Ids("node", alone);
        this.pushIds = new Ids("push", alone);
        this.eventIds = new Ids("event", alone);
    }

    @Override
    public long node() {
        return id;
    }

    @Override
    public long account() {
        return id;
    }

    String name() {
        return name;
    }

    @Override
    public Ids pushIds() {
        return pushIds;
    }

    @Override
    public Ids eventIds() {
        return eventIds;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    /// Becomes a node that has never been before. Nodes that join at the same moment, or clear away
    /// the same old ones, may be in each other's way; then it tries again.
    void join(Sql sql) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                joinOnce(sql);
                return;
            } catch (SQLException e) {
                sql.discard();
                if (tries == MOST_TRIES || !Faults.mayPass(e)) {
                    throw e;
                }
            }
        }
    }

    private void joinOnce(Sql sql) throws SQLException {
        nodeIds.ensure(sql, 1);
        long number = nodeIds.next();
        nodeIds.giveBack(sql);
        long now = clock.millis();
        enter(sql, number, now);
        if (!alone) {
            // For the second pen.
            enter(sql, -number, now);
        }
        sql.update(
                "DELETE FROM node WHERE ended = ? AND seen_at < ?",
                Node.TAKEN_OVER,
                now - KEPT.toMillis());
        sql.commit();
        id = number;
        beat = 0;
    }

    private void enter(Sql sql, long number, long now) throws SQLException {
        sql.update(
                """
                INSERT INTO node (id, name, process, beat, ended, joined_at, seen_at)
                VALUES (?, ?, ?, 0, 0, ?, ?)
                """,
                number,
                name,
                ProcessTag.mine().text(),
                now,
                now);
        Tally.open(sql, number);
    }

    @Override
    public void begin(Sql sql, long most) throws SQLException {
        pushIds.ensure(sql, most);
        eventIds.ensure(sql, most);
        beat++;
        mark(sql, id, beat);
    }

    /// @throws FencedException when the row's node was taken for dead
    void mark(Sql sql, long row, long beat) throws SQLException {
        if (sql.update(
                        "UPDATE node SET beat = ?, seen_at = ? WHERE id = ? AND ended = 0",
                        beat,
                        clock.millis(),
                        row)
                == 0) {
            throw new FencedException(name);
        }
    }

    @Override
    public boolean hasCommitted(Sql sql) throws SQLException {
        return isMarked(sql, id, beat);
    }

    static boolean isMarked(Sql sql, long row, long beat) throws SQLException {
        long found =
                sql.number(-1, "SELECT beat FROM node WHERE id = ?" + sql.dialect().locked(), row);
        sql.commit();
        return found == beat;
    }

    @Override
    public void rejoin(Sql sql) throws SQLException {
        LOG.error(
                "ledger.fenced",
                "node",
                name,
                "means",
                "what was in memory is dropped here; the others send it");
        join(sql);
    }

    /// Says that nothing is in this node's memory any more.
    @Override
    public void leave(Sql sql) throws SQLException {
        pushIds.giveBack(sql);
        eventIds.giveBack(sql);
        sql.update("UPDATE node SET ended = ? WHERE id IN (?, ?)", Node.ENDED, id, -id);
        sql.commit();
    }
}
