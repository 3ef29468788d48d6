package kr.bongsu.fepsimulator.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;

/// One FEP port: takes push servers' connections, one at a time, and sends its telegrams to
/// whichever is connected.
public final class Line implements AutoCloseable {

    private static final int BACKLOG = 16;

    private final LinePlan plan;
    private final Rules rules;
    private final Desk desk;
    private final Exchange exchange;
    private final ServerSocket server;
    private Optional<Session> current = Optional.empty();

    /// Where push servers come in.
    ///
    /// @param sockets makes sockets in clear or for TLS
    public record Door(String host, ServerSocketFactory sockets) {}

    private Line(LinePlan plan, Rules rules, Desk desk, ServerSocket server) {
        this.plan = plan;
        this.rules = rules;
        this.desk = desk;
        this.server = server;
        this.exchange =
                new Exchange(new Traffic(plan, rules, desk.run()), rules.heartbeat(), desk.clock());
    }

    /// Takes the port; connections wait until [#start()].
    ///
    /// @throws IOException when the port is not to be had
    public static Line listen(LinePlan plan, Rules rules, Desk desk, Door door) throws IOException {
        ServerSocket server = door.sockets.createServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(door.host, plan.port()), BACKLOG);
            return new Line(plan, rules, desk, server);
        } catch (IOException taken) {
            server.close();
            throw taken;
        }
    }

    public void start() {
        Thread.ofVirtual().name("fep-" + plan.name() + "-accept").start(this::accept);
    }

    public String name() {
        return plan.name();
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Completes when every push of the plan was answered for good.
    public CompletableFuture<Void> settled() {
        return exchange.settled();
    }

    public void addTo(Tally sum) {
        exchange.addTo(sum);
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (this) {
            current.ifPresent(Session::close);
            exchange.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                take(server.accept());
            } catch (IOException failed) {
                if (!server.isClosed()) {
                    desk.log().warn("accept-failed", "line", name(), "why", failed.getMessage());
                }
            }
        }
    }

    private synchronized void take(Socket socket) throws IOException {
        if (server.isClosed() || (current.isPresent() && !plan.replace())) {
            socket.close();
            return;
        }
        current.ifPresent(Session::close);
        Session session = new Session(socket, plan, exchange, desk);
        current = Optional.of(session);
        Thread.ofVirtual().name("fep-" + name() + "-read").start(() -> serve(session));
    }

    private void serve(Session session) {
        session.run(rules.silence());
        synchronized (this) {
            current = current.filter(newest -> newest != session);
        }
    }
}
