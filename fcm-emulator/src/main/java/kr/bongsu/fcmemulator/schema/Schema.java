package kr.bongsu.fcmemulator.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One message type: its fields, found by either spelling that proto3 JSON allows.
public final class Schema {

    /// A field as declared.
    ///
    /// @param name the proto name, in `snake_case`
    /// @param oneof the name of the group of which one may be set, or an empty text
    public record Spec(String name, Type type, boolean isRepeated, String oneof) {
        public Spec repeated() {
            return new Spec(name, type, true, oneof);
        }

        public Spec oneof(String group) {
            return new Spec(name, type, isRepeated, group);
        }
    }

    /// A field in its place.
    public record Field(int index, Spec spec) {
        public String name() {
            return spec.name();
        }
    }

    private final String typeUrl;
    private final List<Field> fields;
    private final Map<String, Field> byName = new HashMap<>();
    private final Map<String, List<Field>> byOneof;

    private Schema(String typeUrl, List<Field> fields) {
        this.typeUrl = typeUrl;
        this.fields = fields;
        for (Field field : fields) {
            byName.put(field.name(), field);
            byName.put(camelCase(field.name()), field);
        }
        byOneof = fields.stream().collect(Collectors.groupingBy(field -> field.spec().oneof()));
    }

    public static Schema of(String name, Spec... specs) {
        Field[] fields = new Field[specs.length];
        for (int i = 0; i < specs.length; i++) {
            fields[i] = new Field(i, specs[i]);
        }
        return new Schema("type.googleapis.com/google.firebase.fcm.v1." + name, List.of(fields));
    }

    public static Spec string(String name) {
        return scalar(name, Type.Scalar.STRING);
    }

    public static Spec bool(String name) {
        return scalar(name, Type.Scalar.BOOL);
    }

    public static Spec scalar(String name, Type.Scalar type) {
        return new Spec(name, type, false, "");
    }

    public static Spec choice(String name, String enumName, String... values) {
        return new Spec(name, new Type.Choice(enumName, Set.of(values)), false, "");
    }

    public static Spec nested(String name, Schema schema) {
        return new Spec(name, new Type.Nested(schema), false, "");
    }

    String typeUrl() {
        return typeUrl;
    }

    int size() {
        return fields.size();
    }

    @Nullable Field find(String jsonName) {
        return byName.get(jsonName);
    }

    List<Field> fieldsOf(String oneof) {
        return byOneof.getOrDefault(oneof, List.of());
    }

    /// The field of that proto name.
    ///
    /// @throws IllegalArgumentException when the message has none
    public Field field(String name) {
        Field field = byName.get(name);
        if (field == null) {
            throw new IllegalArgumentException(typeUrl + " has no field " + name);
        }
        return field;
    }

    private static String camelCase(String snake) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < snake.length(); i++) {
            char c = snake.charAt(i);
            if (c == '_') {
                camel.append(Character.toUpperCase(snake.charAt(++i)));
            } else {
                camel.append(c);
            }
        }
        return camel.toString();
    }
}
