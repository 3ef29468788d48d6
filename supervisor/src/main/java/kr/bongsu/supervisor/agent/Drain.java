package kr.bongsu.supervisor.agent;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// On a signal, lets a server finish: nothing more is accepted, and the program's own shutdown
/// begins when every connection has ended, or is idle for longer than clients think, or time is up.
final class Drain {
    private static final long LOOK = 20;

    private final long linger;
    private final long limit;
    private final AtomicBoolean begun = new AtomicBoolean();

    /// @param linger milliseconds that idle connections are kept
    /// @param limit milliseconds after which the program's shutdown must begin
    Drain(long linger, long limit) {
        this.linger = linger;
        this.limit = limit;
    }

    /// Comes before the handlers that are there now, the JVM's own as a rule. `sun.misc.Signal` is
    /// called by reflection, because a program's Java may be without its module.
    void install() {
        try {
            for (String name : List.of("INT", "TERM")) {
                Class<?> signals = Class.forName("sun.misc.Signal");
                Class<?> handlers = Class.forName("sun.misc.SignalHandler");
                Object signal = signals.getConstructor(String.class).newInstance(name);
                Object[] before = new Object[1];
                Object ours =
                        Proxy.newProxyInstance(
                                Drain.class.getClassLoader(),
                                new Class<?>[] {handlers},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("handle")) {
                                        begin(() ->
                                                handlers.getMethod("handle", signals)
                                                        .invoke(before[0], signal));
                                        return null;
                                    }
                                    // hashCode, equals and toString are nobody's business here
                                    throw new UnsupportedOperationException(method.getName());
                                });
                before[0] =
                        signals.getMethod("handle", signals, handlers).invoke(null, signal, ours);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.err.println("[bongsu] requests will not be finished on a signal: " + e);
        }
    }

    @FunctionalInterface
    private interface Ending {
        void end() throws ReflectiveOperationException;
    }

    private void begin(Ending ending) {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> drain(ending), "bongsu-drain");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void drain(Ending ending) {
        try (ServerSocketChannel nobody = ServerSocketChannel.open()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            nobody.configureBlocking(false);
            int fd =
                    (int)
                            Jdk.method("sun.nio.ch.ServerSocketChannelImpl", "getFDVal")
                                    .invoke(nobody);
            Hooks.stopAccepting(fd);
            long start = System.nanoTime();
            for (long age = 0; age < limit; age = (System.nanoTime() - start) / 1_000_000) {
                List<Integer> open = connections();
                boolean busy = open.stream().anyMatch(Hooks::isBusy);
                if (open.isEmpty() || (age > linger && !busy)) {
                    break;
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            System.err.println("[bongsu] requests could not be finished: " + t);
        }
        try {
            ending.end();
        } catch (InvocationTargetException e) {
            System.err.println("[bongsu] the signal's handler failed: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            System.err.println("[bongsu] the signal's handler cannot be called: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    /// Descriptors of the connections that clients have to the kept ports.
    private static List<Integer> connections() throws IOException {
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            Path file = Path.of(table);
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                    String[] field = line.trim().split("\\s+", -1);
                    // 01 established, 08 the client has sent its last byte
                    if (field.length > 9
                            && (field[3].equals("01") || field[3].equals("08"))
                            && Hooks.ports().contains(port(field[1]))) {
                        inodes.add("socket:[" + field[9] + "]");
                    }
                }
            }
        }
        List<Integer> open = new ArrayList<>();
        try (DirectoryStream<Path> fds = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path fd : fds) {
                if (Files.isSymbolicLink(fd)
                        && inodes.contains(Files.readSymbolicLink(fd).toString())) {
                    open.add(Integer.valueOf(fd.getFileName().toString()));
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            return connections(); // one was closed while it was looked at
        }
        return open;
    }

    private static String port(String hex) {
        return Integer.toString(Integer.parseInt(hex.substring(hex.indexOf(':') + 1), 16));
    }
}
