package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server behind an app hears of its messages.
class ReceiptsTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private RunningEmulator emulator;
    private HttpServer server;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/receipts",
                exchange -> {
                    heard.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        emulator.close();
    }

    private int to(String url) throws Exception {
        return emulator.control("PATCH", "settings", "{\"receipt_url\":" + url + "}").statusCode();
    }

    @Test
    void theServerHearsOfEachMessageThatReachedAPhone() throws Exception {
        assertThat(to("\"http://127.0.0.1:" + server.getAddress().getPort() + "/receipts\""))
                .isEqualTo(200);
        emulator.control("PATCH", "phones/off-1", "{\"online\":false}");
        emulator.sendToToken("off-1");
        emulator.send(
                "{\"message\":{\"token\":\"t1\",\"data\":{\"mid\":\"m7\"},\"notification\":{\"title\":\"t\"}}}");

        String body = heard.poll(60, TimeUnit.SECONDS);
        assertThat(body).isNotNull();
        JsonNode receipt = RunningEmulator.json(body).path("receipts").path(0);
        assertThat(receipt.path("token").asText()).isEqualTo("t1");
        assertThat(receipt.path("id").asText()).isEqualTo("m7");
        assertThat(receipt.path("displayed").asBoolean()).isTrue();

        to("null");
        emulator.sendToToken("t2");
        assertThat(heard).as("nobody is told without an address").isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefused() throws Exception {
        assertThat(to("\"somewhere\"")).isEqualTo(400);
        assertThat(to("\"ftp://127.0.0.1/\"")).isEqualTo(400);
    }
}
