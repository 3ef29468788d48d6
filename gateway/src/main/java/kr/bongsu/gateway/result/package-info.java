/// Tells the core system what became of each push: by file, by webhook, over the line on which it
/// came.
///
/// ```
///   the ledger's outbox -> Teller (a thread for each who is told) -> Destination
///                   taken out  <-  only after it has taken it         ResultFile | Webhook | a line
/// ```
///
/// Uses [kr.bongsu.gateway.push], [kr.bongsu.gateway.ledger] and [kr.bongsu.gateway.log].
///
/// Invariants: an outcome stays in the ledger until it has been taken, and has the same id however
/// often it is told; what is in memory is bounded.
///
/// Start with [Teller].
@NullMarked
package kr.bongsu.gateway.result;

import org.jspecify.annotations.NullMarked;
