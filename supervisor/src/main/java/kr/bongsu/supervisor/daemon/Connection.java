package kr.bongsu.supervisor.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import kr.bongsu.supervisor.control.Event;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonReader;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/// One client: requests in, one answer each, or a stream of events.
///
/// What a client does not read in time is bounded: a slow reader of events misses some and is told
/// how many; one that leaves an answer unread is cut off.
final class Connection {
    private static final int MAX_REQUEST = 8 << 20;
    private static final int MAX_UNREAD_EVENTS = 1 << 20;

    private final Surroundings around;
    private final int fd;
    private final Function<Request, CompletableFuture<Reply>> commands;
    private final Consumer<Connection> closed;
    private final NativeBuffer buffer = new NativeBuffer(16 * 1024);
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private byte[] output = {};
    private int missed;
    private boolean open = true;
    private EventBus.@Nullable Subscriber subscriber;

    Connection(
            Surroundings around,
            int fd,
            Function<Request, CompletableFuture<Reply>> commands,
            Consumer<Connection> closed) {
        this.around = around;
        this.fd = fd;
        this.commands = commands;
        this.closed = closed;
    }

    void start() throws IOException {
        around.loop().watch(fd, Linux.EPOLLIN, this::ready);
    }

    private void ready(int events) throws IOException {
        if ((events & Linux.EPOLLOUT) != 0) {
            flush();
        }
        if (open && (events & ~Linux.EPOLLOUT) != 0) {
            read();
        }
    }

    private void read() throws IOException {
        int n = Descriptors.read(fd, buffer);
        if (n == -Linux.EAGAIN || n == -Linux.EINTR) {
            return;
        }
        if (n <= 0 || input.size() + n > MAX_REQUEST) {
            close();
            return;
        }
        for (int i = 0; i < n; i++) {
            byte b = buffer.bytes()[i];
            if (b == '\n') {
                String line = input.toString(StandardCharsets.UTF_8);
                input.reset();
                take(line);
            } else {
                input.write(b);
            }
        }
    }

    private void take(String line) {
        try {
            Request request = Request.of(JsonReader.object(line));
            if (request instanceof Request.Events events) {
                subscriber = new EventBus.Subscriber(events.logs(), this::event);
                around.events().subscribe(subscriber);
            } else {
                around.unattended(commands.apply(request).whenComplete(this::answer));
            }
        } catch (RuntimeException e) {
            send(new Reply.Failed(String.valueOf(e.getMessage())).toJson());
        }
    }

    private void answer(@Nullable Reply reply, @Nullable Throwable failure) {
        if (reply != null) {
            send(reply.toJson());
        } else if (failure != null) {
            around.log().failure(failure);
            send(
                    new Reply.Failed(
                                    "the daemon failed at this; its log says more: "
                                            + around.home().daemonLog())
                            .toJson());
        }
    }

    private void event(Event event) {
        if (output.length > MAX_UNREAD_EVENTS) {
            missed++;
            return;
        }
        if (missed > 0) {
            send(new Event("dropped", event.at(), new JsonObject().put("events", missed)).toJson());
            missed = 0;
        }
        send(event.toJson());
    }

    private void send(JsonObject line) {
        if (!open) {
            return;
        }
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] joined = new byte[output.length + bytes.length];
        System.arraycopy(output, 0, joined, 0, output.length);
        System.arraycopy(bytes, 0, joined, output.length, bytes.length);
        output = joined;
        try {
            flush();
        } catch (IOException e) {
            around.log().failure(e);
        }
    }

    private void flush() throws IOException {
        int sent = 0;
        while (sent < output.length) {
            int n = Descriptors.write(fd, buffer, output, sent, output.length - sent);
            if (n == -Linux.EAGAIN || n == -Linux.EINTR) {
                break;
            }
            if (n < 0) {
                close();
                return;
            }
            sent += n;
        }
        output = java.util.Arrays.copyOfRange(output, sent, output.length);
        around.loop()
                .change(fd, output.length == 0 ? Linux.EPOLLIN : Linux.EPOLLIN | Linux.EPOLLOUT);
    }

    private void close() throws IOException {
        if (open) {
            open = false;
            if (subscriber != null) {
                around.events().unsubscribe(subscriber);
            }
            around.loop().forget(fd);
            Descriptors.close(fd);
            closed.accept(this);
        }
    }
}
