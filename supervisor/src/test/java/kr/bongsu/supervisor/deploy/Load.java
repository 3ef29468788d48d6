package kr.bongsu.supervisor.deploy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Clients that ask for a page at a steady rate and never try again: every request that is not
/// answered in full is counted, by what happened to it.
///
/// Half of them keep their connection as long as the server does not say `Connection: close`, half
/// open a new one for each request, unless told otherwise.
public final class Load implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    /// Which clients there are.
    public enum Kind {
        KEPT,
        NEW,
        BOTH
    }

    private final InetSocketAddress address;
    private final int patience;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, Long> failures = new ConcurrentHashMap<>();
    private final Map<String, Long> bodies = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean over;

    private Load(InetSocketAddress address, int patience) {
        this.address = address;
        this.patience = patience;
    }

    /// Begins to ask.
    ///
    /// @param clients how many at a time
    /// @param rate requests a second of all together
    public static Load start(int port, Kind kind, int clients, int rate) {
        return start(port, kind, clients, rate, PATIENCE_SECONDS);
    }

    /// The same; an answer that takes more seconds than `patience` is a failure.
    public static Load start(int port, Kind kind, int clients, int rate, int patience) {
        Load load =
                new Load(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        1_000 * patience);
        for (int i = 0; i < clients; i++) {
            boolean keeps = kind == Kind.KEPT || (kind == Kind.BOTH && i % 2 == 0);
            long pause = 1_000_000_000L * clients / rate;
            long first = System.nanoTime() + pause * i / clients;
            load.clients.add(
                    Thread.ofPlatform()
                            .name("client-" + i)
                            .start(() -> load.client(keeps, first, pause)));
        }
        return load;
    }

    private void client(boolean keeps, long first, long pause) {
        @Nullable Socket socket = null;
        for (long due = first; !over; due += pause) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            sent.incrementAndGet();
            try {
                if (socket == null) {
                    socket = new Socket();
                    socket.setTcpNoDelay(true);
                    socket.setSoTimeout(patience);
                    socket.connect(address, patience);
                }
                boolean stays = ask(socket, keeps);
                answered.incrementAndGet();
                if (!stays) {
                    socket.close();
                    socket = null;
                }
            } catch (IOException e) {
                String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
                failures.merge((keeps ? "kept " : "new ") + reason, 1L, Long::sum);
                socket = closed(socket);
            }
        }
        closed(socket);
    }

    private static @Nullable Socket closed(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return null;
    }

    /// Asks once; whether the connection stays open.
    private boolean ask(Socket socket, boolean keeps) throws IOException {
        String request =
                "GET / HTTP/1.1\r\nHost: localhost\r\n"
                        + (keeps ? "" : "Connection: close\r\n")
                        + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + status);
        }
        int length = -1;
        boolean stays = keeps;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                stays = false;
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            }
        }
        byte[] body = chunked ? chunks(in) : length < 0 ? in.readAllBytes() : in.readNBytes(length);
        if (length >= 0 && body.length < length) {
            throw new IOException("the body was cut off");
        }
        bodies.merge(new String(body, StandardCharsets.UTF_8).strip(), 1L, Long::sum);
        return stays;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException(line.isEmpty() ? "closed instead of answered" : "cut off");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    public long sent() {
        return sent.get();
    }

    public long answered() {
        return answered.get();
    }

    /// How many requests failed, by what happened.
    public Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }

    /// How often each body came.
    public Map<String, Long> bodies() {
        return new TreeMap<>(bodies);
    }

    @Override
    public void close() {
        end();
    }

    /// Ends the clients after their last answer; the counts are final then.
    public void end() {
        over = true;
        for (Thread client : clients) {
            try {
                client.join(2L * patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// For measurements: `PORT kept|new|both CLIENTS RATE`; asks until standard input ends, then
    /// prints one line.
    public static void main(String[] args) throws IOException {
        Kind kind = Kind.valueOf(args[1].toUpperCase(Locale.ROOT));
        Load load =
                start(
                        Integer.parseInt(args[0]),
                        kind,
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]));
        long input = System.in.transferTo(java.io.OutputStream.nullOutputStream());
        load.end();
        long failed = load.failures().values().stream().mapToLong(Long::longValue).sum();
        System.out.println(
                "sent=" + load.sent() + " failed=" + failed + " " + load.failures() + " " + input);
    }
}
