/// Firebase Cloud Messaging, HTTP v1, over HTTP/2: turns a push into a request and the answer into
/// an outcome.
///
/// ```
///   FcmProjects --by service--> FcmClient, one a Firebase project:
///   send(push) --body made on the caller's thread--> inbox --> event loop "fcm"
///     Dispatcher: unless the Gate is shut --> Pool: least loaded --> Connection (many streams)
///       answer --Answers--> Outcome          broken after the request left --> Unknown
///       refused, GOAWAY above it             --> again at once, elsewhere
///   AccessTokens: one flight ahead of expiry, from a TokenSource, on a virtual thread
/// ```
///
/// Uses [kr.bongsu.gateway.push] and [kr.bongsu.gateway.log]; Netty's HTTP/2 codec directly
/// (docs/adr/0002).
///
/// Invariants: everything but the inbox and [AccessTokens] is confined to one event loop, and
/// asserted; each request ends in exactly one outcome; a connection has never more streams open
/// than the peer's SETTINGS allow; no push ends for a fault that is not its own; an access token is
/// never logged.
///
/// Start with [FcmClient].
@NullMarked
package kr.bongsu.gateway.fcm;

import org.jspecify.annotations.NullMarked;
