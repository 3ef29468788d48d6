package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The FCM emulator's control: faults, settings, and what phones show.
final class EmulatorControl implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    /// A notification of ours on a phone.
    ///
    /// @param number of the push, which counts up in the order of acceptance
    /// @param at when it came last
    /// @param times how often it came
    record Shown(long number, Instant at, int times) {}

    private EmulatorControl(int port) {
        this.port = port;
    }

    /// The emulator that runs in the folder of a stage.
    static EmulatorControl of(Path folder) throws IOException {
        Path file = folder.resolve("fcm").resolve("emulator.json");
        return new EmulatorControl(new ObjectMapper().readTree(file.toFile()).path("port").asInt());
    }

    void post(String what, String body) throws IOException, InterruptedException {
        JsonNode _ = send("POST", what, body);
    }

    void patch(String what, String body) throws IOException, InterruptedException {
        JsonNode _ = send("PATCH", what, body);
    }

    /// What a phone shows, in the order in which it came.
    List<Shown> screen(String token) throws IOException, InterruptedException {
        List<Shown> screen = new ArrayList<>();
        for (JsonNode each : send("GET", "phones/" + token, "").path("screen")) {
            String id = each.path("id").asText();
            screen.add(
                    new Shown(
                            Long.parseLong(
                                    id.substring(id.lastIndexOf('-') + 1), Character.MAX_RADIX),
                            Instant.parse(each.path("at").asText()),
                            each.path("times").asInt()));
        }
        return screen;
    }

    private JsonNode send(String method, String what, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/" + what))
                        .timeout(LIMIT)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return json.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
