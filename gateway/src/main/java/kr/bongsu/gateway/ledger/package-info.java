/// The durable truth about every push: what was taken over from an FEP, what became of it, what is
/// still to be done.
///
/// ```
///   links, delivery --Work--> GroupCommit (one thread, one transaction for many) --> SQLite, synced to the disk
///   console -------------------------> PushLog (read connections)  ---------------^
///
///   state of a push:   accept --> IN_FLIGHT <--claim-- PENDING      (IN_FLIGHT: in the memory of this process)
///                                  |     \--retry, release--^
///                                  settle --> ACCEPTED | REJECTED   (final)
/// ```
///
/// Uses [kr.bongsu.gateway.push] and [kr.bongsu.gateway.log].
///
/// Invariants: a future of [Ledger] completes only after its transaction is on the disk; stored =
/// pending + in flight + accepted + rejected, always; a final state never changes; a telegram is
/// stored once, whatever is sent again.
///
/// Start with [Ledger].
@NullMarked
package kr.bongsu.gateway.ledger;

import org.jspecify.annotations.NullMarked;
