/// Google's token endpoint: a signed assertion in, an access token out; and the check of that token
/// at every call.
///
/// Uses `directory` for the service account and `http`. Invariant: an access token is accepted
/// until it expires or is revoked, and only for the scopes it was asked for. Start reading at
/// `TokenEndpoint`.
@NullMarked
package kr.bongsu.fcmemulator.oauth;

import org.jspecify.annotations.NullMarked;
