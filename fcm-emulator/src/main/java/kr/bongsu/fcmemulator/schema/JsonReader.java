package kr.bongsu.fcmemulator.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a body by its schema in one pass and collects every fault on the way.
public final class JsonReader {

    private static final int MAX_VIOLATIONS = 100;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build();

    private final JsonParser parser;
    private final List<Violation> violations = new ArrayList<>(0);

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /// An empty body is an empty message, as in the transcoder.
    public static Parsed read(byte[] body, Schema schema) {
        if (body.length == 0) {
            return new Parsed.Read(new Node(schema));
        }
        try (JsonParser parser = FACTORY.createParser(body)) {
            return new JsonReader(parser).readRoot(schema);
        } catch (JsonEOFException e) {
            return malformed("Unexpected end of string. Expected a value.", e, body);
        } catch (StreamConstraintsException e) {
            return malformed("Message too deep. Max recursion depth reached.", e, body);
        } catch (JsonParseException e) {
            return malformed("Unexpected token.", e, body);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static Parsed malformed(String what, JsonProcessingException cause, byte[] body) {
        int at =
                Math.clamp(
                        cause.getLocation() == null ? 0 : cause.getLocation().getByteOffset(),
                        0,
                        body.length);
        int from = Math.max(0, at - 20);
        String snippet =
                new String(body, from, Math.min(body.length - from, 40), StandardCharsets.UTF_8)
                        .replaceAll("\\s", " ");
        String text =
                "Invalid JSON payload received. "
                        + what
                        + "\n"
                        + snippet
                        + "\n"
                        + " ".repeat(at - from)
                        + "^";
        return new Parsed.Refused(List.of(new Violation("", text)));
    }

    private Parsed readRoot(Schema schema) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Parsed.Refused(
                    List.of(
                            new Violation(
                                    "",
                                    "Invalid JSON payload received. Unknown name \"\": Root element must be a message.")));
        }
        Node root = readObject(schema, null);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "text after the end");
        }
        return violations.isEmpty() ? new Parsed.Read(root) : new Parsed.Refused(violations);
    }

    private Node readObject(Schema schema, @Nullable Path path) throws IOException {
        Node node = new Node(schema);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            Schema.Field field = schema.find(name);
            if (field == null) {
                unknown(name, path, "Cannot find field.");
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                readField(node, field, path);
            }
        }
        return node;
    }

    private void readField(Node node, Schema.Field field, @Nullable Path parent)
            throws IOException {
        Path path = new Path(parent, field.name());
        Object value;
        if (field.spec().isRepeated()) {
            value = readList(field, path);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            unknown(field.name(), parent, "Proto field is not repeating, cannot start list.");
            parser.skipChildren();
            return;
        } else {
            value = readValue(field.spec().type(), path);
        }
        if (value == null) {
            return;
        }
        String group = field.spec().oneof();
        if (!group.isEmpty() && isSet(node, group)) {
            violate(
                    Path.text(parent),
                    "Invalid value at '"
                            + Path.text(parent)
                            + "' (oneof), oneof field '"
                            + group
                            + "' is already set. Cannot set '"
                            + field.name()
                            + "'");
            return;
        }
        node.set(field, value);
    }

    private static boolean isSet(Node node, String group) {
        for (Schema.Field field : node.schema().fieldsOf(group)) {
            if (node.has(field)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Object readList(Schema.Field field, Path path) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            invalid(path, field.spec().type());
            return null;
        }
        List<Object> list = new ArrayList<>();
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = readValue(field.spec().type(), path.at(index++));
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private @Nullable Object readValue(Type type, Path path) throws IOException {
        return switch (type) {
            case Type.Nested(Schema schema) -> {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    yield readObject(schema, path);
                }
                invalid(path, type);
                yield null;
            }
            case Type.Scalar scalar when scalar == Type.Scalar.STRING_MAP -> readMap(path);
            case Type.Scalar scalar when scalar == Type.Scalar.STRUCT -> {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    yield readStruct();
                }
                invalid(path, type);
                yield null;
            }
            case Type.Scalar _, Type.Choice _ -> {
                Object value = Scalars.read(parser, type);
                if (value == null) {
                    String reason = Scalars.reason(type, parser);
                    if (reason.isEmpty()) {
                        invalid(path, type);
                    } else {
                        violate(
                                path.toString(),
                                "Invalid value at '"
                                        + path
                                        + "' ("
                                        + type.label()
                                        + "), Field '"
                                        + path.last()
                                        + "', "
                                        + reason);
                    }
                }
                yield value;
            }
        };
    }

    private @Nullable Map<String, String> readMap(Path path) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            invalid(path, Type.Scalar.STRING_MAP);
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        int index = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                map.put(key, parser.getText());
            } else {
                invalid(new Path(path.at(index), "value"), Type.Scalar.STRING);
            }
            index++;
        }
        return map;
    }

    private Map<String, Object> readStruct() throws IOException {
        Map<String, Object> struct = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            Object value = readAny();
            if (value != null) {
                struct.put(key, value);
            }
        }
        return struct;
    }

    private @Nullable Object readAny() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return readStruct();
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Object value = readAny();
                if (value != null) {
                    list.add(value);
                }
            }
            return list;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return parser.getBooleanValue();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        // A Struct knows one number type, double.
        return token == JsonToken.VALUE_STRING
                ? parser.getText()
                : (Object) parser.getDoubleValue();
    }

    private void invalid(Path path, Type type) throws IOException {
        String value =
                switch (parser.currentToken()) {
                    case START_OBJECT, START_ARRAY -> "";
                    case VALUE_STRING -> ", \"" + parser.getText() + "\"";
                    case null, default -> ", " + parser.getText();
                };
        parser.skipChildren();
        violate(path.toString(), "Invalid value at '" + path + "' (" + type.label() + ")" + value);
    }

    private void unknown(String name, @Nullable Path at, String reason) {
        String where = at == null ? "" : " at '" + at + "'";
        violate(
                Path.text(at),
                "Invalid JSON payload received. Unknown name \""
                        + name
                        + "\""
                        + where
                        + ": "
                        + reason);
    }

    private void violate(String field, String description) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(field, description));
        }
    }
}
