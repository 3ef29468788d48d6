/// Topics: who is subscribed, and the conditions that combine them.
///
/// Uses `http` for its two APIs. Invariant: a subscription is listed under its topic and counted
/// for its token, or neither. Start reading at `Topics`.
@NullMarked
package kr.bongsu.fcmemulator.topic;

import org.jspecify.annotations.NullMarked;
