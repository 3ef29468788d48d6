package kr.bongsu.gateway.link;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.util.Arrays;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.Telegram;
import kr.bongsu.telegram.TelegramWriter;

/// The FEP's side of a line, played by a test, byte by byte.
final class Fep implements AutoCloseable {

    static final Layout LAYOUT = LayoutReader.defaultLayout();
    private static final int LENGTH_DIGITS = 6;
    private static final int DEADLINE_MILLIS = 30_000;

    private final ServerSocket server;
    private Socket socket = new Socket();

    Fep() throws IOException {
        this(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    /// @param server listens already; may speak TLS
    Fep(ServerSocket server) throws IOException {
        this.server = server;
        server.setSoTimeout(DEADLINE_MILLIS);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Whether nobody has connected who was not accepted yet.
    boolean isUncalled() throws IOException {
        server.setSoTimeout(1);
        try (Socket _ = server.accept()) {
            return false;
        } catch (SocketTimeoutException nobody) {
            return true;
        } finally {
            server.setSoTimeout(DEADLINE_MILLIS);
        }
    }

    /// Waits for the gateway to connect and returns its sign-on.
    Telegram accept() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(DEADLINE_MILLIS);
        return read();
    }

    void send(byte[]... telegrams) throws IOException {
        for (byte[] telegram : telegrams) {
            socket.getOutputStream().write(telegram);
        }
    }

    /// Each byte leaves in a segment of its own.
    void sendByteByByte(byte[] telegram) throws IOException {
        socket.setTcpNoDelay(true);
        for (byte each : telegram) {
            socket.getOutputStream().write(each);
        }
    }

    Telegram read() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] digits = in.readNBytes(LENGTH_DIGITS);
        if (digits.length < LENGTH_DIGITS) {
            throw new IOException("the gateway has closed the connection");
        }
        int rest = Integer.parseInt(new String(digits, Charset.forName("US-ASCII")));
        byte[] telegram = Arrays.copyOf(digits, LENGTH_DIGITS + rest);
        in.readFully(telegram, LENGTH_DIGITS, rest);
        return switch (LAYOUT.decode(telegram)) {
            case Decoding.Decoded decoded -> decoded.telegram();
            case Decoding.Malformed malformed -> throw new IOException(malformed.toString());
        };
    }

    /// The code of the next answer.
    int code() throws IOException {
        Telegram answer = read();
        if (!answer.isAnswer()) {
            throw new IOException("not an answer: " + answer.kind());
        }
        return (int) answer.header().number(LAYOUT.header().field("P_ResponseCode")).orElseThrow();
    }

    boolean isClosedByGateway() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    void cut() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.close();
    }

    static byte[] answer(Telegram request, int code) {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        Block header = LAYOUT.header();
        writer.begin()
                .put(header.field("P_TransactionType"), request.kind())
                .put(header.field("P_RequestType"), "R")
                .put(header.field("P_ResponseCode"), code);
        return writer.end();
    }

    static byte[] heartbeat() {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        header(writer, "H", 0);
        return writer.end();
    }

    static byte[] data(int sequence, String title, String... tokens) {
        return data(sequence, title, tokens.length, "", tokens);
    }

    static byte[] data(
            int sequence, String title, int sendCount, String reserved, String... tokens) {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        header(writer, "D", sequence);
        Block message = LAYOUT.block("message").orElseThrow();
        Block recipient = LAYOUT.block("recipient").orElseThrow();
        writer.add(LAYOUT.block("data_header").orElseThrow());
        writer.add(message)
                .put(message.field("send_cnt"), sendCount)
                .put(message.field("msg_title"), title)
                .put(message.field("sndn_rsev_hour"), reserved);
        for (String token : tokens) {
            writer.add(recipient).put(recipient.field("device_id"), token);
        }
        return writer.end();
    }

    private static void header(TelegramWriter writer, String kind, int sequence) {
        Block header = LAYOUT.header();
        writer.begin()
                .put(header.field("P_TransactionType"), kind)
                .put(header.field("P_RequestType"), "Q")
                .put(header.field("P_RecordCount"), 1)
                .put(header.field("P_Sequence"), sequence)
                .put(header.field("P_DATE"), "20260302");
    }
}
