/// Logging in by an OpenID provider (OpenID Connect Core 1.0, authorization code with PKCE): where
/// to send a browser, and who came back.
///
/// Nothing of a login is kept between its two halves: what ties them together follows from a secret
/// that the browser keeps ([Flow]). Everything the provider says of itself is asked anew for each
/// login, so neither its being down nor its new keys outlast the next one. Each call to it has a
/// deadline, a longest answer and no redirects; an ID token is believed only by [IdTokens]. Blocks:
/// not for an event loop. Start reading at [OpenId]. Uses `access` and `log`.
@NullMarked
package kr.bongsu.gateway.openid;

import org.jspecify.annotations.NullMarked;
