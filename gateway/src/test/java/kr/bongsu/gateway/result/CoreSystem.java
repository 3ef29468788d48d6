package kr.bongsu.gateway.result;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// A core system that takes results by HTTP, for tests: an HTTP server of the JDK that remembers
/// what was posted and answers as it is told.
final class CoreSystem implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final String scheme;

    /// @param headers each one's first value, by its name in small letters
    record Posted(Map<String, String> headers, String body, int answered) {

        List<JsonObject> objects() {
            if (body.startsWith("[")) {
                return new JsonArray(body).stream().map(JsonObject.class::cast).toList();
            }
            return body.lines().map(JsonObject::new).toList();
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// How one request is answered.
    ///
    /// @param status 0 for not at all
    record Answer(int status, Map<String, String> headers) {
        static Answer of(int status) {
            return new Answer(status, Map.of());
        }
    }

    CoreSystem() throws IOException {
        this("http", HttpServer.create(local(), BACKLOG));
    }

    /// With TLS.
    CoreSystem(SSLContext tls) throws IOException {
        this("https", withTls(tls));
    }

    private CoreSystem(String scheme, HttpServer server) {
        this.scheme = scheme;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/results", this::serve);
        server.start();
    }

    private static HttpServer withTls(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(local(), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// What has this text in it is never taken.
    void refuse(String text, int status) {
        refused.put(text, status);
    }

    /// Takes what it has refused.
    void relent() {
        refused.clear();
    }

    URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/results");
    }

    /// The next requests are answered so, then all others with 204.
    void answer(Answer... next) {
        answers.addAll(List.of(next));
    }

    List<Posted> posted() {
        return posted;
    }

    /// Everything that was taken, in its order.
    Stream<JsonObject> taken() {
        return posted.stream()
                .filter(each -> each.answered == 204)
                .flatMap(each -> each.objects().stream());
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer known = answers.poll();
        Answer usual =
                refused.keySet().stream()
                        .filter(body::contains)
                        .findFirst()
                        .map(text -> Answer.of(refused.getOrDefault(text, 0)))
                        .orElse(Answer.of(204));
        Answer answer = known == null ? usual : known;
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
        posted.add(new Posted(headers, body, answer.status));
        answer.headers.forEach(exchange.getResponseHeaders()::add);
        if (answer.status != 0) {
            exchange.sendResponseHeaders(answer.status, -1);
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
