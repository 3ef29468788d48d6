/// The durable truth about every push: what was taken over from an FEP, what became of it, what is
/// still to be done.
///
/// ```
///   links, delivery --> GroupCommit (one thread, one transaction for many) --> Commits --> Sql --> database
///                       (on a server two: Pens)
///   Nodes (lease, take over) -----^        Acceptance, Settlements, Claims,       Bulk, Dialect
///                                          Intervention, TakeOver: what is written
///   console --> PushLog (a read connection) ------------------------------------------------^
/// ```
///
/// The states of a push are in [PushState], its ways from one to the next in [Standing] (pure).
/// What differs between SQLite, MariaDB and PostgreSQL is in [Dialect] and [Bulk], and nowhere
/// else.
///
/// Uses [kr.bongsu.gateway.push] and [kr.bongsu.gateway.log].
///
/// Invariants: a future of [Ledger] completes only after its transaction is on the disk; the counts
/// of the states are the rows in these states, always; a final state changes only when a person
/// wants a push sent again; a telegram is stored once, whatever is sent again; a push is in the
/// memory of one node at a time.
///
/// Start with [Ledger].
@NullMarked
package kr.bongsu.gateway.ledger;

import org.jspecify.annotations.NullMarked;
