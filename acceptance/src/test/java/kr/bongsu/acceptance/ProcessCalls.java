package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the console's page of processes asks of a gateway that the process manager keeps, and what
/// it must never be able to do.
final class ProcessCalls implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;
    private final String key;

    /// @param key may read, and steer processes
    ProcessCalls(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /// Name and state of each.
    List<String> states() throws Exception {
        List<String> states = new ArrayList<>();
        for (JsonNode each : get("/api/processes").path("processes")) {
            states.add(each.path("name").asText() + " " + each.path("state").asText());
        }
        return states;
    }

    /// Ends and starts a process as the page does.
    void stopAndStart(String name) throws Exception {
        assertThat(post(name, "stop").statusCode()).isEqualTo(200);
        Await.until(name + " is stopped", LIMIT, () -> is(name, "stopped"));
        assertThat(post(name, "start").statusCode()).isEqualTo(200);
        Await.until(name + " is started", LIMIT, () -> is(name, "online"));
        assertThat(post(name, "start").body()).contains("runs already");
    }

    /// Nothing that would end the gateway is done.
    void cannotEnd(String gateway) throws Exception {
        assertThat(process(gateway).path("self").asBoolean()).isTrue();
        for (String deed : List.of("stop", "restart", "start")) {
            HttpResponse<String> refused = post(gateway, deed);
            assertThat(refused.statusCode()).as(deed).isEqualTo(409);
            assertThat(refused.body()).contains("serves this page");
        }
        HttpResponse<String> scaled =
                send("POST", "/api/applications/" + gateway + "/scale", "{\"count\":2}");
        assertThat(scaled.statusCode()).isEqualTo(409);
    }

    /// A new gateway takes over, and nobody who asks meanwhile is refused.
    void reload(String gateway) throws Exception {
        int before = process(gateway).path("pid").asInt();
        assertThat(post(gateway, "reload").statusCode()).isEqualTo(200);
        Await.until(
                "another " + gateway + " answers",
                LIMIT,
                () -> {
                    try {
                        JsonNode now = process(gateway);
                        assertThat(now.path("failure").asText()).isEmpty();
                        return now.path("self").asBoolean() && now.path("pid").asInt() != before;
                    } catch (IOException theOldOneStops) {
                        return false;
                    }
                });
    }

    /// The log comes to say it.
    void logs(String name, String what) throws Exception {
        String log = "/api/processes/" + process(name).path("id") + "/log?output=err";
        Await.until(
                name + " logs " + what,
                LIMIT,
                () -> get(log).path("lines").toString().contains(what));
    }

    private boolean is(String name, String state) throws Exception {
        JsonNode process = process(name);
        assertThat(process.path("failure").asText()).isEmpty();
        return process.path("state").asText().equals(state) && !process.has("doing");
    }

    private JsonNode process(String name) throws Exception {
        for (JsonNode each : get("/api/processes").path("processes")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no process " + name);
    }

    private HttpResponse<String> post(String name, String deed) throws Exception {
        return send("POST", "/api/processes/" + process(name).path("id") + "/" + deed, "{}");
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, "");
        if (answer.statusCode() == 503) {
            throw new IOException(answer.body());
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + key)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
