package kr.bongsu.supervisor.agent;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// What the JDK's socket code calls instead of its native methods.
public final class Hooks {
    /// The first descriptor that is handed down.
    private static final int FIRST = 3;

    private static final int FDS = 1 << 16;
    private static final byte ASKED = 1;
    private static final byte ANSWERED = 2;

    private static final MethodHandle BIND =
            Jdk.method(
                    "sun.nio.ch.Net",
                    "bind0",
                    FileDescriptor.class,
                    boolean.class,
                    boolean.class,
                    InetAddress.class,
                    int.class);
    private static final MethodHandle BLOCKING =
            Jdk.method(
                    "sun.nio.ch.IOUtil", "configureBlocking", FileDescriptor.class, boolean.class);
    private static final MethodHandle LISTEN =
            Jdk.method("sun.nio.ch.Net", "listen", FileDescriptor.class, int.class);
    private static final MethodHandle ADDRESS =
            Jdk.method("sun.nio.ch.Net", "localAddress", FileDescriptor.class);
    private static final MethodHandle DUP2 =
            Jdk.method("sun.nio.ch.InheritedChannel", "dup2", int.class, int.class);
    private static final MethodHandle READ = Jdk.socketCall("read0");
    private static final MethodHandle READV = Jdk.socketCall("readv0");
    private static final MethodHandle WRITE = Jdk.socketCall("write0");
    private static final MethodHandle WRITEV = Jdk.socketCall("writev0");
    private static final MethodHandle NUMBER = Jdk.field(FileDescriptor.class, "fd");

    private static final List<String> PORTS = new ArrayList<>();
    private static final List<String> OPENED = new ArrayList<>();
    private static final List<FileDescriptor> ADOPTED = new ArrayList<>();

    /// Who spoke last on each connection.
    private static final byte[] LAST = new byte[FDS];

    private static volatile boolean learns;
    private static volatile boolean draining;

    private Hooks() {}

    /// @param learning whether servers that open a port by themselves are looked after, too
    static void given(List<String> addresses, boolean learning) {
        PORTS.addAll(addresses);
        learns = learning;
    }

    static List<String> ports() {
        synchronized (PORTS) {
            List<String> all = new ArrayList<>(PORTS);
            all.addAll(OPENED);
            return all;
        }
    }

    /// Takes over the kept socket of this port instead of binding; the descriptor then is the kept
    /// socket, and listening at it again is harmless.
    public static void bind0(
            FileDescriptor fd, boolean six, boolean exclusive, InetAddress address, int port)
            throws Throwable {
        synchronized (PORTS) {
            int kept = PORTS.indexOf(Integer.toString(port));
            if (kept >= 0 && !ADOPTED.contains(fd)) {
                DUP2.invokeExact(FIRST + kept, (int) NUMBER.invokeExact(fd));
                // All processes share the socket's mode. One that polled would block in accept when
                // another was faster, and take a connection after it was told to end.
                BLOCKING.invokeExact(fd, false);
                ADOPTED.add(fd);
                return;
            }
        }
        BIND.invokeExact(fd, six, exclusive, address, port);
    }

    /// Looks after a socket that the program opened itself, and that its next process will be
    /// handed, as after one that it was handed.
    public static void listen(FileDescriptor fd, int backlog) throws Throwable {
        LISTEN.invokeExact(fd, backlog);
        synchronized (PORTS) {
            if (learns && !ADOPTED.contains(fd)) {
                var at = (java.net.InetSocketAddress) ADDRESS.invokeExact(fd);
                BLOCKING.invokeExact(fd, false);
                ADOPTED.add(fd);
                OPENED.add(Integer.toString(at.getPort()));
            }
        }
    }

    public static void configureBlocking(FileDescriptor fd, boolean blocking) throws Throwable {
        synchronized (PORTS) {
            if (ADOPTED.contains(fd)) {
                return; // the JDK waits by poll where accept has nothing
            }
        }
        BLOCKING.invokeExact(fd, blocking);
    }

    public static int read0(FileDescriptor fd, long address, int length) throws Throwable {
        int n = (int) READ.invokeExact(fd, address, length);
        spoke(fd, n, ASKED);
        return n;
    }

    public static long readv0(FileDescriptor fd, long address, int length) throws Throwable {
        long n = (long) READV.invokeExact(fd, address, length);
        spoke(fd, n, ASKED);
        return n;
    }

    public static int write0(FileDescriptor fd, long address, int length) throws Throwable {
        int n = draining ? LastResponse.write(WRITE, fd, address, length) : 0;
        if (n == 0) {
            n = (int) WRITE.invokeExact(fd, address, length);
        }
        spoke(fd, n, ANSWERED);
        return n;
    }

    public static long writev0(FileDescriptor fd, long vector, int count) throws Throwable {
        long n = 0;
        if (draining && count > 0) {
            // struct iovec: address and length of the first part
            long length = Jdk.getLong(vector + 8);
            n = LastResponse.write(WRITE, fd, Jdk.getLong(vector), (int) Math.min(length, 1 << 20));
        }
        if (n == 0) {
            n = (long) WRITEV.invokeExact(fd, vector, count);
        }
        spoke(fd, n, ANSWERED);
        return n;
    }

    private static void spoke(FileDescriptor fd, long n, byte who) throws Throwable {
        if (n > 0) {
            LAST[(int) NUMBER.invokeExact(fd) & FDS - 1] = who;
        }
    }

    /// Whether a request came on this connection that has not been answered.
    static boolean isBusy(int fd) {
        return LAST[fd & FDS - 1] == ASKED;
    }

    /// Accepts nothing more: each taken socket is replaced by one that nobody connects to.
    ///
    /// @param nobody a listening socket that does not block
    static void stopAccepting(int nobody) throws IOException {
        draining = true;
        synchronized (PORTS) {
            try {
                for (FileDescriptor fd : ADOPTED) {
                    if (fd.valid()) {
                        DUP2.invokeExact(nobody, (int) NUMBER.invokeExact(fd));
                    }
                }
            } catch (IOException e) {
                throw e;
            } catch (Throwable t) {
                throw new IllegalStateException(t);
            }
        }
    }
}
