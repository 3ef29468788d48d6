package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// What a gateway does before another one's end, whose ledger it is to have: a file has one owner,
/// because a second one would take for lost what the first has in flight, and send it again.
public final class Standby {

    private static final Duration LOOK = Duration.ofMillis(10);

    private Standby() {}

    /// Whether only one gateway at a time may have the ledger open.
    public static boolean isNeeded(LedgerSettings settings) {
        return Database.of(settings).isOwned();
    }

    /// Sees, without changing anything, whether this version can open the ledger that another one
    /// uses.
    ///
    /// @throws LedgerException with a sentence for a person when not
    public static void check(LedgerSettings settings) {
        try (Sql sql = Database.of(settings).toRead()) {
            long _ = Schema.version(sql);
        } catch (SQLException e) {
            throw new LedgerException(
                    "cannot take over the ledger " + settings.where() + " (" + e.getMessage() + ")",
                    e);
        }
    }

    /// Waits until no other gateway has the ledger open.
    ///
    /// @throws LedgerException with a sentence for a person when one still has after the limit
    public static void await(LedgerSettings settings, Duration limit) throws InterruptedException {
        SqliteFile file = Database.of(settings).file().orElseThrow();
        long begun = System.nanoTime();
        try {
            while (!OwnerLock.isFree(file.path())) {
                if (System.nanoTime() - begun > limit.toNanos()) {
                    throw new LedgerException(
                            "the gateway before this one still has the ledger "
                                    + settings.where()
                                    + " open after "
                                    + limit.toSeconds()
                                    + " s; look at its log, end it, and start this one again");
                }
                Thread.sleep(LOOK);
            }
        } catch (IOException e) {
            throw new LedgerException(
                    "cannot look at the lock of the ledger "
                            + settings.where()
                            + " ("
                            + e.getMessage()
                            + "); check the permissions of its folder",
                    e);
        }
    }
}
