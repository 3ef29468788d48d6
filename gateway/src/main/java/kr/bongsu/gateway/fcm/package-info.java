/// Firebase Cloud Messaging, HTTP v1, over HTTP/2: turns a push into a request and the answer into
/// an outcome.
///
/// ```
///   send(push) --body made on the caller's thread--> inbox --> event loop "fcm"
///     Connections: least loaded with a free permit --> Connection (one channel, many streams)
///       answer --Answers--> Outcome          broken after the request left --> Unknown
///       refused, GOAWAY above it             --> again at once, elsewhere
///   AccessTokens: one flight ahead of expiry, on a virtual thread
/// ```
///
/// Uses [kr.bongsu.gateway.push] and [kr.bongsu.gateway.log]; Netty's HTTP/2 codec directly
/// (docs/adr/0002).
///
/// Invariants: everything but the inbox and [AccessTokens] is confined to one event loop, and
/// asserted; each request ends in exactly one outcome; a connection has never more streams open
/// than the peer's SETTINGS allow; an access token is never logged.
///
/// Start with [FcmClient].
@NullMarked
package kr.bongsu.gateway.fcm;

import org.jspecify.annotations.NullMarked;
