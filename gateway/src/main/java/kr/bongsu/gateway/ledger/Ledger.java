package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Push;

/// Holds every push from the moment it may be acknowledged. One process at a time owns a file.
public final class Ledger implements AutoCloseable {

    private static final Log LOG = Log.of(Ledger.class);

    private final Room room;
    private final GroupCommit commits;
    private final Checkpoints checkpoints;
    private final PushLog log;
    private final OwnerLock lock;
    private final Acceptance acceptance;
    private final Claims claims;

    private Ledger(Room room, Parts parts) {
        this.room = room;
        this.commits = parts.commits;
        this.checkpoints = parts.checkpoints;
        this.log = parts.log;
        this.lock = parts.lock;
        this.acceptance = parts.acceptance;
        this.claims = parts.claims;
    }

    private record Parts(
            GroupCommit commits,
            Checkpoints checkpoints,
            PushLog log,
            OwnerLock lock,
            Acceptance acceptance,
            Claims claims) {}

    /// Opens the ledger of a file, making it if need be, and takes over what a killed process left
    /// in flight.
    ///
    /// @param room where pushes that may be sent at once find a place
    /// @throws LedgerException with a sentence for a person when that is not possible
    public static Ledger open(Path path, Room room, Instant now) {
        SqliteFile file = new SqliteFile(path);
        Sql sql = new Sql(file::writer);
        OwnerLock lock = null;
        try {
            file.create();
            lock = OwnerLock.take(path);
            String name = Schema.migrate(sql);
            takeOver(sql, now);
            Checkpoints checkpoints = new Checkpoints(file);
            GroupCommit commits =
                    new GroupCommit(sql, counts(sql), () -> checkpoints.truncateIfLong(sql));
            Acceptance acceptance = new Acceptance(name, sql);
            sql.commit();
            Claims claims = new Claims(name);
            Ledger ledger =
                    new Ledger(
                            room,
                            new Parts(
                                    commits,
                                    checkpoints,
                                    new PushLog(file),
                                    lock,
                                    acceptance,
                                    claims));
            commits.start();
            checkpoints.start();
            return ledger;
        } catch (SQLException | IOException e) {
            sql.discard();
            if (lock != null) {
                lock.close();
            }
            throw new LedgerException(
                    "cannot open the ledger "
                            + path
                            + " ("
                            + e.getMessage()
                            + "); check the path, its permissions and the disk's space",
                    e);
        }
    }

    private static void takeOver(Sql sql, Instant now) throws SQLException {
        Transaction transaction = new Transaction(sql);
        int pushes = Claims.takeOver(transaction, now);
        transaction.commit();
        if (pushes > 0) {
            LOG.info("ledger.taken-over", "pushes", pushes);
        }
    }

    /// Stores a submission once. The future never fails: what went wrong is a
    /// [Receipt.Unavailable].
    public CompletableFuture<Receipt> accept(Submission submission) {
        int pushes = submission.pushes();
        boolean inMemory = room.take(pushes);
        return commits.submit(pushes + 1, tx -> acceptance.write(tx, submission, inMemory))
                .handle((receipt, failure) -> {
                    Receipt result =
                            receipt != null
                                    ? receipt
                                    : new Receipt.Unavailable(String.valueOf(failure.getMessage()));
                    if (inMemory) {
                        room.giveBack(pushes - inMemory(result));
                    }
                    return result;
                });
    }

    /// Writes what became of pushes in flight, all or none.
    public CompletableFuture<?> settle(List<Settlement> settlements) {
        return commits.submit(
                settlements.size(),
                tx -> {
                    Settlements.write(tx, settlements);
                    return settlements;
                });
    }

    /// Takes pending pushes whose time has come; the caller has room for `most` of them.
    public CompletableFuture<List<Push>> claim(int most, Instant now) {
        return commits.submit(most, tx -> claims.claim(tx, most, now));
    }

    /// Gives pushes in flight back unsent.
    public CompletableFuture<?> release(List<Push> pushes, Instant now) {
        return commits.submit(
                pushes.size(),
                tx -> {
                    Claims.release(tx, pushes, now);
                    return pushes;
                });
    }

    public Counts counts() {
        return commits.counts();
    }

    /// What people look at.
    public PushLog log() {
        return log;
    }

    /// Commits what was handed in, then lets the file go.
    @Override
    public void close() {
        checkpoints.close();
        commits.close();
        log.close();
        lock.close();
    }

    private static int inMemory(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored stored -> stored.ready().size();
            case Receipt.Duplicate _, Receipt.Unavailable _ -> 0;
        };
    }

    private static Counts counts(Sql sql) throws SQLException {
        return new Counts(
                sql.number(0, "SELECT pushes FROM tally WHERE name = 'stored'"),
                sql.number(0, "SELECT pushes FROM tally WHERE name = 'accepted'"),
                sql.number(0, "SELECT pushes FROM tally WHERE name = 'rejected'"));
    }
}
