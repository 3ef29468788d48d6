package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Opens, reads, writes and closes file descriptors.
public final class Descriptors {
    /// Descriptors of our own start here; those below are free to be targets in a child.
    private static final int FIRST_OWN = 512;

    private static final MethodHandle OPEN = Native.variadic("open", "IPII", 2);
    private static final MethodHandle CLOSE = Native.withErrno("close", "II");
    private static final MethodHandle READ = Native.withErrno("read", "JIPJ");
    private static final MethodHandle WRITE = Native.withErrno("write", "JIPJ");
    private static final MethodHandle FCNTL = Native.variadic("fcntl", "IIII", 2);
    private static final MethodHandle MKFIFO = Native.withErrno("mkfifo", "IPI");
    private static final MethodHandle CHMOD = Native.withErrno("chmod", "IPI");
    private static final MethodHandle CHOWN = Native.withErrno("chown", "IPII");

    private static final MethodHandle FTRUNCATE = Native.withErrno("ftruncate", "IIJ");

    private Descriptors() {}

    /// Opens a path; close-on-exec is added to the flags.
    public static int open(String path, int flags, int mode) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            int fd =
                    (int)
                            OPEN.invokeExact(
                                    Native.state(),
                                    arena.allocateFrom(path),
                                    flags | Linux.O_CLOEXEC,
                                    mode);
            if (fd < 0) {
                throw new SystemCallException("open " + path, Native.errno());
            }
            return lift(fd);
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    public static void close(int fd) {
        try {
            int ignored = (int) CLOSE.invokeExact(Native.state(), fd);
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Bytes read, 0 at the end, or a negative error number.
    public static int read(int fd, NativeBuffer buffer) {
        try {
            long n =
                    (long)
                            READ.invokeExact(
                                    Native.state(),
                                    fd,
                                    buffer.segment(),
                                    (long) buffer.bytes().length);
            if (n < 0) {
                return -Native.errno();
            }
            MemorySegment.copy(buffer.segment(), JAVA_BYTE, 0, buffer.bytes(), 0, (int) n);
            return (int) n;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Bytes written, or a negative error number. Writes at most the buffer's size.
    public static int write(int fd, NativeBuffer buffer, byte[] bytes, int from, int length) {
        int n = Math.min(length, buffer.bytes().length);
        MemorySegment.copy(bytes, from, buffer.segment(), JAVA_BYTE, 0, n);
        try {
            long written = (long) WRITE.invokeExact(Native.state(), fd, buffer.segment(), (long) n);
            return written < 0 ? -Native.errno() : (int) written;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Makes a FIFO that only its owner may open; one that exists already is kept.
    public static void fifo(String path) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) MKFIFO.invokeExact(Native.state(), arena.allocateFrom(path), 0600);
            if (result < 0 && Native.errno() != Linux.EEXIST) {
                throw new SystemCallException("mkfifo " + path, Native.errno());
            }
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Asks for a larger pipe; a system that refuses leaves it as it is.
    public static void growPipe(int fd, int bytes) {
        control(fd, Linux.F_SETPIPE_SZ, bytes);
    }

    /// Cuts a file to a length; 0, or a negative error number.
    public static int truncate(int fd, long length) {
        try {
            return (int) FTRUNCATE.invokeExact(Native.state(), fd, length) < 0
                    ? -Native.errno()
                    : 0;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    public static void nonBlocking(int fd) {
        control(fd, Linux.F_SETFL, control(fd, Linux.F_GETFL, 0) | Linux.O_NONBLOCK);
    }

    public static void chmod(String path, int mode) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            if ((int) CHMOD.invokeExact(Native.state(), arena.allocateFrom(path), mode) < 0) {
                throw new SystemCallException("chmod " + path, Native.errno());
            }
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    public static void chown(String path, int uid, int gid) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            if ((int) CHOWN.invokeExact(Native.state(), arena.allocateFrom(path), uid, gid) < 0) {
                throw new SystemCallException("chown " + path, Native.errno());
            }
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// A second descriptor for the same open file.
    public static int copy(int fd) throws SystemCallException {
        int copied = control(fd, Linux.F_DUPFD_CLOEXEC, FIRST_OWN);
        if (copied < 0) {
            throw new SystemCallException("dup", Native.errno());
        }
        return copied;
    }

    /// Moves a fresh descriptor out of the range that children use.
    static int lift(int fd) throws SystemCallException {
        if (fd >= FIRST_OWN) {
            return fd;
        }
        int lifted = control(fd, Linux.F_DUPFD_CLOEXEC, FIRST_OWN);
        int errno = Native.errno();
        close(fd);
        if (lifted < 0) {
            throw new SystemCallException("dup", errno);
        }
        return lifted;
    }

    static int control(int fd, int command, int argument) {
        try {
            return (int) FCNTL.invokeExact(Native.state(), fd, command, argument);
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }
}
