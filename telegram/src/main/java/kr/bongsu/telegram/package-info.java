/// Fixed-length telegrams: the layout is data, and turns bytes into records and back.
///
/// ```
///   bytes of a connection --Framer--> one telegram's bytes --Layout.decode--> Telegram (views on those bytes)
///   TelegramWriter --> bytes
/// ```
///
/// Uses only [kr.bongsu.telegram.yaml], to read a layout file. Knows no socket, thread or clock.
///
/// Invariants: sizes are bytes, never characters; nothing is read outside a telegram's own bytes;
/// what does not fit the layout is a value ([Framing.Broken], [Decoding.Malformed]), never an
/// exception and never a guess.
///
/// Start with [Layout], then [Framer] and [Telegram]; what people may see of one: [Masking],
/// [HexDump].
@NullMarked
package kr.bongsu.telegram;

import org.jspecify.annotations.NullMarked;
