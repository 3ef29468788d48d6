/// HTTP/1.1 and HTTP/2 on Netty: turns what arrives into a [Request] and carries out the [Reply] it
/// gets.
///
/// Uses Netty and nothing else of the emulator. Invariant: one event loop serves every connection,
/// and every object of the emulator is used on that thread alone, so nothing here or behind
/// [Service] locks. Nothing may block it. Start reading at `FrontEnd`, then `Http2Link`.
@NullMarked
package kr.bongsu.fcmemulator.http;

import org.jspecify.annotations.NullMarked;
