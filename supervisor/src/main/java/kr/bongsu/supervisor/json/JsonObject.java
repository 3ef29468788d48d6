package kr.bongsu.supervisor.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object whose members keep their order and are asked for by type.
///
/// Values are `String`, `Boolean`, `Long`, `Double`, `List<Object>` and `JsonObject`. A member that
/// is `null` in the text is absent here.
public final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /// Sets a member; a `null` value leaves it out.
    public JsonObject put(String key, @Nullable Object value) {
        if (value != null) {
            members.put(key, value);
        }
        return this;
    }

    public JsonObject remove(String key) {
        members.remove(key);
        return this;
    }

    public Map<String, Object> members() {
        return members;
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    public @Nullable Object get(String key) {
        return members.get(key);
    }

    public String text(String key) {
        Object value = members.get(key);
        if (value instanceof String s) {
            return s;
        }
        throw wrong(key, "text", value);
    }

    public String text(String key, String otherwise) {
        return members.containsKey(key) ? text(key) : otherwise;
    }

    public @Nullable String textOrNull(String key) {
        return members.containsKey(key) ? text(key) : null;
    }

    public long number(String key) {
        Object value = members.get(key);
        if (value instanceof Number n) {
            return n.longValue();
        }
        throw wrong(key, "a number", value);
    }

    public long number(String key, long otherwise) {
        return members.containsKey(key) ? number(key) : otherwise;
    }

    public int integer(String key) {
        return Math.toIntExact(number(key));
    }

    public int integer(String key, int otherwise) {
        return Math.toIntExact(number(key, otherwise));
    }

    public double decimal(String key, double otherwise) {
        return members.get(key) instanceof Number n ? n.doubleValue() : otherwise;
    }

    public boolean flag(String key) {
        Object value = members.get(key);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean b) {
            return b;
        }
        throw wrong(key, "true or false", value);
    }

    public JsonObject object(String key) {
        Object value = members.get(key);
        if (value instanceof JsonObject o) {
            return o;
        }
        throw wrong(key, "an object", value);
    }

    /// The objects of a list member; an absent member is an empty list.
    public List<JsonObject> objects(String key) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : list(key)) {
            if (!(element instanceof JsonObject o)) {
                throw wrong(key, "a list of objects", element);
            }
            objects.add(o);
        }
        return objects;
    }

    /// The strings of a list member; an absent member is an empty list.
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(key)) {
            if (!(element instanceof String s)) {
                throw wrong(key, "a list of texts", element);
            }
            texts.add(s);
        }
        return texts;
    }

    /// A member object read as text to text, in its order; an absent member is an empty map.
    public Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        if (members.containsKey(key)) {
            for (Map.Entry<String, Object> member : object(key).members.entrySet()) {
                map.put(member.getKey(), String.valueOf(member.getValue()));
            }
        }
        return map;
    }

    public static JsonObject ofTexts(Map<String, String> map) {
        JsonObject object = new JsonObject();
        object.members.putAll(map);
        return object;
    }

    private List<?> list(String key) {
        Object value = members.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> l) {
            return l;
        }
        throw wrong(key, "a list", value);
    }

    private static JsonException wrong(String key, String wanted, @Nullable Object value) {
        return new JsonException(
                "\""
                        + key
                        + "\" must be "
                        + wanted
                        + (value == null ? " but is missing" : ", not " + JsonWriter.write(value)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject o && o.members.equals(members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return JsonWriter.write(this);
    }
}
