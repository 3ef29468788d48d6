package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The pushes that FCM was asked to send more than once, and why, as the ledger tells it.
///
/// @param emulator answers a path of the FCM emulator
/// @param gateway answers a path of the gateway
record ExtraRequests(Source emulator, Source gateway) {

    /// Who answers a GET.
    interface Source {
        JsonNode get(String path) throws IOException, InterruptedException;
    }

    /// A push that FCM accepted so often, and what its timeline says.
    private record Repeated(long push, int times, List<String> unanswered, JsonNode timeline) {

        boolean isExplained() {
            return unanswered.size() >= times - 1;
        }
    }

    /// Each extra request is of a push whose timeline has an attempt that FCM had not answered, or,
    /// where a gateway had to end before the answers had come or was taken for dead, of one that
    /// was taken over.
    ///
    /// @param log of all gateways that ran
    void areOfUnansweredPushes(String log) throws IOException, InterruptedException {
        assertThat(log)
                .as("results that were known were not written")
                .doesNotContain("delivery.results-not-written");
        boolean lostAnswers = log.contains("delivery.not-drained") || log.contains("ledger.fenced");
        List<Repeated> repeats = new ArrayList<>();
        long extra = 0;
        for (JsonNode each : emulator.get("/control/repeats").path("repeats")) {
            Repeated repeated = repeated(each, lostAnswers);
            System.out.println("asked more than once: " + repeated);
            repeats.add(repeated);
            extra += repeated.times - 1;
        }
        assertThat(extra)
                .as("extra requests, each known")
                .isEqualTo(emulator.get("/stats").path("repeated").asLong());
        assertThat(repeats)
                .as("pushes asked for again though FCM's answer had come")
                .allMatch(Repeated::isExplained);
    }

    private Repeated repeated(JsonNode each, boolean lostAnswers)
            throws IOException, InterruptedException {
        String id = each.path("id").asText();
        long push = Long.parseLong(id.substring(id.lastIndexOf('-') + 1), Character.MAX_RADIX);
        JsonNode timeline = gateway.get("/api/pushes/" + push).path("timeline");
        List<String> unanswered = new ArrayList<>();
        for (JsonNode entry : timeline) {
            String what = entry.path("what").asText();
            String detail = entry.path("detail").asText();
            boolean isAttempt = what.equals("retried") && detail.startsWith("unanswered: ");
            if (isAttempt || (what.equals("taken-over") && lostAnswers)) {
                unanswered.add(what + " " + detail);
            }
        }
        return new Repeated(push, each.path("times").asInt(), unanswered, timeline);
    }
}
