package kr.bongsu.bench;

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

/// Phones of the FCM emulator that keep what they are shown however many others there are: they
/// tell when FCM received each push.
final class Phones implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Notifications that a phone's screen keeps, with room to spare.
    private static final int ON_A_SCREEN = 20;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final int count;

    /// Sets up as many phones as `pushes` need.
    static Phones of(Path folder, int pushes) throws IOException, InterruptedException {
        JsonNode emulator =
                new ObjectMapper().readTree(folder.resolve("fcm/emulator.json").toFile());
        Phones phones =
                new Phones(emulator.path("port").asInt(), Math.ceilDiv(pushes, ON_A_SCREEN));
        for (int i = 0; i < phones.count; i++) {
            phones.ask(
                    phones.request(i)
                            .header("content-type", "application/json")
                            .method(
                                    "PATCH",
                                    HttpRequest.BodyPublishers.ofString("{\"online\":true}")));
        }
        return phones;
    }

    private Phones(int port, int count) {
        this.port = port;
        this.count = count;
    }

    /// The token that the push of that number goes to.
    String token(int push) {
        return "bench-phone-" + push % count;
    }

    /// From the sending of each telegram, which its title tells, to FCM's receiving it.
    Percentiles delays() throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (JsonNode shown : ask(request(i)).path("screen")) {
                Instant at = Instant.parse(shown.path("at").asText());
                long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
                nanos.add((micros - Long.parseLong(shown.path("title").asText())) * 1_000);
            }
        }
        return Percentiles.of(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    private HttpRequest.Builder request(int phone) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/control/phones/" + token(phone)))
                .timeout(LIMIT);
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
