package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Gives rising numbers, each once in the life of the ledger, to one of several nodes.
///
/// A node takes a block of them at a time. On a shared database it uses a block for a second only,
/// so that the numbers of all nodes follow the time to about a second.
final class Ids {

    /// How often recipients have been removed, plus one.
    static final String SWEEPS = "sweep";

    /// What is numbered.
    static final List<String> NAMES = List.of("push", "event", "node", SWEEPS);

    private static final long BLOCK = 1_000;

    /// On a shared database, where what is left of a block is lost each second.
    private static final long SHARED_BLOCK = 64;

    private static final long SHARED_NANOS = Duration.ofSeconds(1).toNanos();

    private final String name;
    private final boolean alone;
    private long next;
    private long end;
    private long taken;

    /// @param alone whether no other node takes from the same numbers
    Ids(String name, boolean alone) {
        this.name = name;
        this.alone = alone;
    }

    /// Makes sure of so many numbers; to be called outside a transaction.
    void ensure(Sql sql, long most) throws SQLException {
        long now = System.nanoTime();
        boolean stale = !alone && now - taken > SHARED_NANOS;
        if (most == 0) {
            return;
        }
        if (end - next >= most && !stale) {
            return;
        }
        // Under load a block lasts for some transactions.
        long block = Math.max(alone ? BLOCK : SHARED_BLOCK, 4 * most);
        sql.update("UPDATE counter SET next = next + ? WHERE name = ?", block, name);
        long last = sql.number(0, "SELECT next FROM counter WHERE name = ?", name);
        sql.commit();
        if (last - block != end) {
            // What is left of the old block is given to nobody.
            next = last - block;
        }
        end = last;
        taken = now;
    }

    long next() {
        if (next >= end) {
            throw new IllegalStateException("more ids of " + name + " are used than were ensured");
        }
        return next++;
    }

    /// Gives back what was not used, if nobody has taken numbers since.
    void giveBack(Sql sql) throws SQLException {
        sql.update("UPDATE counter SET next = ? WHERE name = ? AND next = ?", next, name, end);
        sql.commit();
        end = next;
    }
}
