package kr.bongsu.bench.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kr.bongsu.gateway.fcm.Credentials;
import kr.bongsu.gateway.fcm.FcmSettings;

/// The FCM emulator as a process of its own, as it ships.
final class EmulatorProcess implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Path folder;
    private final Process process;
    private final JsonNode ports;
    private final HttpClient http = HttpClient.newHttpClient();

    private EmulatorProcess(Path folder, Process process, JsonNode ports) {
        this.folder = folder;
        this.process = process;
        this.ports = ports;
    }

    /// Returns when it listens.
    ///
    /// @param prefix what starts the JVM, such as `taskset`; usually nothing
    static EmulatorProcess start(String latency, String... prefix)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bongsu-bench-fcm");
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kr.bongsu.fcmemulator.Main",
                        "--dir",
                        folder.toString(),
                        "--tls-port",
                        "0",
                        "--port",
                        "0",
                        "--latency",
                        latency));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        Path announced = folder.resolve("emulator.json");
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(announced)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                process.destroyForcibly().waitFor();
                throw new IOException(
                        "the emulator did not start: " + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return new EmulatorProcess(folder, process, MAPPER.readTree(announced.toFile()));
    }

    long pid() {
        return process.pid();
    }

    /// Its project, as a client wants it, over TLS.
    FcmSettings settings(FcmSettings.Connections connections) {
        return new FcmSettings(
                ports.get("project").asText(),
                new Credentials.ServiceAccountFile(folder.resolve("service-account.json")),
                new FcmSettings.Way(
                        URI.create("https://127.0.0.1:" + ports.get("tls_port").asInt()),
                        Optional.of(folder.resolve("ca.pem")),
                        Optional.empty(),
                        FcmSettings.REQUEST_LIMIT,
                        connections),
                FcmSettings.Sending.DEFAULT);
    }

    Path folder() {
        return folder;
    }

    int tlsPort() {
        return ports.get("tls_port").asInt();
    }

    JsonNode stats() throws IOException, InterruptedException {
        return ask("GET", "/stats", "");
    }

    /// One request of its control interface.
    JsonNode control(String method, String path, String json)
            throws IOException, InterruptedException {
        return ask(method, "/control/" + path, json);
    }

    private JsonNode ask(String method, String path, String json)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + ports.get("port").asInt()
                                                        + path))
                                .header("content-type", "application/json")
                                .timeout(Duration.ofSeconds(30))
                                .method(method, HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return MAPPER.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(START_LIMIT)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
