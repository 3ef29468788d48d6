package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// Unix sockets that never block.
public final class Sockets {
    private static final int BACKLOG = 128;
    private static final MethodHandle SOCKET = Native.withErrno("socket", "IIII");
    private static final MethodHandle BIND = Native.withErrno("bind", "IIPI");
    private static final MethodHandle LISTEN = Native.withErrno("listen", "III");
    private static final MethodHandle ACCEPT = Native.withErrno("accept4", "IIPPI");
    private static final MethodHandle GETSOCKOPT = Native.withErrno("getsockopt", "IIIIPP");
    private static final MethodHandle SOCKETPAIR = Native.withErrno("socketpair", "IIIIP");

    private Sockets() {}

    /// Listens at a path that only the owner may connect to. The path must not exist.
    public static int listen(String path) throws SystemCallException {
        int fd = bound(path, Linux.SOCK_STREAM);
        try {
            checked("listen " + path, (int) LISTEN.invokeExact(Native.state(), fd, BACKLOG));
            return fd;
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Takes datagrams at a path that only the owner may send to; each read takes one. The path
    /// must not exist.
    public static int datagrams(String path) throws SystemCallException {
        return bound(path, Linux.SOCK_DGRAM);
    }

    /// Whether a path is short enough to be a socket's name.
    public static boolean fits(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length < Linux.UNIX_PATH;
    }

    private static int bound(String path, int type) throws SystemCallException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length >= Linux.UNIX_PATH) {
            throw new SystemCallException(
                    "bind " + path + " (longer than a socket's name may be)", 36);
        }
        try (Arena arena = Arena.ofConfined()) {
            int fd =
                    checked(
                            "socket",
                            (int)
                                    SOCKET.invokeExact(
                                            Native.state(),
                                            Linux.AF_UNIX,
                                            type | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC,
                                            0));
            MemorySegment address = arena.allocate(2 + Linux.UNIX_PATH, 8);
            address.set(JAVA_SHORT, 0, (short) Linux.AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            checked(
                    "bind " + path,
                    (int) BIND.invokeExact(Native.state(), fd, address, 2 + name.length + 1));
            // The folder is private already; the mode keeps it so when somebody opens the folder
            // up.
            Descriptors.chmod(path, 0600);
            return Descriptors.lift(fd);
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// The next waiting connection, or a negative error number.
    public static int accept(int listener) throws SystemCallException {
        try {
            int fd =
                    (int)
                            ACCEPT.invokeExact(
                                    Native.state(),
                                    listener,
                                    MemorySegment.NULL,
                                    MemorySegment.NULL,
                                    Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC);
            return fd < 0 ? -Native.errno() : Descriptors.lift(fd);
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// The user id of the process at the other end.
    public static int peerUid(int fd) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment credentials = arena.allocate(12, 4);
            MemorySegment length = arena.allocateFrom(JAVA_INT, 12);
            checked(
                    "SO_PEERCRED",
                    (int)
                            GETSOCKOPT.invokeExact(
                                    Native.state(),
                                    fd,
                                    Linux.SOL_SOCKET,
                                    Linux.SO_PEERCRED,
                                    credentials,
                                    length));
            return credentials.get(JAVA_INT, 4);
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Two connected ends: ours, which never blocks, and a child's, which does.
    public static Pair pair() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(8, 4);
            checked(
                    "socketpair",
                    (int)
                            SOCKETPAIR.invokeExact(
                                    Native.state(),
                                    Linux.AF_UNIX,
                                    Linux.SOCK_STREAM | Linux.SOCK_CLOEXEC,
                                    0,
                                    ends));
            Pair pair =
                    new Pair(
                            Descriptors.lift(ends.get(JAVA_INT, 0)),
                            Descriptors.lift(ends.get(JAVA_INT, 4)));
            Descriptors.nonBlocking(pair.own());
            return pair;
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    public record Pair(int own, int child) {}

    private static int checked(String call, int result) throws SystemCallException {
        if (result < 0) {
            throw new SystemCallException(call, Native.errno());
        }
        return result;
    }
}
