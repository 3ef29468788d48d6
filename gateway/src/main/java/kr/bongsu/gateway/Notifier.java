package kr.bongsu.gateway;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import kr.bongsu.gateway.log.Log;

/// Tells whoever started the gateway how it is, by systemd's protocol; nothing where nobody wants
/// to know (`NOTIFY_SOCKET` is not set).
///
/// The JDK has no Unix datagrams, so libc is called.
record Notifier(String path) {

    private static final Log LOG = Log.of(Notifier.class);
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 02000000;
    private static final int LONGEST_PATH = 107;

    static Notifier of(Map<String, String> environment) {
        return new Notifier(environment.getOrDefault("NOTIFY_SOCKET", ""));
    }

    /// @param words what it does now, for a person
    void ready(String words) {
        tell("READY=1\nSTATUS=" + words);
    }

    void stopping() {
        tell("STOPPING=1\nSTATUS=finishes what it has");
    }

    private void tell(String text) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST_PATH) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(2L + LONGEST_PATH + 1, 8);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            if (name[0] == '@') {
                address.set(JAVA_BYTE, 2, (byte) 0); // a name that is no file
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int fd =
                    (int)
                            function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)
                                    .invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            long sent =
                    (long)
                            function(
                                            "sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG,
                                            JAVA_INT, ADDRESS, JAVA_INT)
                                    .invokeExact(
                                            fd,
                                            arena.allocateFrom(JAVA_BYTE, bytes),
                                            (long) bytes.length,
                                            0,
                                            address,
                                            2 + name.length);
            int _ = (int) function("close", JAVA_INT, JAVA_INT).invokeExact(fd);
            if (sent < 0) {
                LOG.warn("notify.not-sent", "socket", path, "what", text);
            }
        } catch (Throwable e) {
            LOG.warn("notify.failed", "socket", path, "why", e.toString());
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
