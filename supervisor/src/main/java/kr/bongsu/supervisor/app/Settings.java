package kr.bongsu.supervisor.app;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kr.bongsu.supervisor.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What somebody set for one application, each value in its kept form; nothing is defaulted here.
///
/// @param values the attributes that were set
/// @param profiles the `env_<name>` blocks by name
public record Settings(Map<Attribute, Object> values, Map<String, Map<String, String>> profiles) {
    private static final String PROFILE = "env_";

    public Settings {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        profiles = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }

    public static Settings none() {
        return new Settings(Map.of(), Map.of());
    }

    /// Reads an object of a file or of the wire.
    ///
    /// @param faults takes a sentence for each key that cannot be read
    /// @param notes takes a sentence for each key that is read but has no effect
    public static Settings read(JsonObject object, Consumer<Fault> faults, Consumer<Fault> notes) {
        Map<Attribute, Object> values = new EnumMap<>(Attribute.class);
        Map<String, Map<String, String>> profiles = new TreeMap<>();
        for (Map.Entry<String, Object> member : object.members().entrySet()) {
            String key = member.getKey();
            Attribute attribute = Attribute.named(key);
            try {
                if (attribute != null) {
                    values.put(attribute, attribute.keep(member.getValue()));
                } else if (key.startsWith(PROFILE)) {
                    JsonObject variables = (JsonObject) Attribute.ENV.keep(member.getValue());
                    profiles.put(
                            key.substring(PROFILE.length()),
                            new JsonObject().put("e", variables).textMap("e"));
                } else if (Attribute.hasNoEffect(key)) {
                    notes.accept(new Fault(key, "\"" + key + "\" has no effect here"));
                } else {
                    faults.accept(
                            new Fault(
                                    key,
                                    "unknown key \""
                                            + key
                                            + "\""
                                            + Spelling.hint(key, Attribute.keys())));
                }
            } catch (IllegalArgumentException e) {
                faults.accept(new Fault(key, String.valueOf(e.getMessage())));
            }
        }
        return new Settings(values, profiles);
    }

    /// Reads what [#toJson] wrote.
    public static Settings fromJson(JsonObject object) {
        return read(object, Settings::fail, note -> {});
    }

    private static void fail(Fault fault) {
        throw new IllegalArgumentException(fault.sentence());
    }

    /// Something to tell a person about one key.
    public record Fault(String key, String sentence) {}

    public JsonObject toJson() {
        JsonObject object = new JsonObject();
        for (Map.Entry<Attribute, Object> entry : values.entrySet()) {
            object.put(entry.getKey().key(), entry.getValue());
        }
        for (Map.Entry<String, Map<String, String>> profile : profiles.entrySet()) {
            object.put(PROFILE + profile.getKey(), JsonObject.ofTexts(profile.getValue()));
        }
        return object;
    }

    /// These settings with one more, or without it when the value is null.
    public Settings with(Attribute attribute, @Nullable Object value) {
        Map<Attribute, Object> changed = new EnumMap<>(Attribute.class);
        changed.putAll(values);
        if (value == null) {
            changed.remove(attribute);
        } else {
            changed.put(attribute, attribute.keep(value));
        }
        return new Settings(changed, profiles);
    }

    /// These settings, overridden by the other ones.
    public Settings overriddenBy(Settings other) {
        Map<Attribute, Object> merged = new EnumMap<>(Attribute.class);
        merged.putAll(values);
        merged.putAll(other.values);
        Map<String, Map<String, String>> mergedProfiles = new TreeMap<>(profiles);
        mergedProfiles.putAll(other.profiles);
        return new Settings(merged, mergedProfiles);
    }

    boolean has(Attribute attribute) {
        return values.containsKey(attribute);
    }

    @Nullable String text(Attribute attribute) {
        Object value = values.get(attribute);
        return value == null ? null : value.toString();
    }

    String text(Attribute attribute, String otherwise) {
        Object value = values.get(attribute);
        return value == null ? otherwise : value.toString();
    }

    boolean flag(Attribute attribute, boolean otherwise) {
        return values.get(attribute) instanceof Boolean flag ? flag : otherwise;
    }

    long number(Attribute attribute, long otherwise) {
        return values.get(attribute) instanceof Long number ? number : otherwise;
    }

    List<String> texts(Attribute attribute) {
        return values.get(attribute) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    Map<String, String> variables(Attribute attribute) {
        return new JsonObject().put("v", values.get(attribute)).textMap("v");
    }
}
