package kr.bongsu.supervisor.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;

/// Serves the files of one folder, and nothing outside it, over HTTP. `serve` starts it as an
/// application.
public final class StaticFiles {
    static final String FOLDER = "BONGSU_SERVE_FOLDER";
    static final String ADDRESS = "BONGSU_SERVE_ADDRESS";
    static final String SPA = "BONGSU_SERVE_SPA";
    static final String USER = "BONGSU_SERVE_USER";
    static final String PASSWORD = "BONGSU_SERVE_PASSWORD";

    private final Path folder;
    private final boolean singlePage;
    private final String credentials;

    private StaticFiles(Map<String, String> environment) throws IOException {
        folder = Path.of(environment.getOrDefault(FOLDER, ".")).toRealPath();
        singlePage = environment.getOrDefault(SPA, "").equals("true");
        String user = environment.getOrDefault(USER, "");
        credentials = user.isEmpty() ? "" : user + ":" + environment.getOrDefault(PASSWORD, "");
    }

    public static void main(String[] args) throws IOException {
        String address = System.getenv().getOrDefault(ADDRESS, "127.0.0.1:8080");
        int colon = address.lastIndexOf(':');
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(
                                address.substring(0, colon),
                                Integer.parseInt(address.substring(colon + 1))),
                        128);
        StaticFiles files = new StaticFiles(System.getenv());
        server.createContext("/", files::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.err.println("serving " + files.folder + " at " + address);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!mayEnter(exchange.getRequestHeaders())) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"bongsu\"");
                text(exchange, 401, "a user and a password are needed");
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                text(exchange, 405, "only GET and HEAD");
            } else {
                Path file = find(exchange.getRequestURI().getPath());
                if (Files.isRegularFile(file)) {
                    send(exchange, file, method.equals("GET"));
                } else {
                    text(exchange, 404, "there is no such file");
                }
            }
        }
    }

    private boolean mayEnter(Headers headers) {
        if (credentials.isEmpty()) {
            return true;
        }
        String expected =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        String given = headers.getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        expected.getBytes(StandardCharsets.UTF_8));
    }

    /// The file for a path; a path that leads out of the folder, also through a link, finds
    /// nothing.
    private Path find(String path) {
        Path nothing = folder.resolve("\u0001");
        try {
            Path file = folder.resolve(path.replaceFirst("^/+", "")).normalize();
            if (Files.isDirectory(file)) {
                file = file.resolve("index.html");
            }
            if (!Files.exists(file) && singlePage) {
                file = folder.resolve("index.html");
            }
            return Files.exists(file) && file.toRealPath().startsWith(folder) ? file : nothing;
        } catch (InvalidPathException | IOException e) {
            return nothing;
        }
    }

    private static void send(HttpExchange exchange, Path file, boolean withBody)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type(file.getFileName().toString()));
        long size = Files.size(file);
        exchange.sendResponseHeaders(200, withBody && size > 0 ? size : -1);
        if (withBody && size > 0) {
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = exchange.getResponseBody()) {
                in.transferTo(out);
            }
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html", "htm" -> "text/html; charset=utf-8";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "wasm" -> "application/wasm";
            default -> {
                String guess = URLConnection.guessContentTypeFromName(name);
                yield guess == null ? "application/octet-stream" : guess;
            }
        };
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
