package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import kr.bongsu.gateway.log.Log;

/// Runs transactions so that each ends in one of two ways, known for certain: committed, or not.
/// Lives on the commit thread.
final class Commits {

    /// Writes inside a transaction.
    @FunctionalInterface
    interface Body {
        void write(Transaction transaction) throws SQLException;
    }

    private static final Log LOG = Log.of(Commits.class);
    private static final int MOST_TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Sql sql;
    private final Pen pen;
    private final Runnable onFenced;
    private volatile Counted counted;
    private volatile boolean stopping;

    /// What an account has counted, and what all others had when they were last looked at. As one:
    /// what is taken over passes from there to here in no time.
    private record Counted(long account, Counts mine, Counts others) {}

    /// @param onFenced is run when what is in this node's memory has become another's, before
    ///   anything else is committed
    Commits(Sql sql, Pen pen, Runnable onFenced) {
        this.sql = sql;
        this.pen = pen;
        this.counted = new Counted(pen.account(), Counts.NONE, Counts.NONE);
        this.onFenced = onFenced;
    }

    Sql sql() {
        return sql;
    }

    /// What a node has counted here and what was seen of the others here, as committed.
    Counts of(long node) {
        Counted now = counted;
        return Math.abs(now.account) == node ? now.mine.plus(now.others) : now.others;
    }

    /// A commit in doubt is not waited for any longer.
    void stop() {
        stopping = true;
    }

    void close() {
        try {
            pen.leave(sql);
        } catch (SQLException e) {
            sql.discard();
            LOG.warn("ledger.not-left", "why", e.getMessage(), "means", "others will notice");
        }
        sql.close();
    }

    /// @param most how many numbers the body may take
    /// @throws SQLException when nothing was written
    void commit(int most, Body body) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                once(most, body);
                return;
            } catch (FencedException takenForDead) {
                if (tries == MOST_TRIES) {
                    throw takenForDead;
                }
                rejoin();
            } catch (SQLException e) {
                // A connection in doubt is not used again, and what was begun ends with it.
                sql.discard();
                if (tries == MOST_TRIES || !Faults.mayPass(e) || !sql.answers()) {
                    throw e;
                }
            } catch (RuntimeException bug) {
                sql.discard();
                throw bug;
            }
        }
    }

    private void once(int most, Body body) throws SQLException {
        Transaction transaction = new Transaction(sql, pen);
        pen.begin(sql, most);
        body.write(transaction);
        transaction.finish();
        try {
            sql.commit();
        } catch (SQLException e) {
            if (!wasCommittedAfterAll(e)) {
                throw e;
            }
        }
        long account = pen.account();
        Counted before = counted;
        Counts mine = before.account == account ? before.mine : Counts.NONE;
        counted =
                new Counted(
                        account,
                        mine.plus(transaction.tally().change()),
                        transaction.others().orElse(before.others));
    }

    /// The answer to a commit was lost: asks until the database tells what became of it.
    private boolean wasCommittedAfterAll(SQLException lost) throws SQLException {
        LOG.warn("ledger.commit-in-doubt", "why", lost.getMessage());
        while (true) {
            sql.discard();
            try {
                boolean committed = pen.hasCommitted(sql);
                LOG.info("ledger.commit-known", "committed", committed);
                return committed;
            } catch (SQLException e) {
                if (stopping) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void rejoin() throws SQLException {
        sql.discard();
        onFenced.run();
        pen.rejoin(sql);
        counted = new Counted(pen.account(), Counts.NONE, counted.others);
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException close) {
            // close() has set the flag that the loop looks at.
            stopping = true;
        }
    }
}
