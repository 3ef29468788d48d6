package kr.bongsu.gateway.admin;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// The JSON object that somebody sent; what is wrong with it is a [Problem] that names the field.
record Body(JsonObject json) {

    static final int LONGEST = 4_096;

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_SECRET = 1_024;

    /// Nothing at all is an object without fields.
    static Body of(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            return new Body(body == null ? new JsonObject() : body);
        } catch (DecodeException | ClassCastException e) {
            throw new Problem(400, "the body is no JSON object");
        }
    }

    String text(String name) {
        if (json.getValue(name) instanceof String text
                && !text.isBlank()
                && text.length() <= LONGEST_TEXT) {
            return text.strip();
        }
        throw new Problem(
                400, "'" + name + "' must be a text of 1 to " + LONGEST_TEXT + " characters");
    }

    /// As it was typed, with its spaces.
    String secret(String name) {
        return secret(name, LONGEST_SECRET);
    }

    String secret(String name, int longest) {
        if (json.getValue(name) instanceof String text
                && !text.isEmpty()
                && text.length() <= longest) {
            return text;
        }
        throw new Problem(400, "'" + name + "' must be a text of 1 to " + longest + " characters");
    }

    int number(String name, int most) {
        if (json.getValue(name) instanceof Integer number && number >= 1 && number <= most) {
            return number;
        }
        throw new Problem(400, "'" + name + "' must be a whole number from 1 to " + most);
    }
}
