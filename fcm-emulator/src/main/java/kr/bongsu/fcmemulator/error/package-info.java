/// The error envelope of Google's APIs.
///
/// Uses `http` and the violations of `schema`. Invariant: the details of an error keep the order in
/// which they were added.
@NullMarked
package kr.bongsu.fcmemulator.error;

import org.jspecify.annotations.NullMarked;
