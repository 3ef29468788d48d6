package kr.bongsu.gateway.fcm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Something between client and server: passes bytes on, as an HTTP proxy does after CONNECT, or as
/// a router does until it forgets a connection.
final class Relay implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final boolean isProxy;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private Relay(int target, boolean isProxy) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.isProxy = isProxy;
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    /// Whoever connects reaches that port of this machine.
    static Relay to(int port) throws IOException {
        return new Relay(port, false);
    }

    /// Whatever host is asked for, that port of this machine answers.
    static Relay proxyTo(int port) throws IOException {
        return new Relay(port, true);
    }

    int port() {
        return server.getLocalPort();
    }

    /// `host:port` of each CONNECT.
    List<String> asked() {
        return asked;
    }

    /// Connections made so far.
    int connections() {
        return lines.size();
    }

    /// From now on, what comes over the connections there are gets lost; they stay open.
    void forget() {
        lines.forEach(line -> line.forgotten = true);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line line : lines) {
            line.client.close();
            line.far.close();
        }
    }

    private static final class Line {
        private final Socket client;
        private final Socket far;
        private volatile boolean forgotten;

        Line(Socket client, Socket far) {
            this.client = client;
            this.far = far;
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            if (isProxy && !connect(client)) {
                client.close();
                return;
            }
            Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), target));
            lines.add(line);
            Thread.ofVirtual().start(() -> pass(line, line.client, line.far));
            Thread.ofVirtual().start(() -> pass(line, line.far, line.client));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean connect(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > 4_096) {
                return false;
            }
            head.append((char) next);
        }
        asked.add(head.toString().split(" ", 3)[1]);
        boolean isAllowed = head.toString().startsWith("CONNECT ");
        client.getOutputStream()
                .write(
                        (isAllowed
                                        ? "HTTP/1.1 200 Connection established\r\n\r\n"
                                        : "HTTP/1.1 405 Method Not Allowed\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return isAllowed;
    }

    private static void pass(Line line, Socket from, Socket to) {
        byte[] bytes = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count;
            while ((count = in.read(bytes)) >= 0) {
                if (!line.forgotten) {
                    out.write(bytes, 0, count);
                }
            }
            to.close();
        } catch (IOException closed) {
            // One side has gone; the other follows.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
