package kr.bongsu.gateway.ledger;

import java.util.List;
import java.util.Optional;

/// The commit threads of a node: one on a file, which has one writer; two on a server, where what
/// became of pushes is written beside everything else.
record Pens(Membership node, GroupCommit first, GroupCommit second, List<Commits> commits) {

    /// So few that what is in a hurry does not wait long for the commit under way.
    private static final int ROWS_IN_A_FILE = 2_000;

    /// More, because each commit is some round trips.
    private static final int ROWS_ON_A_SERVER = 4_000;

    Pens {
        commits = List.copyOf(commits);
    }

    /// @param onFenced is run when what is in this node's memory has become another's
    static Pens of(
            Database database,
            Sql sql,
            Membership node,
            Runnable onFenced,
            Optional<Checkpoints> checkpoints) {
        Commits commits = new Commits(sql, node, onFenced);
        Runnable betweenCommits =
                checkpoints.<Runnable>map(each -> () -> each.restartIfLong(sql)).orElse(() -> {});
        int rows = database.isOwned() ? ROWS_IN_A_FILE : ROWS_ON_A_SERVER;
        GroupCommit first = new GroupCommit("ledger-commit", commits, rows, betweenCommits);
        if (database.isOwned()) {
            return new Pens(node, first, first, List.of(commits));
        }
        Commits beside = new Commits(database.toWrite(), new SecondPen(node, first), () -> {});
        GroupCommit second = new GroupCommit("ledger-settle", beside, rows, () -> {});
        return new Pens(node, first, second, List.of(commits, beside));
    }

    void start() {
        first.start();
        if (first != second) {
            second.start();
        }
    }

    /// What this node has counted, as committed, and the others when it last looked.
    Counts counts() {
        long me = node.node();
        return commits.stream().map(each -> each.of(me)).reduce(Counts.NONE, Counts::plus);
    }

    /// How long the threads have worked in all, but for works aside.
    long busyNanos() {
        return first == second ? first.busyNanos() : first.busyNanos() + second.busyNanos();
    }
}
