package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A gateway, from one start to its end, as the ledger knows it.
///
/// A node has a second row, for its second pen, with its number below zero.
///
/// @param beat goes up with each of its commits
record Node(long id, String name, ProcessTag process, long beat, int ended) {

    /// It works, or nobody has noticed yet that it does not.
    static final int LIVES = 0;

    /// It is no more; something of it may be left to take over.
    static final int ENDED = 1;

    /// Nothing of it is left.
    static final int TAKEN_OVER = 2;

    /// All other nodes of which something may be left.
    static List<Node> others(Sql sql, long me) throws SQLException {
        List<Node> nodes = new ArrayList<>();
        try (ResultSet row =
                sql.query(
                        "SELECT id, name, process, beat, ended FROM node WHERE id > 0 AND id <> ? AND ended <"
                                + " ?",
                        me,
                        TAKEN_OVER)) {
            while (row.next()) {
                nodes.add(
                        new Node(
                                row.getLong(1),
                                row.getString(2),
                                new ProcessTag(row.getString(3)),
                                row.getLong(4),
                                row.getInt(5)));
            }
        }
        return nodes;
    }
}
