/// How commands and other programs talk to the daemon: one JSON line each way over a Unix socket
/// that only its owner may open.
///
/// A client sends one [Request] and gets one [Reply]; after [Request.Events] it gets [Event] lines
/// until it leaves. [Client] is the Java library of the commands; the console's page of processes
/// speaks the same lines.
///
/// ```
/// {"v":1,"do":"list"}
/// {"v":1,"is":"processes","processes":[{"id":0,"name":"api","status":"online",…}]}
/// ```
///
/// Uses `app`, `json`. Reading and writing avoid lambdas and pattern switches: each costs a command
/// milliseconds of start-up.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.control;
