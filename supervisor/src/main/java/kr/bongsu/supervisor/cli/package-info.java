/// The commands a person types: arguments in, requests to the daemon, tables out.
///
/// [Main] chooses the command; each command is a class that is loaded only when it is called,
/// because loading classes is what a command's time goes into. On the way to `list`, `jlist` and
/// `start` nothing uses a lambda, a stream or a pattern switch. Results go to standard output,
/// everything said to a person about them to standard error. Exit codes: 0 done, 1 not done, 2 not
/// understood.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.cli;
