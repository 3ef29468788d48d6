/// One line of a simulated FEP: a port that takes a push server's connection, signs it on and sends
/// it telegrams until each is answered.
///
/// ```
///   Line (accepts) -> Session (reads and writes one connection) -> Exchange (where threads meet) -> Traffic (what is due)
/// ```
///
/// Uses the telegram module and [kr.bongsu.fepsimulator.people]. Two virtual threads serve each
/// connection: one reads, one writes.
///
/// Invariants: a telegram keeps its place in the window until it is answered for good, whatever
/// happens to the connection; only the newest connection is sent telegrams.
///
/// Start with [Line], then [Traffic].
@NullMarked
package kr.bongsu.fepsimulator.line;

import org.jspecify.annotations.NullMarked;
