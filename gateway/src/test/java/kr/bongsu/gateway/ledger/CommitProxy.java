package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between a ledger and its database and, when armed, cuts the connection in the midst of a
/// commit.
final class CommitProxy implements AutoCloseable {

    /// Where the next commit is cut.
    enum Cut {
        NEVER,
        /// The database never hears of it.
        BEFORE,
        /// The database has done it; its answer is lost.
        AFTER
    }

    /// What a driver sends to commit.
    private static final List<String> COMMITS = List.of("COMMIT", "autocommit=1");

    /// What PostgreSQL's driver says once in a connection; from then on it only names the
    /// statement.
    private static final Pattern PREPARE = Pattern.compile("(S_[0-9]+)\0COMMIT\0");

    private final ServerSocket listener;
    private final int port;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);

    CommitProxy(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Cuts the next commit.
    void arm(Cut next) {
        cut.set(next);
    }

    /// Whether the commit that was waited for has been cut.
    boolean hasCut() {
        return cut.get() == Cut.NEVER;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> requests(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
            } catch (IOException closed) {
                // Who connects in vain notices; the test goes on without this connection.
            }
        }
    }

    private void requests(Socket client, Socket server) {
        byte[] bytes = new byte[65_536];
        Optional<String> prepared = Optional.empty();
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                Matcher prepare = PREPARE.matcher(text);
                if (prepare.find()) {
                    // It is bound after an unnamed portal.
                    prepared = Optional.of("\0" + prepare.group(1) + "\0");
                }
                boolean isCommit =
                        COMMITS.stream().anyMatch(text::contains)
                                || prepared.filter(text::contains).isPresent();
                Cut now = isCommit ? cut.getAndSet(Cut.NEVER) : Cut.NEVER;
                switch (now) {
                    case NEVER -> out.write(bytes, 0, count);
                    case BEFORE -> {
                        return;
                    }
                    case AFTER -> {
                        // Nothing goes back any more; the database ends the transaction and then
                        // finds that nobody is there.
                        client.close();
                        out.write(bytes, 0, count);
                        server.shutdownOutput();
                        server.setSoTimeout(10_000);
                        server.getInputStream().readAllBytes();
                        return;
                    }
                }
            }
        } catch (IOException broken) {
            // Both ends are closed, which is what a broken connection is.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException broken) {
            // The other direction closes both.
        }
    }
}
