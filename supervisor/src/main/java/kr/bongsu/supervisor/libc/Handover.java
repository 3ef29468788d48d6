package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// Descriptors across the borders of processes: copied out of one that runs, or kept while this
/// process becomes another program.
public final class Handover {
    private static final MethodHandle SYSCALL = Native.variadic("syscall", "JJJJJ", 1);
    private static final MethodHandle SIGEMPTYSET = Native.plain("sigemptyset", "IP");
    private static final MethodHandle SIGPROCMASK = Native.withErrno("sigprocmask", "IIPP");
    private static final MethodHandle EXECV = Native.withErrno("execv", "IPP");

    private Handover() {}

    /// A copy of another process's descriptor.
    ///
    /// Needs the right to trace that process: the same user, and where Yama restricts tracing to
    /// children, an ancestor or root.
    public static int copy(int pidfd, int theirs) throws SystemCallException {
        try {
            long fd =
                    (long)
                            SYSCALL.invokeExact(
                                    Native.state(),
                                    Linux.SYS_PIDFD_GETFD,
                                    (long) pidfd,
                                    (long) theirs,
                                    0L);
            if (fd < 0) {
                throw new SystemCallException("pidfd_getfd", Native.errno());
            }
            return Descriptors.lift((int) fd);
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Makes a descriptor that came through [#become] one of our own again.
    public static void closeOnExec(int fd) {
        Descriptors.control(fd, Linux.F_SETFD, 1);
    }

    /// Becomes another program in place: same pid, same children, and of the descriptors those that
    /// are kept. Returns only by failing.
    ///
    /// @param words the program's path and its arguments
    public static SystemCallException become(List<String> words, Iterable<Integer> kept) {
        try (Arena arena = Arena.ofConfined()) {
            // The JDK does not open all of its own descriptors close-on-exec.
            long ignored =
                    (long)
                            SYSCALL.invokeExact(
                                    Native.state(),
                                    Linux.SYS_CLOSE_RANGE,
                                    3L,
                                    0xFFFF_FFFFL,
                                    Linux.CLOSE_RANGE_CLOEXEC);
            for (int fd : kept) {
                Descriptors.control(fd, Linux.F_SETFD, 0);
            }
            // The JVM's threads block signals, and a new program would inherit that.
            MemorySegment signals = arena.allocate(Linux.SIZEOF_SIGSET, 8);
            int _ = (int) SIGEMPTYSET.invokeExact(signals);
            int _ =
                    (int)
                            SIGPROCMASK.invokeExact(
                                    Native.state(), Linux.SIG_SETMASK, signals, MemorySegment.NULL);
            MemorySegment arguments = arena.allocate(ADDRESS, words.size() + 1L);
            for (int i = 0; i < words.size(); i++) {
                arguments.setAtIndex(ADDRESS, i, arena.allocateFrom(words.get(i)));
            }
            arguments.setAtIndex(ADDRESS, words.size(), MemorySegment.NULL);
            MemorySegment path = arena.allocateFrom(words.getFirst());
            int _ = (int) EXECV.invokeExact(Native.state(), path, arguments);
            return new SystemCallException("exec " + words.getFirst(), Native.errno());
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }
}
