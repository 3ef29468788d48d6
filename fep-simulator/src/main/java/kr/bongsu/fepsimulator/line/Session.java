package kr.bongsu.fepsimulator.line;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.Telegram;

/// One connection of a push server, from its acceptance to its end.
///
/// Ends when the push server leaves, sends what is no telegram, is silent too long, or when another
/// connection takes over.
final class Session {

    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final String line;
    private final Exchange exchange;
    private final Desk desk;
    private final long connection;

    Session(Socket socket, String line, Exchange exchange, Desk desk) {
        this.socket = socket;
        this.line = line;
        this.exchange = exchange;
        this.desk = desk;
        this.connection = exchange.connected();
    }

    /// Reads until the connection ends; a second thread writes meanwhile.
    void run(Duration silence) {
        desk.log().info("connected", "line", line, "peer", socket.getRemoteSocketAddress());
        String name = "fep-" + line + "-write-" + connection;
        Thread writer = Thread.ofVirtual().name(name).start(this::write);
        String why;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) silence.toMillis());
            why = read(socket.getInputStream());
        } catch (SocketTimeoutException silent) {
            why = "nothing came for " + silence.toMillis() + " ms";
        } catch (IOException broken) {
            why = String.valueOf(broken.getMessage());
        }
        close();
        writer.interrupt();
        desk.log().info("disconnected", "line", line, "why", why);
    }

    /// Ends the connection, from whichever thread.
    void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            desk.log().warn("close-failed", "line", line, "why", broken.getMessage());
        }
    }

    /// Takes telegrams until the connection ends; tells why it did.
    private String read(InputStream in) throws IOException {
        Framer framer = new Framer(desk.layout());
        Composer composer = desk.composer(socket.getLocalPort());
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int count = in.read(buffer);
            if (count < 0) {
                return "closed by the push server"
                        + (framer.pending() > 0 ? " in mid-telegram" : "");
            }
            framer.offer(ByteBuffer.wrap(buffer, 0, count));
            Framing framing = framer.next();
            while (framing instanceof Framing.Whole whole) {
                switch (desk.layout().decode(whole.bytes())) {
                    case Decoding.Malformed bad -> {
                        return "malformed telegram: " + bad;
                    }
                    case Decoding.Decoded good -> {
                        if (!take(good.telegram(), composer)) {
                            return "asks without reading the answers";
                        }
                    }
                }
                framing = framer.next();
            }
            if (framing instanceof Framing.Broken broken) {
                return "no telegram: " + broken.what();
            }
        }
    }

    private boolean take(Telegram telegram, Composer composer) {
        if (telegram.isAnswer()) {
            if (telegram.kind().equals("D")) {
                exchange.answered(reply(telegram.header()));
            }
            return true;
        }
        byte[] answer = composer.answer(telegram, Rules.GOOD, desk.clock().instant());
        boolean room = exchange.answer(connection, answer);
        if (telegram.kind().equals("A")) {
            exchange.signedOn(connection);
            desk.log().info("signed-on", "line", line);
        }
        return room;
    }

    private static Reply reply(BlockView header) {
        return new Reply(
                header.number(header.block().field("P_Sequence")).orElse(-1),
                header.text(header.block().field("P_UUID")),
                header.text(header.block().field("P_ResponseCode")));
    }

    private void write() {
        Composer composer = desk.composer(socket.getLocalPort());
        boolean unflushed = false;
        try (OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER)) {
            while (true) {
                Step step = exchange.next(connection, unflushed);
                unflushed = true;
                switch (step) {
                    case Step.Send send -> out.write(composer.data(send.flight()));
                    case Step.Answer answer -> out.write(answer.telegram());
                    case Step.Heartbeat _ -> out.write(composer.heartbeat(desk.clock().instant()));
                    case Step.Flush _ -> {
                        out.flush();
                        unflushed = false;
                    }
                    case Step.Gone _ -> {
                        return;
                    }
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            close(); // the reader says why
        }
    }
}
