/// `messages:send`: checks in the order in which FCM is thought to check, decides, and words the
/// answer as FCM does.
///
/// Uses `http`, `schema`, `oauth`, `fault` and `phone`. Invariant: every request is counted once,
/// as accepted, validated, or rejected under one code; a message reaches a phone exactly when it is
/// counted as accepted. Start reading at `SendEndpoint`.
@NullMarked
package kr.bongsu.fcmemulator.send;

import org.jspecify.annotations.NullMarked;
