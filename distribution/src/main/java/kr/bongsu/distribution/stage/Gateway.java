package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// A running gateway and its API.
public record Gateway(Program program, Api api, int port) implements AutoCloseable {

    /// What its ledger holds now.
    public Counts counts() throws IOException, InterruptedException {
        return Counts.of(api.get(port, "/api/overview"));
    }

    /// How many of its FEP links are signed on now.
    public int readyLinks() throws IOException, InterruptedException {
        int ready = 0;
        for (JsonNode link : api.get(port, "/api/links").path("links")) {
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
    public void close() {
        program.close();
    }
}
