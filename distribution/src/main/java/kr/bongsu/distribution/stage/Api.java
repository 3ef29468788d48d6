package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Reads JSON from the HTTP ports of the programs on this machine.
public final class Api implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    /// The answer to a GET; anything but 200 is an [IOException].
    public JsonNode get(int port, String path) throws IOException, InterruptedException {
        return answer(port, path, HttpRequest.newBuilder());
    }

    /// The answer to somebody who shows a key of the gateway.
    public JsonNode get(int port, String path, String key)
            throws IOException, InterruptedException {
        return answer(
                port, path, HttpRequest.newBuilder().header("Authorization", "Bearer " + key));
    }

    private JsonNode answer(int port, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpResponse<byte[]> answer =
                http.send(
                        request.uri(uri).timeout(LIMIT).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answered " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
