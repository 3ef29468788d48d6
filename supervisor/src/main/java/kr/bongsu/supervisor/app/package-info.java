/// What is to be run: one application's settings, and the files people write them in.
///
/// [Attribute] is the list of every setting with its aliases and kind; [Settings] holds what
/// somebody set; [AppSpec] is the typed, complete answer with every default filled in. Nothing here
/// starts, watches or stops anything. Uses `json`, and `libc` for the names of signals.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.app;
