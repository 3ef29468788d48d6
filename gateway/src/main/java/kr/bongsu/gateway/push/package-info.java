/// The gateway's vocabulary: what a push is, whom it goes to and what became of it.
///
/// Uses nothing. Every other package of the gateway uses it.
///
/// Invariant: what tells of a person has a type of its own whose `toString` is masked.
@NullMarked
package kr.bongsu.gateway.push;

import org.jspecify.annotations.NullMarked;
