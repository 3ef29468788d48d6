package kr.bongsu.fepsimulator.line;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.bongsu.fepsimulator.fault.Manners;

/// One connection of a push server, from its acceptance to its end.
///
/// Ends when the push server leaves, sends what is no telegram, is silent too long, when another
/// connection takes over, or when the line's faults say so.
final class Session {

    private final Socket socket;
    private final LinePlan plan;
    private final Exchange exchange;
    private final Desk desk;
    private final long connection;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean halfOpen;

    Session(Socket socket, LinePlan plan, Exchange exchange, Desk desk) {
        this.socket = socket;
        this.plan = plan;
        this.exchange = exchange;
        this.desk = desk;
        this.connection = exchange.connected();
    }

    /// Serves the connection to its end; a second thread writes meanwhile.
    void run(Duration silence) {
        desk.log().info("connected", "line", plan.name(), "peer", socket.getRemoteSocketAddress());
        Thread writer =
                Thread.ofVirtual()
                        .name("fep-" + plan.name() + "-write-" + connection)
                        .start(() -> write(silence));
        String why = "a bug";
        try {
            why = read(silence);
        } finally {
            close();
            writer.interrupt();
            desk.log().info("disconnected", "line", plan.name(), "why", why);
        }
    }

    /// Ends the connection, from whichever thread; only the first time counts.
    void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            // With a time limit on reads, a TLS socket waits that long for more before it closes.
            socket.setSoTimeout(0);
            socket.close();
        } catch (IOException broken) {
            desk.log().warn("close-failed", "line", plan.name(), "why", broken.getMessage());
        }
    }

    private String read(Duration silence) {
        Manners manners = plan.misbehaviour().manners().on(connection);
        Receiver receiver =
                new Receiver(
                        desk, exchange, connection, manners, desk.composer(socket.getLocalPort()));
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) silence.toMillis());
            String why = receiver.run(socket.getInputStream(), () -> halfOpen);
            if (halfOpen) {
                exchange.awaitGone(connection, silence);
            }
            return why;
        } catch (SocketTimeoutException silent) {
            return "nothing came for " + silence.toMillis() + " ms";
        } catch (IOException broken) {
            return String.valueOf(broken.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }

    private void write(Duration silence) {
        SplittableRandom random =
                plan.misbehaviour().spoiling().random(-connection); // pushes have those above
        try {
            Outlet outlet =
                    new Outlet(
                            socket.getOutputStream(),
                            plan.misbehaviour().delivery(),
                            desk.layout(),
                            random);
            Sender sender = new Sender(plan, desk, desk.composer(socket.getLocalPort()), outlet);
            Sender.Ending ending = sender.run(exchange, connection);
            if (ending == Sender.Ending.HALF_OPEN) {
                desk.log().info("half-open", "line", plan.name());
                halfOpen = true;
                exchange.awaitGone(connection, silence);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            if (!closing.get()) {
                desk.log().info("write-failed", "line", plan.name(), "why", broken.getMessage());
            }
        } finally {
            close();
        }
    }
}
