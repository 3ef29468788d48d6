package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.NativeBuffer;
import kr.bongsu.supervisor.libc.Sockets;
import kr.bongsu.supervisor.process.Notice;
import org.jspecify.annotations.Nullable;

/// The daemon's end of one process's `NOTIFY_SOCKET`.
///
/// Each process has a path of its own, so a message tells by where it comes in whose it is, also
/// when a helper such as `systemd-notify` sent it and has ended. Descriptors that come along are
/// closed by the kernel, which is what `BARRIER=1` waits for.
final class NotifySocket {
    private static final int MAX_MESSAGE = 8 * 1024;

    private final EventLoop loop;
    private final Path path;
    private final int fd;
    private boolean open = true;

    private NotifySocket(EventLoop loop, Path path, int fd) {
        this.loop = loop;
        this.path = path;
        this.fd = fd;
    }

    /// Takes what comes in at a socket that the process was told of.
    static NotifySocket at(EventLoop loop, Path path, int fd, Consumer<Notice> notices)
            throws IOException {
        NotifySocket socket = new NotifySocket(loop, path, fd);
        loop.watch(fd, Linux.EPOLLIN, events -> socket.read(notices));
        return socket;
    }

    /// Opens again what a process was told of whose daemon was killed; null where there cannot have
    /// been one.
    static @Nullable NotifySocket again(EventLoop loop, Path path, Consumer<Notice> notices)
            throws IOException {
        if (!Sockets.fits(path.toString())) {
            return null;
        }
        Files.deleteIfExists(path);
        return at(loop, path, Sockets.datagrams(path.toString()), notices);
    }

    private void read(Consumer<Notice> notices) {
        // Most processes never speak; a buffer for each would be most of what they cost.
        NativeBuffer buffer = new NativeBuffer(MAX_MESSAGE);
        int n = Descriptors.read(fd, buffer);
        if (n > 0) {
            notices.accept(Notice.of(new String(buffer.bytes(), 0, n, StandardCharsets.UTF_8)));
        }
    }

    void close() throws IOException {
        if (open) {
            open = false;
            loop.forget(fd);
            Descriptors.close(fd);
            Files.deleteIfExists(path);
        }
    }
}
