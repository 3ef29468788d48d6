package kr.bongsu.supervisor.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import kr.bongsu.supervisor.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// A connection to a running daemon. For one thread; it starts no daemon.
///
/// ```java
/// try (Client client = Client.connect(Home.of(System.getenv()))) {
///     Reply reply = client.ask(new Request.Processes(List.of(), false, false), Duration.ofSeconds(5));
/// }
/// ```
public final class Client implements AutoCloseable {
    private final SocketChannel channel;
    private ByteBuffer input = ByteBuffer.allocate(16 * 1024);

    private Client(SocketChannel channel) {
        this.channel = channel;
    }

    /// Connects.
    ///
    /// @throws IOException when no daemon listens
    public static Client connect(Home home) throws IOException {
        return new Client(SocketChannel.open(UnixDomainSocketAddress.of(home.socket())));
    }

    /// Asks and waits for the answer.
    ///
    /// @throws IOException when the daemon goes away or does not answer in time
    public Reply ask(Request request, Duration deadline) throws IOException {
        Watchdog watchdog = new Watchdog(channel, deadline);
        watchdog.start();
        try {
            send(request);
            String line = readLine();
            if (line == null) {
                throw new IOException("the daemon closed the connection without an answer");
            }
            return Reply.of(JsonReader.object(line));
        } catch (IOException e) {
            throw watchdog.barked()
                    ? new IOException(
                            "the daemon did not answer within " + deadline.toSeconds() + " seconds",
                            e)
                    : e;
        } finally {
            watchdog.interrupt();
        }
    }

    /// Waits until the daemon has gone, as it does after [Request.Kill].
    ///
    /// @throws IOException when it is still there at the deadline
    public void awaitEnd(Duration deadline) throws IOException {
        Watchdog watchdog = new Watchdog(channel, deadline);
        watchdog.start();
        try {
            while (readLine() != null) {
                // What it still says is of no interest.
            }
        } catch (IOException e) {
            throw new IOException(
                    "the daemon did not end within " + deadline.toSeconds() + " seconds", e);
        } finally {
            watchdog.interrupt();
        }
    }

    /// Begins a stream of events; read them with [#nextEvent].
    public void subscribe(Request.Events events) throws IOException {
        send(events);
    }

    /// The next event, or null when the daemon has gone. Waits as long as it takes: the stream has
    /// no end by itself.
    public @Nullable Event nextEvent() throws IOException {
        String line = readLine();
        return line == null ? null : Event.of(JsonReader.object(line));
    }

    private void send(Request request) throws IOException {
        ByteBuffer line =
                ByteBuffer.wrap((request.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    private @Nullable String readLine() throws IOException {
        int searched = 0;
        while (true) {
            byte[] bytes = input.array();
            int end = input.position();
            for (; searched < end; searched++) {
                if (bytes[searched] == '\n') {
                    String line = new String(input.array(), 0, searched, StandardCharsets.UTF_8);
                    input.limit(input.position()).position(searched + 1);
                    input.compact();
                    return line;
                }
            }
            if (!input.hasRemaining()) {
                int size = input.position();
                input = ByteBuffer.wrap(Arrays.copyOf(input.array(), 2 * size)).position(size);
            }
            if (channel.read(input) < 0) {
                return null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Closes the channel when the answer does not come in time; a plain read on it cannot give up
    /// by itself.
    private static final class Watchdog extends Thread {
        private final SocketChannel channel;
        private final Duration deadline;
        private volatile boolean barked;

        Watchdog(SocketChannel channel, Duration deadline) {
            super(null, null, "deadline", 64 * 1024);
            this.channel = channel;
            this.deadline = deadline;
            setDaemon(true);
        }

        boolean barked() {
            return barked;
        }

        @Override
        public void run() {
            try {
                Thread.sleep(deadline);
                barked = true;
                channel.close();
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                barked = true;
            }
        }
    }
}
