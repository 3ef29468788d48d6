package kr.bongsu.supervisor.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import kr.bongsu.supervisor.control.Metrics;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.libc.EventLoop;

/// Answers `GET /metrics` on the loopback address. Opened only when a port is set.
final class MetricsServer implements AutoCloseable {
    private static final int ANSWER_SECONDS = 5;

    private final EventLoop loop;
    private final Supplier<List<ProcessView>> views;
    private final HttpServer server;

    MetricsServer(EventLoop loop, Supplier<List<ProcessView>> views, int port) throws IOException {
        this.loop = loop;
        this.views = views;
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    }

    void start() {
        server.createContext("/metrics", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            CompletableFuture<String> text = new CompletableFuture<>();
            // The table belongs to the loop; this is another thread.
            loop.execute(() -> text.complete(Metrics.text(views.get())));
            byte[] bytes =
                    text.get(ANSWER_SECONDS, TimeUnit.SECONDS).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", Metrics.CONTENT_TYPE);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (ExecutionException | TimeoutException e) {
            exchange.sendResponseHeaders(503, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
