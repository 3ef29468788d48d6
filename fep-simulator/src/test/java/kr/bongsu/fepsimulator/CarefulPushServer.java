package kr.bongsu.fepsimulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.Telegram;
import kr.bongsu.telegram.TelegramWriter;

/// A push server that does the right thing with whatever comes, connecting again and again until
/// the simulator has ended.
final class CarefulPushServer {

    /// A telegram that has begun must go on within this time.
    private static final int STALL_MILLIS = 100;

    private static final Layout LAYOUT = PushServer.LAYOUT;
    private static final Block HEADER = LAYOUT.header();

    private final int port;
    private final boolean credulous;
    private final Map<String, Integer> taken = new HashMap<>();

    /// @param credulous whether it answers good to what it should refuse, and waits for ever for
    ///   the rest of a telegram
    CarefulPushServer(int port, boolean credulous) {
        this.port = port;
        this.credulous = credulous;
    }

    void serve(RunningSimulator simulator) {
        while (!simulator.hasEnded()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(credulous ? 0 : STALL_MILLIS);
                session(socket);
            } catch (IOException ended) {
                // connect again
            }
        }
    }

    /// How often each push was taken, by UUID.
    Map<String, Integer> taken() {
        return taken;
    }

    private void session(Socket socket) throws IOException {
        TelegramWriter writer = new TelegramWriter(LAYOUT);
        socket.getOutputStream().write(PushServer.request("A"));
        Framer framer = new Framer(LAYOUT);
        byte[] buffer = new byte[64 * 1024];
        while (true) {
            int count;
            try {
                count = socket.getInputStream().read(buffer);
            } catch (SocketTimeoutException quiet) {
                return; // stalled, or half-open
            }
            if (count < 0) {
                return;
            }
            framer.offer(ByteBuffer.wrap(buffer, 0, count));
            Framing framing = framer.next();
            while (framing instanceof Framing.Whole whole) {
                answer(socket, writer, whole.bytes());
                framing = framer.next();
            }
            if (framing instanceof Framing.Broken) {
                return;
            }
        }
    }

    private void answer(Socket socket, TelegramWriter writer, byte[] bytes) throws IOException {
        Decoding decoding = LAYOUT.decode(bytes);
        BlockView answer = writer.begin();
        switch (decoding) {
            case Decoding.Decoded(Telegram telegram) -> {
                if (telegram.isAnswer()) {
                    return;
                }
                for (Field field : HEADER.fields()) {
                    answer.echo(field, telegram.header());
                }
                if (telegram.kind().equals("D")) {
                    taken.merge(telegram.header().text(HEADER.field("P_UUID")), 1, Integer::sum);
                }
            }
            case Decoding.Malformed _ -> {
                for (Field field : HEADER.fields()) {
                    String text =
                            new String(
                                    bytes,
                                    field.offset(),
                                    field.size(),
                                    StandardCharsets.ISO_8859_1);
                    answer.put(field, text);
                }
                answer.put(HEADER.field("P_ResponseCode"), credulous ? 0 : 1);
            }
        }
        answer.put(HEADER.field("P_RequestType"), "R");
        byte[] out = writer.end();
        socket.getOutputStream().write(out);
    }
}
