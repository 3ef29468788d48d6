/// What a person or a test sees and sets: counters, settings, phones.
///
/// Uses everything below it. Invariant: nothing here is needed to send a message.
@NullMarked
package kr.bongsu.fcmemulator.control;

import org.jspecify.annotations.NullMarked;
