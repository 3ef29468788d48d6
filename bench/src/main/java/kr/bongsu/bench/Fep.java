package kr.bongsu.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;

/// An FEP whose lines send telegrams by the clock and time each answer.
///
/// Unlike the simulator's, its times count from the moment at which a telegram was *due*: a gateway
/// that holds the sender up makes every telegram behind it late too.
final class Fep implements AutoCloseable {

    private static final Layout LAYOUT = LayoutReader.defaultLayout();
    private static final int HEADER = LAYOUT.header().size();
    private static final int CONNECT_MILLIS = 60_000;
    private static final int MOST_LINES = 512;
    private static final int CUSTOMERS = 150_000;

    private final ServerSocket server;
    private final byte[] telegram;
    private final BlockView header;
    private final BlockView message;
    private final BlockView recipient;
    private final String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private int sent;

    /// @param recipients in each telegram
    Fep(int recipients) throws IOException {
        server = new ServerSocket(0, MOST_LINES, InetAddress.getLoopbackAddress());
        server.setSoTimeout(CONNECT_MILLIS);
        telegram = SampleTelegram.of(LAYOUT, recipients);
        if (!(LAYOUT.decode(telegram) instanceof Decoding.Decoded decoded)) {
            throw new IllegalStateException("the sample is no telegram");
        }
        // Views write through to the telegram's bytes.
        header = decoded.telegram().header();
        message = decoded.telegram().body().get(1);
        recipient = decoded.telegram().body().get(2);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Waits for the gateway and signs it on.
    Line accept() throws IOException {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        byte[] signOn = socket.getInputStream().readNBytes(HEADER);
        LAYOUT.headerOf(signOn)
                .put(LAYOUT.answer().field(), LAYOUT.answer().value())
                .put(LAYOUT.header().field("P_ResponseCode"), 0);
        socket.getOutputStream().write(signOn);
        return new Line(socket);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /// What is sent.
    ///
    /// @param token of the first recipient of the telegram of that number, whose title is the time
    ///   of its sending in microseconds
    record Load(int telegrams, double perSecond, IntFunction<String> token) {

        static Load of(int telegrams, double perSecond) {
            return new Load(telegrams, perSecond, i -> "bench-" + i);
        }
    }

    /// The connection, once the gateway has signed on.
    final class Line implements AutoCloseable {

        private final Socket socket;

        private Line(Socket socket) {
            this.socket = socket;
        }

        /// Sends the load and waits for every answer.
        ///
        /// @throws IOException also when an answer is not good or does not come in time
        Percentiles play(Load load, Duration patience) throws IOException, InterruptedException {
            long[] due = new long[load.telegrams];
            long[] answered = new long[load.telegrams];
            long first = System.nanoTime();
            for (int i = 0; i < due.length; i++) {
                due[i] = first + (long) (i * 1e9 / load.perSecond);
            }
            socket.setSoTimeout((int) patience.toMillis());
            Thread sender = Thread.ofPlatform().name("fep-send").unstarted(() -> send(load, due));
            sender.start();
            try {
                for (int i = 0; i < answered.length; i++) {
                    awaitAnswer();
                    answered[i] = System.nanoTime() - due[i];
                }
            } finally {
                sender.interrupt();
                sender.join();
            }
            return Percentiles.of(answered);
        }

        private void send(Load load, long[] due) {
            try {
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < due.length && !Thread.currentThread().isInterrupted(); i++) {
                    for (long left = due[i] - System.nanoTime();
                            left > 0 && !Thread.currentThread().isInterrupted();
                            left = due[i] - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(next(load.token.apply(i)));
                }
            } catch (IOException gone) {
                // The reader waits in vain and reports it.
                System.err.println("bench: the gateway has left its line: " + gone.getMessage());
            }
        }

        private byte[] next(String token) {
            sent++;
            header.put(LAYOUT.header().field("P_Sequence"), sent)
                    .put(
                            LAYOUT.header().field("P_UUID"),
                            run + HexFormat.of().toHexDigits((long) sent));
            message.put(message.block().field("msg_title"), String.valueOf(micros()));
            // Another customer each time: one customer's pushes wait for one another.
            recipient
                    .put(recipient.block().field("csno"), "%010d".formatted(sent % CUSTOMERS))
                    .put(recipient.block().field("device_id"), token);
            return telegram;
        }

        /// Answers come in the order of the telegrams; heartbeats of the gateway, when it hears
        /// nothing, may stand between them.
        private void awaitAnswer() throws IOException {
            while (true) {
                byte[] bytes = socket.getInputStream().readNBytes(HEADER);
                if (bytes.length < HEADER) {
                    throw new IOException("the gateway has closed its line");
                }
                BlockView answer = LAYOUT.headerOf(bytes);
                if (!answer.text(LAYOUT.kind()).equals("D")) {
                    continue;
                }
                long code = answer.number(LAYOUT.header().field("P_ResponseCode")).orElse(-1);
                if (code != 0) {
                    throw new IOException("the gateway answers with code " + code);
                }
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// The time of day in microseconds, as it stands in titles.
    static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
