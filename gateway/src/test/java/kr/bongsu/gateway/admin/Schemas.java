package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks values by the schemas of an OpenAPI document, as far as ours go: types, required keys,
/// enumerations, constants, times, `allOf` and `oneOf`. Stricter than the standard in one thing: a
/// key that an object's schema does not name is a fault.
///
/// @param document where references lead
record Schemas(JsonObject document) {

    /// The schema, or whatever it is, that a reference leads to; itself when it is none.
    JsonObject resolved(JsonObject schema) {
        String reference = schema.getString("$ref");
        if (reference == null) {
            return schema;
        }
        JsonObject at = document;
        for (String step : reference.replace("#/", "").split("/", -1)) {
            at = at.getJsonObject(step);
            if (at == null) {
                throw new AssertionError(reference + " leads nowhere");
            }
        }
        return resolved(at);
    }

    void check(JsonObject given, @Nullable Object value, String at, List<String> faults) {
        JsonObject schema = resolved(given);
        if (value instanceof JsonObject object) {
            Set<String> known = new TreeSet<>();
            if (names(schema, known)) {
                object.fieldNames().stream()
                        .filter(name -> !known.contains(name))
                        .forEach(name -> faults.add(at + "." + name + " is not documented"));
            }
        }
        parts(schema, value, at, faults);
    }

    /// Collects the keys that an object may have.
    ///
    /// @return whether there are no others
    private boolean names(JsonObject given, Set<String> known) {
        JsonObject schema = resolved(given);
        known.addAll(schema.getJsonObject("properties", new JsonObject()).fieldNames());
        boolean closed =
                schema.containsKey("properties") && !schema.containsKey("additionalProperties");
        for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
            closed |= names((JsonObject) part, known);
        }
        return closed;
    }

    private void parts(JsonObject given, @Nullable Object value, String at, List<String> faults) {
        JsonObject schema = resolved(given);
        for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
            parts((JsonObject) part, value, at, faults);
        }
        if (schema.containsKey("oneOf")) {
            oneOf(schema.getJsonArray("oneOf"), value, at, faults);
        }
        if (schema.containsKey("type") && !isOf(schema.getValue("type"), value)) {
            faults.add(at + " is " + value + " and no " + schema.getValue("type"));
            return;
        }
        if (schema.containsKey("const") && !schema.getValue("const").equals(value)) {
            faults.add(at + " is " + value + " and not " + schema.getValue("const"));
        }
        if (schema.containsKey("enum") && !schema.getJsonArray("enum").contains(value)) {
            faults.add(at + " is " + value + " and none of " + schema.getJsonArray("enum"));
        }
        if ("date-time".equals(schema.getString("format")) && value instanceof String time) {
            time(time, at, faults);
        }
        if (value instanceof JsonObject object) {
            inside(schema, object, at, faults);
        }
        if (value instanceof JsonArray array && schema.containsKey("items")) {
            for (Object each : array) {
                check(schema.getJsonObject("items"), each, at + "[]", faults);
            }
        }
    }

    private void oneOf(JsonArray ways, @Nullable Object value, String at, List<String> faults) {
        List<String> all = new ArrayList<>();
        for (Object way : ways) {
            List<String> these = new ArrayList<>();
            check((JsonObject) way, value, at, these);
            if (these.isEmpty()) {
                return;
            }
            all.addAll(these);
        }
        faults.add(at + " is none of its forms: " + all);
    }

    private void inside(JsonObject schema, JsonObject object, String at, List<String> faults) {
        for (Object name : schema.getJsonArray("required", new JsonArray())) {
            if (!object.containsKey((String) name)) {
                faults.add(at + "." + name + " is missing");
            }
        }
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : object.fieldNames()) {
            if (properties.containsKey(name)) {
                check(
                        properties.getJsonObject(name),
                        object.getValue(name),
                        at + "." + name,
                        faults);
            } else if (schema.getValue("additionalProperties") instanceof JsonObject others) {
                check(others, object.getValue(name), at + "." + name, faults);
            }
        }
    }

    private static void time(String time, String at, List<String> faults) {
        try {
            Instant _ = Instant.parse(time);
        } catch (DateTimeException e) {
            faults.add(at + " is " + time + " and no time");
        }
    }

    private static boolean isOf(Object type, @Nullable Object value) {
        if (type instanceof JsonArray types) {
            return types.stream().anyMatch(each -> isOf(each, value));
        }
        return switch ((String) type) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "null" -> value == null;
            default -> throw new AssertionError("the document has a type " + type);
        };
    }
}
