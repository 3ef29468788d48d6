package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/// Signals, exits and the ownership of child processes.
public final class Processes {
    private static final MethodHandle KILL = Native.withErrno("kill", "III");
    private static final MethodHandle WAITPID = Native.withErrno("waitpid", "IIPI");
    private static final MethodHandle PRCTL = Native.variadic("prctl", "IIJJJJ", 1);
    private static final MethodHandle SYSCALL = Native.variadic("syscall", "JJJJ", 1);
    private static final MethodHandle IOCTL = Native.variadic("ioctl", "IIJP", 2);
    private static final MethodHandle SETSID = Native.withErrno("setsid", "I");
    private static final MethodHandle GETUID = Native.plain("getuid", "I");

    private Processes() {}

    /// 0, or a negative error number. A negative pid means its process group.
    public static int kill(int pid, int signal) {
        try {
            return (int) KILL.invokeExact(Native.state(), pid, signal) < 0 ? -Native.errno() : 0;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Takes leave of an ended child: its status as `waitpid(2)` gives it; empty when it is no
    /// child or has not ended.
    public static OptionalInt reap(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(4, 4);
            int reaped = (int) WAITPID.invokeExact(Native.state(), pid, status, Linux.WNOHANG);
            return reaped == pid ? OptionalInt.of(status.get(JAVA_INT, 0)) : OptionalInt.empty();
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Makes orphans among our descendants our children, so that they can be found, ended and
    /// reaped.
    public static void becomeSubreaper() throws SystemCallException {
        try {
            if ((int)
                            PRCTL.invokeExact(
                                    Native.state(), Linux.PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L)
                    < 0) {
                throw new SystemCallException("prctl", Native.errno());
            }
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// A descriptor that becomes readable when the process ends.
    public static int pidfd(int pid) throws SystemCallException {
        try {
            long fd =
                    (long)
                            SYSCALL.invokeExact(
                                    Native.state(), Linux.SYS_PIDFD_OPEN, (long) pid, 0L);
            if (fd < 0) {
                throw new SystemCallException("pidfd_open " + pid, Native.errno());
            }
            return Descriptors.lift((int) fd);
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// The wait status of an ended process that is not our child; empty before Linux 6.15.
    public static OptionalInt exitStatus(int pidfd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(64, 8);
            info.set(JAVA_LONG, 0, Linux.PIDFD_INFO_EXIT);
            int result = (int) IOCTL.invokeExact(Native.state(), pidfd, Linux.PIDFD_GET_INFO, info);
            boolean known = result >= 0 && (info.get(JAVA_LONG, 0) & Linux.PIDFD_INFO_EXIT) != 0;
            return known
                    ? OptionalInt.of(info.get(JAVA_INT, Linux.PIDFD_INFO_EXIT_CODE))
                    : OptionalInt.empty();
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Leaves the terminal and the process group of the command that started us.
    public static void newSession() {
        try {
            int ignored = (int) SETSID.invokeExact(Native.state());
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    public static int uid() {
        try {
            return (int) GETUID.invokeExact();
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }
}
