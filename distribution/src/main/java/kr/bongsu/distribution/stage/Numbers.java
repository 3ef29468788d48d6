package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads figures of which a missing one must not pass for 0.
final class Numbers {

    private Numbers() {}

    static long required(JsonNode object, String field) {
        JsonNode number = object.path(field);
        if (!number.isIntegralNumber()) {
            throw new IllegalArgumentException("no number '" + field + "' in " + object);
        }
        return number.asLong();
    }
}
