package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;

/// What the gateway's ledger holds: every stored push is pending, accepted by FCM, or rejected.
public record Counts(long stored, long pending, long accepted, long rejected) {

    static Counts of(JsonNode overview) {
        JsonNode counts = overview.path("counts");
        return new Counts(
                Numbers.required(counts, "stored"),
                Numbers.required(counts, "pending"),
                Numbers.required(counts, "accepted"),
                Numbers.required(counts, "rejected"));
    }

    /// Pushes whose outcome is known.
    public long settled() {
        return accepted + rejected;
    }
}
