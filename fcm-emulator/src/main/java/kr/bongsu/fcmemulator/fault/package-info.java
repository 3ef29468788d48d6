/// What may go wrong, and how long anything takes: latency, troubles, and the settings that a test
/// changes while it runs.
///
/// Uses `phone` for the limits of one. Invariant: policies here are values; the only mutable object
/// is [Conduct].
@NullMarked
package kr.bongsu.fcmemulator.fault;

import org.jspecify.annotations.NullMarked;
