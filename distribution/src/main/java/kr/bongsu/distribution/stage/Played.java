package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;

/// The simulator's account when all its telegrams were answered, or its deadline passed.
public record Played(
        long telegrams,
        long recipients,
        long goodRecipients,
        long resent,
        long unanswered,
        double p50Millis,
        double p99Millis) {

    static Played of(JsonNode summary) {
        return new Played(
                Numbers.required(summary, "telegrams"),
                Numbers.required(summary, "recipients"),
                Numbers.required(summary, "good_recipients"),
                Numbers.required(summary, "resent"),
                Numbers.required(summary, "unanswered"),
                summary.path("answer_p50_ms").asDouble(),
                summary.path("answer_p99_ms").asDouble());
    }
}
