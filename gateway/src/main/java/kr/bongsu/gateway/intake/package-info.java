/// The way in over HTTP: `/v1/pushes`, for programs with a key. The same ledger and the same rules
/// as for what comes by telegram.
///
/// Uses [kr.bongsu.gateway.push], [kr.bongsu.gateway.log], [kr.bongsu.gateway.access],
/// [kr.bongsu.gateway.ledger], [kr.bongsu.gateway.search] and, for the server, keys and errors,
/// [kr.bongsu.gateway.admin].
///
/// Invariants: nothing is answered with 202 before it is on the disk; a request that is sent again
/// with its `Idempotency-Key` gets the same answer and changes nothing; who may not see a push does
/// not learn that it exists.
///
/// Start with [PushRoutes].
@NullMarked
package kr.bongsu.gateway.intake;

import org.jspecify.annotations.NullMarked;
