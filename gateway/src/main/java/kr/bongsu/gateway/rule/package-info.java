/// What an institution's rules say about a push at a moment: send it, and how; later; or never.
///
/// All of it is pure: `(push, now) -> verdict`. A rule belongs to a service; it is asked anew at
/// each attempt. Times of day are of the zone that [Rules] names.
///
/// Uses [kr.bongsu.gateway.push] alone. Start with [Rules].
@NullMarked
package kr.bongsu.gateway.rule;

import org.jspecify.annotations.NullMarked;
