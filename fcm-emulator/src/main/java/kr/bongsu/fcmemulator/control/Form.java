package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kr.bongsu.fcmemulator.fault.Spans;

/// The JSON object of a control request; a mistake in it is an `IllegalArgumentException` with a
/// sentence for its author.
final class Form {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode json;

    private Form(ObjectNode json) {
        this.json = json;
    }

    /// Reads a body; an empty one is an empty object.
    static Form read(byte[] body, String... known) {
        JsonNode node;
        try {
            node = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException("the body must be a JSON object");
        }
        List<String> names = Arrays.asList(known);
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            String name = each.next();
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is unknown; known are " + String.join(", ", names));
            }
        }
        return new Form(object);
    }

    Optional<String> text(String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' must be a text");
        }
        return Optional.of(value.asText());
    }

    Optional<Duration> span(String name) {
        return text(name).map(Spans::parse);
    }

    Optional<Boolean> flag(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("'" + name + "' must be true or false");
        }
        return Optional.of(value.asBoolean());
    }

    Optional<Integer> number(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isInt()) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number");
        }
        return Optional.of(value.asInt());
    }

    Optional<Double> decimal(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException("'" + name + "' must be a number");
        }
        return Optional.of(value.asDouble());
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name)
                .map(text -> {
                    for (E constant : type.getEnumConstants()) {
                        if (wireName(constant).equals(text)) {
                            return constant;
                        }
                    }
                    throw new IllegalArgumentException(
                            "'"
                                    + name
                                    + "' must be one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(type.getEnumConstants())
                                                    .map(Form::wireName)
                                                    .toList()));
                });
    }

    boolean has(String name) {
        return json.has(name);
    }

    static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
