package kr.bongsu.supervisor.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.NativeBuffer;

/// The daemon's end of Node's message channel: what `process.send` says comes out here.
///
/// Messages are JSON, one a line, as Node writes them with `NODE_CHANNEL_SERIALIZATION_MODE=json`.
final class NodeChannel {
    private static final int MAX_MESSAGE = 1 << 20;

    private final EventLoop loop;
    private final int fd;
    private final Consumer<String> messages;
    private final NativeBuffer buffer = new NativeBuffer(4 * 1024);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean open = true;

    NodeChannel(EventLoop loop, int fd, Consumer<String> messages) {
        this.loop = loop;
        this.fd = fd;
        this.messages = messages;
    }

    /// Our end, or -1 when it is closed.
    int descriptor() {
        return open ? fd : -1;
    }

    void start() throws IOException {
        loop.watch(fd, Linux.EPOLLIN, events -> read());
    }

    private void read() throws IOException {
        int n = Descriptors.read(fd, buffer);
        if (n == -Linux.EAGAIN || n == -Linux.EINTR) {
            return;
        }
        if (n <= 0) {
            close();
            return;
        }
        for (int i = 0; i < n && open; i++) {
            byte b = buffer.bytes()[i];
            if (b != '\n') {
                line.write(b);
            } else {
                String message = line.toString(StandardCharsets.UTF_8);
                line.reset();
                messages.accept(message);
            }
        }
        if (line.size() > MAX_MESSAGE) {
            close();
        }
    }

    /// Sends one JSON value; false when the process does not take it.
    boolean send(String json) {
        byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
        return open
                && bytes.length <= MAX_MESSAGE
                && Descriptors.write(fd, new NativeBuffer(bytes.length), bytes, 0, bytes.length)
                        == bytes.length;
    }

    void close() throws IOException {
        if (open) {
            open = false;
            loop.forget(fd);
            Descriptors.close(fd);
        }
    }
}
