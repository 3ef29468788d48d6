/// The phones behind the registration tokens: what reaches them, what they show, what they would
/// show twice.
///
/// Uses `schema`. Invariant: memory is bounded whatever the number of tokens and messages; counters
/// stay exact for the last million ids.
@NullMarked
package kr.bongsu.fcmemulator.phone;

import org.jspecify.annotations.NullMarked;
