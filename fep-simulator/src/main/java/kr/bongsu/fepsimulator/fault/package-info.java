/// How a simulated FEP, its line or the network misbehaves, as data.
///
/// Uses the telegram module. Knows no socket: it says which bytes are to be written and where to
/// cut them, the line does it.
///
/// Invariant: what is spoiled is a first sending only; the same push is sent intact afterwards, so
/// that with every fault at work each push is still to be answered good in the end.
///
/// Start with [Misbehaviour].
@NullMarked
package kr.bongsu.fepsimulator.fault;

import org.jspecify.annotations.NullMarked;
