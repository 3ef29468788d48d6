/// The processes of the process manager on this machine, to be looked at and steered.
///
/// Speaks the lines of its daemon's control socket, which are the contract between the two
/// programs; no code is shared. Uses `log`. Invariant: the process this code runs in is never ended
/// from here. Start with [Fleet].
@NullMarked
package kr.bongsu.gateway.fleet;

import org.jspecify.annotations.NullMarked;
