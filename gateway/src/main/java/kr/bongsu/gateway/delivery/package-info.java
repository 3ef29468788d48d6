/// Between ledger and FCM: which push goes next, how fast, and what an outcome means for it.
///
/// ```
///   Ledger.accept / claim --> LaneQueues --(Pace)--> Sender (FCM)
///                                                       | Outcome
///   Ledger.settle <-- Settler (batches) <-- RetryPolicy +
/// ```
///
/// Uses [kr.bongsu.gateway.push], [kr.bongsu.gateway.ledger] and [kr.bongsu.gateway.log]. Does not
/// know FCM: Main passes it a [kr.bongsu.gateway.push.Sender].
///
/// Invariants: a push is in memory only while the ledger says it is in flight; places in memory are
/// taken before a push is stored and given back only after its settlement is on the disk;
/// [RetryPolicy] and [Pace] touch no clock, socket or thread.
///
/// Start with [Delivery].
@NullMarked
package kr.bongsu.gateway.delivery;

import org.jspecify.annotations.NullMarked;
