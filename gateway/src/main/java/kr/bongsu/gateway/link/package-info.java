/// The lines to the FEPs: connect, sign on, read, commit, acknowledge, heartbeat, reconnect.
///
/// ```
///   Link (one virtual thread, for ever)          states: Connecting -> Ready -> Backoff -> Connecting ...  Stopped
///     Session (one connection)
///       reads:   socket -> Framer -> Telegram -> Reception -> Ledger.accept -> \
///       answers: a second virtual thread, in the order of arrival <-------------/  only after the commit
/// ```
///
/// Uses [kr.bongsu.gateway.push], [kr.bongsu.gateway.ledger], [kr.bongsu.gateway.log] and the
/// telegram module.
///
/// What people wish of a line is in the ledger: [Wishes] knows it before the line signs on.
///
/// Invariants: no telegram is answered as good before it is on the disk; answers leave in the order
/// of the requests; at most a fixed number of telegrams is unanswered, then reading stops and TCP
/// holds the FEP back; bytes of one connection never meet those of another.
///
/// Start with [Link].
@NullMarked
package kr.bongsu.gateway.link;

import org.jspecify.annotations.NullMarked;
