package kr.bongsu.gateway.ledger;

import java.sql.SQLException;

/// On whose behalf transactions are written, one after the other: each begins with a mark in a row
/// that is this pen's alone. Lives on a commit thread.
interface Pen {

    /// The node whose pushes are written.
    long node();

    /// Under which number it counts what it has done: the node's, or the same below zero.
    long account();

    Ids pushIds();

    Ids eventIds();

    /// Whom to tell of what is written.
    Outbox outbox();

    /// Begins a transaction that may number so many pushes and events.
    ///
    /// @throws FencedException when the node was taken for dead
    void begin(Sql sql, long most) throws SQLException;

    /// Whether the transaction that was begun last is committed; waits until it has ended.
    boolean hasCommitted(Sql sql) throws SQLException;

    /// Goes on as a node that has never been before, once the old one was taken for dead.
    void rejoin(Sql sql) throws SQLException;

    /// Ends well.
    void leave(Sql sql) throws SQLException;
}
