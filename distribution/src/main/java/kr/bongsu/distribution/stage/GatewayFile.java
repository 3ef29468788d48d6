package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The gateway's configuration for one stage, as a file in its scratch folder.
record GatewayFile(Path folder) {

    static final String NAME = "gateway.yaml";

    /// Writes the file; `fep` and `fcm` are what the two programs said when they were ready. A line
    /// whose name begins with `multi` is one.
    void write(JsonNode fep, JsonNode fcm) throws IOException {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        ledger: { url: "sqlite:./data/ledger.db" }
                        fcm:
                          project: %s
                          credentials: ./fcm/service-account.json
                          endpoint: https://127.0.0.1:%d
                          trust: ./fcm/ca.pem
                        # Not Google's: it needs no minute to get ready for a campaign.
                        delivery: { ramp: 0s }
                        http: { host: 127.0.0.1, port: 0 }
                        links:
                        """
                                .formatted(project(), fcm.path("tls_port").asInt()));
        for (JsonNode line : fep.path("lines")) {
            String name = line.path("name").asText();
            yaml.append(
                    "  - { name: %s, lane: %s, host: 127.0.0.1, port: %d, heartbeat: 3s }%n"
                            .formatted(
                                    name,
                                    name.startsWith("multi") ? "multi" : "single",
                                    line.path("port").asInt()));
        }
        Files.writeString(folder.resolve(NAME), yaml);
    }

    private String project() throws IOException {
        Path account = folder.resolve("fcm").resolve("service-account.json");
        return new ObjectMapper().readTree(account.toFile()).path("project_id").asText();
    }
}
