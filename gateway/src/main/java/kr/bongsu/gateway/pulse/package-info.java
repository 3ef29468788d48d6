/// How the sending goes at this moment, for people to look at.
///
/// Uses [kr.bongsu.gateway.push]. Invariant: watching costs a push no wait and the gateway a memory
/// that does not grow. Start with [Vitals].
@NullMarked
package kr.bongsu.gateway.pulse;

import org.jspecify.annotations.NullMarked;
