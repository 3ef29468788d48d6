/// The output of processes, on its way from a pipe to a file.
///
/// A process writes into a FIFO that it keeps open for reading as well, so it never gets `EPIPE`
/// and loses nothing while the daemon is away. One thread with its own
/// [kr.bongsu.supervisor.libc.EventLoop] reads all FIFOs: [LogStream] cuts the bytes into lines,
/// [LineFormat] dresses them, [LogFile] appends and rotates. Nothing is held back but a bounded
/// rest: when a disk is full or slow the stream either stops reading, which slows the process down,
/// or drops and counts, as its setting says.
///
/// Uses `libc` and `json`. Start at [LogPump].
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.logs;
