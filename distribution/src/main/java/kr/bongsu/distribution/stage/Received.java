package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;

/// What arrived at the FCM emulator: messages it accepted, how many different ones these were, how
/// many came once more, and how many a phone would have shown a second time.
public record Received(long accepted, long distinct, long repeated, long displayedTwice) {

    static Received of(JsonNode stats) {
        return new Received(
                Numbers.required(stats, "accepted"),
                Numbers.required(stats, "distinct"),
                Numbers.required(stats, "repeated"),
                Numbers.required(stats, "displayed_twice"));
    }
}
