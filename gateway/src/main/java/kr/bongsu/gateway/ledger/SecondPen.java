package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets a node write on a second connection beside its first: the two touch no common row but
/// pushes. Its row among the nodes has the node's number below zero, and ends with the node.
final class SecondPen implements Pen {

    private static final long LONGEST_REJOIN_SECONDS = 30;

    private final Membership first;
    private final GroupCommit commits;
    private final Ids pushIds = new Ids("push", false);
    private final Ids eventIds = new Ids("event", false);
    private long node;
    private long beat;

    /// @param commits those of the first pen
    SecondPen(Membership first, GroupCommit commits) {
        this.first = first;
        this.commits = commits;
    }

    @Override
    public long node() {
        return node;
    }

    @Override
    public long account() {
        return -node;
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
        return first.outbox();
    }

    @Override
    public void begin(Sql sql, long most) throws SQLException {
        eventIds.ensure(sql, most);
        node = first.node();
        beat++;
        first.mark(sql, account(), beat);
    }

    @Override
    public boolean hasCommitted(Sql sql) throws SQLException {
        return Membership.isMarked(sql, account(), beat);
    }

    /// The first pen joins, for both, with its next commit.
    @Override
    public void rejoin(Sql sql) throws SQLException {
        try {
            long _ =
                    commits.submit(1, Transaction::node)
                            .get(LONGEST_REJOIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new SQLException("this node was taken for dead and cannot join again yet", e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SQLException("stopping", stop);
        }
    }

    @Override
    public void leave(Sql sql) throws SQLException {
        eventIds.giveBack(sql);
    }
}
