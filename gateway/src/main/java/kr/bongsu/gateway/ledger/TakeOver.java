package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.gateway.push.Lane;

/// Takes over what a node had in its memory that is no more: it waits for anyone again.
final class TakeOver {

    /// How many at a time: other commits of this node wait a few tenths of a second.
    static final int MOST = 4_000;

    private TakeOver() {}

    /// Declares a node dead, unless it has given a sign of life since it was looked at. Waits for
    /// what its second pen has begun; it begins nothing any more.
    ///
    /// @return whether it is dead from now on
    static boolean end(Transaction transaction, Node node) throws SQLException {
        Sql sql = transaction.sql();
        boolean isDead =
                sql.update(
                                "UPDATE node SET ended = ? WHERE id = ? AND beat = ? AND ended = ?",
                                Node.ENDED,
                                node.id(),
                                node.beat(),
                                Node.LIVES)
                        == 1;
        if (isDead) {
            sql.update("UPDATE node SET ended = ? WHERE id = ?", Node.ENDED, -node.id());
        }
        return isDead;
    }

    /// Takes some of an ended node's pushes over.
    ///
    /// @return how many; 0 when nothing is left, and then the node is done with
    static int some(Transaction transaction, Node node, Instant now) throws SQLException {
        Sql sql = transaction.sql();
        List<Standing> left = new ArrayList<>();
        try (ResultSet row =
                sql.query(
                        "SELECT id, lane, attempts FROM push WHERE owner = ? ORDER BY lane, due_at, id LIMIT ?"
                                + sql.dialect().skipLocked(),
                        node.id(),
                        MOST)) {
            while (row.next()) {
                left.add(
                        new Standing(
                                row.getLong(1),
                                Lane.of(row.getInt(2)),
                                PushState.IN_FLIGHT,
                                row.getInt(3),
                                node.id(),
                                null,
                                Standing.Result.NONE));
            }
        }
        if (left.isEmpty()) {
            done(transaction, node);
            return 0;
        }
        sql.updateIn(
                "UPDATE push SET state = ?, owner = ?, due_at = ? WHERE id IN ({in})",
                left.stream().map(Standing::id).toList(),
                PushState.PENDING.number(),
                Standing.ANYONE,
                Standing.ALWAYS_DUE);
        for (Standing each : left) {
            transaction.event(each, EventKind.TAKEN_OVER, now, "node " + node.name());
        }
        transaction.tally().moved(PushState.IN_FLIGHT, PushState.PENDING, left.size());
        return left.size();
    }

    /// Its counts are this node's from now on.
    private static void done(Transaction transaction, Node node) throws SQLException {
        Sql sql = transaction.sql();
        if (sql.update(
                        "UPDATE node SET ended = ? WHERE id = ? AND ended = ?",
                        Node.TAKEN_OVER,
                        node.id(),
                        Node.ENDED)
                == 1) {
            sql.update("UPDATE node SET ended = ? WHERE id = ?", Node.TAKEN_OVER, -node.id());
            transaction.tally().add(Tally.of(sql, node.id()));
            sql.update("DELETE FROM tally WHERE node IN (?, ?)", node.id(), -node.id());
        }
    }
}
