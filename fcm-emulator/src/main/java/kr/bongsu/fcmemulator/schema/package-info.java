/// Reads proto3 JSON by a table of messages and fields, as tolerant and as strict as Google's
/// transcoder.
///
/// Uses nothing of the emulator. Invariant: a [Node] holds only values of the types its [Schema]
/// names; everything else became a [Violation] with the wording of the transcoder. Start reading at
/// `FcmSchema`, then `JsonReader`.
@NullMarked
package kr.bongsu.fcmemulator.schema;

import org.jspecify.annotations.NullMarked;
