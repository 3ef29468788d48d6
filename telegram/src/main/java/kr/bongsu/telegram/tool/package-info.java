/// `bongsu telegram`: telegrams for people, on the command line.
///
/// ```
///   bytes or a hex dump --Input--> bytes --Decode--> YAML --Encode--> hex dump or bytes
///   Layout --Describe--> the tables of docs/telegram.md
/// ```
///
/// Uses [kr.bongsu.telegram] and its YAML. Start with [Main].
///
/// Invariant: personal data is shown only when asked for with `--clear`.
@NullMarked
package kr.bongsu.telegram.tool;

import org.jspecify.annotations.NullMarked;
