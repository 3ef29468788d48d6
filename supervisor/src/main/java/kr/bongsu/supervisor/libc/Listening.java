package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/// Listening sockets that are kept to be handed to children.
///
/// They block, because that is a property of the socket and not of a descriptor: a child that polls
/// makes it non-blocking itself, one that does not know better would spin.
public final class Listening {
    /// What the kernel allows at most is `net.core.somaxconn`, 4096 by default.
    private static final int BACKLOG = 4096;

    private static final MethodHandle SOCKET = Native.withErrno("socket", "IIII");
    private static final MethodHandle BIND = Native.withErrno("bind", "IIPI");
    private static final MethodHandle LISTEN = Native.withErrno("listen", "III");
    private static final MethodHandle SHUTDOWN = Native.withErrno("shutdown", "III");
    private static final MethodHandle SETSOCKOPT = Native.withErrno("setsockopt", "IIIIPI");

    private Listening() {}

    /// Listens at a TCP port. An IPv6 address that stands for all takes IPv4 connections too.
    ///
    /// @param shared whether further sockets may listen at the same port, and the kernel deals
    ///   connections out among them
    public static int tcp(InetAddress address, int port, boolean shared)
            throws SystemCallException {
        boolean six = address instanceof Inet6Address;
        int fd = socket(six ? Linux.AF_INET6 : Linux.AF_INET);
        try (Arena arena = Arena.ofConfined()) {
            option(arena, fd, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 1);
            if (shared) {
                option(arena, fd, Linux.SOL_SOCKET, Linux.SO_REUSEPORT, 1);
            }
            if (six) {
                option(arena, fd, Linux.IPPROTO_IPV6, Linux.IPV6_V6ONLY, 0);
            }
            MemorySegment name = arena.allocate(Linux.SIZEOF_SOCKADDR_IN6, 8);
            name.set(JAVA_SHORT, 0, (short) (six ? Linux.AF_INET6 : Linux.AF_INET));
            name.set(JAVA_BYTE, 2, (byte) (port >> 8));
            name.set(JAVA_BYTE, 3, (byte) port);
            byte[] bytes = address.getAddress();
            MemorySegment.copy(bytes, 0, name, JAVA_BYTE, six ? 8 : 4, bytes.length);
            if (address instanceof Inet6Address scoped) {
                name.set(JAVA_INT, 24, scoped.getScopeId());
            }
            bind(fd, name, six ? Linux.SIZEOF_SOCKADDR_IN6 : Linux.SIZEOF_SOCKADDR_IN);
            listen(fd);
            return fd;
        } catch (SystemCallException e) {
            Descriptors.close(fd);
            throw e;
        }
    }

    /// Listens at a path that must not exist.
    public static int unix(String path, int mode) throws SystemCallException {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= Linux.UNIX_PATH) {
            throw new SystemCallException(
                    "bind " + path + " (longer than a socket's name may be)", 36);
        }
        int fd = socket(Linux.AF_UNIX);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(2 + Linux.UNIX_PATH, 8);
            name.set(JAVA_SHORT, 0, (short) Linux.AF_UNIX);
            MemorySegment.copy(bytes, 0, name, JAVA_BYTE, 2, bytes.length);
            bind(fd, name, 2 + bytes.length + 1);
            Descriptors.chmod(path, mode);
            listen(fd);
            return fd;
        } catch (SystemCallException e) {
            Descriptors.close(fd);
            throw e;
        }
    }

    /// Listens on, with room for as many waiting connections as there can be: a child that called
    /// `listen(2)` on its copy may have made the queue shorter for everybody.
    public static void listen(int fd) throws SystemCallException {
        try {
            checked("listen", (int) LISTEN.invokeExact(Native.state(), fd, BACKLOG));
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /// Has a socket listen no more, through whichever descriptor.
    public static void end(int fd) {
        try {
            int _ = (int) SHUTDOWN.invokeExact(Native.state(), fd, Linux.SHUT_RDWR);
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private static int socket(int family) throws SystemCallException {
        try {
            int type = Linux.SOCK_STREAM | Linux.SOCK_CLOEXEC;
            return Descriptors.lift(
                    checked("socket", (int) SOCKET.invokeExact(Native.state(), family, type, 0)));
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private static void bind(int fd, MemorySegment name, int length) throws SystemCallException {
        try {
            checked("bind", (int) BIND.invokeExact(Native.state(), fd, name, length));
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private static void option(Arena arena, int fd, int level, int name, int value)
            throws SystemCallException {
        MemorySegment on = arena.allocateFrom(JAVA_INT, value);
        try {
            checked(
                    "setsockopt",
                    (int) SETSOCKOPT.invokeExact(Native.state(), fd, level, name, on, 4));
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private static int checked(String call, int result) throws SystemCallException {
        if (result < 0) {
            throw new SystemCallException(call, Native.errno());
        }
        return result;
    }
}
