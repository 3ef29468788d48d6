/// What the console sees: a REST API and the console's own files, over HTTP.
///
/// Uses [kr.bongsu.gateway.access], [kr.bongsu.gateway.ledger], [kr.bongsu.gateway.link],
/// [kr.bongsu.gateway.pulse], [kr.bongsu.gateway.push] and [kr.bongsu.gateway.log]; Vert.x 5 for
/// HTTP, on one event loop. Reads of the ledger block and run on workers, never on it.
///
/// Invariant: what changes something passes [Access], and all personal data leaves masked.
///
/// Start with [ConsoleServer].
@NullMarked
package kr.bongsu.gateway.admin;

import org.jspecify.annotations.NullMarked;
