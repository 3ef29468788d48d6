/// Keeps the ledger in order over the years: removes what is old, archives it, checks, exports and
/// backs up.
///
/// Uses [kr.bongsu.gateway.push], [kr.bongsu.gateway.log] and [kr.bongsu.gateway.ledger].
///
/// Invariants: only pushes in a final state are removed, and with an archive only after they are on
/// its disk; a step changes about a thousand rows and gives way to the accepting.
///
/// Start with [Retention], which runs in the gateway, and [LedgerCheck], which a person runs.
@NullMarked
package kr.bongsu.gateway.upkeep;

import org.jspecify.annotations.NullMarked;
