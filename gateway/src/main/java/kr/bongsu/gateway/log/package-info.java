/// One line an event: `time level event key=value ...` on standard error.
///
/// Uses nothing of Bongsu. Start with [Log].
///
/// Invariant: a line never spans two lines, whatever a value holds.
@NullMarked
package kr.bongsu.gateway.log;

import org.jspecify.annotations.NullMarked;
