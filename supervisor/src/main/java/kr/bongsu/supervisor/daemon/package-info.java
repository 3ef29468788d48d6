/// The daemon: the table of processes, what is done to them, and what survives the daemon itself.
///
/// One event loop, the thread `main`, owns everything here: it waits for the end of processes
/// (pidfds), for commands (the control socket), for messages of Node applications and for timers.
/// No lock exists because no other thread touches this state; log output has its own loop in
/// `logs`. Actions that take time answer a `CompletableFuture` that the loop completes.
///
/// Invariants: a process that was started here is in the table until it is reaped and its
/// descendants are gone; what is in the table is in `state.json` soon after, so the next daemon
/// finds it.
///
/// Start at [Main], then [Entry].
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.daemon;
