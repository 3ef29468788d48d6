/// Who may do what over the API, and what they did: keys with scopes, and the audit log.
///
/// A key's secret is never stored, only its digest. Whatever changes something names its caller and
/// is written to the audit log before it is done. Start reading at [ApiKeys] and [Audit]. Uses
/// `log`.
@NullMarked
package kr.bongsu.gateway.access;

import org.jspecify.annotations.NullMarked;
