/// JSON, read and written without a library.
///
/// The control protocol and JSON ecosystem files are read on the way to every command's first
/// output, where a library's class loading would cost more than the command. Uses nothing. Start at
/// [JsonObject].
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.json;
