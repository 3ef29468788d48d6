package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/// A running gateway and its API.
///
/// @param key what the API wants to be shown
/// @param firstLogin name and one-time password of the first administrator, until they are used
public record Gateway(Program program, Api api, int port, String key, Optional<String> firstLogin)
        implements AutoCloseable {

    /// What its ledger holds now.
    public Counts counts() throws IOException, InterruptedException {
        return Counts.of(api.get(port, "/api/overview", key));
    }

    /// How many of its FEP links are signed on now.
    public int readyLinks() throws IOException, InterruptedException {
        int ready = 0;
        for (JsonNode link : api.get(port, "/api/links", key).path("links")) {
            if ("ready".equals(link.path("state").asText())) {
                ready++;
            }
        }
        return ready;
    }

    /// Where a browser finds the console.
    public String console() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    public String toString() {
        return "gateway at " + console();
    }

    @Override
    public void close() {
        program.close();
    }
}
