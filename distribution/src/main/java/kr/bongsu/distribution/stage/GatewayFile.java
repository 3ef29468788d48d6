package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The gateway's configuration for one stage, as a file in its scratch folder.
record GatewayFile(Path folder) {

    static final String NAME = "gateway.yaml";

    /// Writes the file; `fep` and `fcm` are what the two programs said when they were ready.
    void write(List<Line> lines, JsonNode fep, JsonNode fcm) throws IOException {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        ledger: { url: "sqlite:./data/ledger.db" }
                        fcm:
                          project: %s
                          credentials: ./fcm/service-account.json
                          endpoint: https://127.0.0.1:%d
                          trust: ./fcm/ca.pem
                        http: { host: 127.0.0.1, port: 0 }
                        links:
                        """
                                .formatted(project(), fcm.path("tls_port").asInt()));
        for (Line line : lines) {
            yaml.append(
                    "  - { name: %s, lane: %s, host: 127.0.0.1, port: %d }%n"
                            .formatted(line.name(), lane(line), port(fep, line)));
        }
        Files.writeString(folder.resolve(NAME), yaml);
    }

    private String project() throws IOException {
        Path account = folder.resolve("fcm").resolve("service-account.json");
        return new ObjectMapper().readTree(account.toFile()).path("project_id").asText();
    }

    private static String lane(Line line) {
        return line.lane().name().toLowerCase(Locale.ROOT);
    }

    private static int port(JsonNode fep, Line line) {
        for (JsonNode listening : fep.path("lines")) {
            if (line.name().equals(listening.path("name").asText())) {
                return listening.path("port").asInt();
            }
        }
        throw new IllegalStateException("the simulator named no port for " + line.name());
    }
}
