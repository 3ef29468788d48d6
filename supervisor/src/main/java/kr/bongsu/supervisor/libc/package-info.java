/// The operating system, called through `java.lang.foreign`.
///
/// [Linux] holds every number and structure layout that another system would have to answer
/// differently; the other classes call by name. Uses nothing of this project. File descriptors made
/// here are close-on-exec and at least 512, so that handing descriptors 0, 1, 2 … to a child can
/// never overwrite one that is still to be handed down.
///
/// [EventLoop] is one of the two event loops of this project: one thread over epoll; all that it
/// watches is touched by that thread only.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.libc;
