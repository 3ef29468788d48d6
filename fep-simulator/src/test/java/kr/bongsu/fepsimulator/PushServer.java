package kr.bongsu.fepsimulator;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.Telegram;
import kr.bongsu.telegram.TelegramWriter;

/// The far side of a line, as a test plays it.
final class PushServer implements AutoCloseable {

    static final Layout LAYOUT = LayoutReader.defaultLayout();

    private static final Block HEADER = LAYOUT.header();

    private final Socket socket;
    private final Framer framer = new Framer(LAYOUT);
    private final TelegramWriter writer = new TelegramWriter(LAYOUT);
    private final Queue<Telegram> kept = new ArrayDeque<>();
    private final byte[] buffer = new byte[64 * 1024];

    PushServer(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /// @param socket connected; may speak TLS
    PushServer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) RunningSimulator.LIMIT.toMillis());
    }

    /// A push server that is connected and signed on.
    static PushServer signedOn(int port) throws IOException {
        return new PushServer(port).signedOn();
    }

    /// Signs on and waits for the answer.
    PushServer signedOn() throws IOException {
        ask("A");
        Telegram answer = read();
        while (!answer.kind().equals("A")) {
            answer = read();
        }
        return this;
    }

    void ask(String kind) throws IOException {
        write(request(kind));
    }

    /// A request that is a header alone.
    static byte[] request(String kind) {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        writer.begin()
                .put(field("P_TransactionType"), kind)
                .put(field("P_RequestType"), "Q")
                .put(field("P_RecordCount"), 1);
        return writer.end();
    }

    /// The next telegram that is not a heartbeat; heartbeats are answered.
    Telegram read() throws IOException {
        while (true) {
            Telegram telegram = readAny();
            if (!telegram.kind().equals("H") || telegram.isAnswer()) {
                return telegram;
            }
            answer(telegram, 0);
        }
    }

    Telegram readAny() throws IOException {
        while (kept.isEmpty()) {
            fill();
        }
        return kept.remove();
    }

    void answer(Telegram request, long code) throws IOException {
        BlockView header = writer.begin();
        for (Field field : HEADER.fields()) {
            header.echo(field, request.header());
        }
        header.put(field("P_RequestType"), "R").put(field("P_ResponseCode"), code);
        write(writer.end());
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Whether the simulator ends the connection before it sends another telegram.
    boolean isEnded() throws IOException {
        try {
            while (kept.isEmpty()) {
                fill();
            }
            return false;
        } catch (EOFException | java.net.SocketException ended) {
            return true;
        }
    }

    static Field field(String name) {
        return HEADER.field(name);
    }

    static long number(Telegram telegram, String field) {
        return telegram.header().number(field(field)).orElseThrow();
    }

    static String text(Telegram telegram, String field) {
        return telegram.header().text(field(field));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void fill() throws IOException {
        InputStream in = socket.getInputStream();
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("the simulator closed the connection");
        }
        framer.offer(ByteBuffer.wrap(buffer, 0, count));
        while (framer.next() instanceof Framing.Whole whole) {
            switch (LAYOUT.decode(whole.bytes())) {
                case Decoding.Decoded good -> kept.add(good.telegram());
                case Decoding.Malformed bad -> throw new AssertionError(bad.toString());
            }
        }
    }
}
