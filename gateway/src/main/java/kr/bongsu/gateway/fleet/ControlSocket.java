package kr.bongsu.gateway.fleet;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One question and one answer, each a JSON line, over the daemon's Unix socket; both in bounded
/// time and space.
record ControlSocket(Path path) {

    private static final int VERSION = 1;
    private static final int LONGEST_ANSWER = 8 << 20;
    private static final Path OURSELVES = Path.of("/proc/self");

    /// Whether there may be a daemon; a killed one leaves its socket behind.
    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Asks. Blocks.
    ///
    /// @throws java.net.ConnectException when no daemon listens
    /// @throws IOException when it does not answer in time, or with something else
    JsonObject ask(JsonObject question, Duration deadline) throws IOException {
        mustBeOurs();
        long end = System.nanoTime() + deadline.toNanos();
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(path))) {
                throw new IOException("it has more connections waiting than it takes");
            }
            SelectionKey key = channel.register(selector, 0);
            Exchange exchange = new Exchange(channel, key, end);
            exchange.send(question.put("v", VERSION).encode() + "\n");
            return new JsonObject(exchange.line());
        } catch (DecodeException e) {
            throw new IOException("its answer is no JSON", e);
        }
    }

    /// Who else could make this socket could have us ask him, and tell us anything.
    private void mustBeOurs() throws IOException {
        if (Files.exists(OURSELVES)
                && !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getOwner(OURSELVES))) {
            throw new IOException(path + " belongs to another user");
        }
    }

    private record Exchange(SocketChannel channel, SelectionKey key, long end) {

        void send(String text) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (channel.write(bytes) >= 0 && bytes.hasRemaining()) {
                await(SelectionKey.OP_WRITE);
            }
        }

        String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            ByteBuffer bytes = ByteBuffer.allocate(16 * 1024);
            while (line.size() < LONGEST_ANSWER) {
                int read = channel.read(bytes.clear());
                if (read < 0) {
                    throw new IOException("it closed the connection without an answer");
                }
                if (read == 0) {
                    await(SelectionKey.OP_READ);
                    continue;
                }
                line.write(bytes.array(), 0, read);
                // One line is all that it sends.
                if (bytes.get(read - 1) == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
            }
            throw new IOException("its answer is longer than " + LONGEST_ANSWER + " bytes");
        }

        private void await(int what) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            key.interestOps(what);
            if (left <= 0 || key.selector().select(left) == 0) {
                throw Thread.currentThread().isInterrupted()
                        ? new InterruptedIOException("stopped while it was asked")
                        : new IOException("it did not answer in time");
            }
            key.selector().selectedKeys().clear();
        }
    }
}
