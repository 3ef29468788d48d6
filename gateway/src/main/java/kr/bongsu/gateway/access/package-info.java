/// Who may do what over the API, and what they did: keys with scopes for programs, accounts with
/// roles for people, and the audit log.
///
/// A key's secret and a session's token are never stored, only their digests; a password only as a
/// hash that is dear to guess from. Whatever changes something names its caller and is written to
/// the audit log before it is done. Start reading at [ApiKeys], [Login], [Sessions] and [Audit].
/// Uses `log`.
@NullMarked
package kr.bongsu.gateway.access;

import org.jspecify.annotations.NullMarked;
