package kr.bongsu.fcmemulator.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message that was read: a value or nothing for each field of its schema.
public final class Node {

    private final Schema schema;
    private final @Nullable Object[] values;

    Node(Schema schema) {
        this.schema = schema;
        this.values = new @Nullable Object[schema.size()];
    }

    Schema schema() {
        return schema;
    }

    @Nullable Object get(Schema.Field field) {
        return values[field.index()];
    }

    void set(Schema.Field field, Object value) {
        values[field.index()] = value;
    }

    public boolean has(Schema.Field field) {
        return values[field.index()] != null;
    }

    public @Nullable String text(Schema.Field field) {
        return (String) values[field.index()];
    }

    public boolean flag(Schema.Field field) {
        return values[field.index()] instanceof Boolean set && set;
    }

    public @Nullable Node node(Schema.Field field) {
        return (Node) values[field.index()];
    }

    public @Nullable Integer number(Schema.Field field) {
        return (Integer) values[field.index()];
    }

    public @Nullable Double decimal(Schema.Field field) {
        return (Double) values[field.index()];
    }

    public @Nullable Duration duration(Schema.Field field) {
        return (Duration) values[field.index()];
    }

    /// The entries of a `map<string, string>`, in the order in which they came; empty when absent.
    @SuppressWarnings("unchecked")
    public Map<String, String> map(Schema.Field field) {
        Object value = values[field.index()];
        return value == null ? Map.of() : (Map<String, String>) value;
    }

    /// The members of a Struct; empty when absent.
    @SuppressWarnings("unchecked")
    public Map<String, Object> struct(Schema.Field field) {
        Object value = values[field.index()];
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    public List<?> list(Schema.Field field) {
        Object value = values[field.index()];
        return value == null ? List.of() : (List<?>) value;
    }
}
