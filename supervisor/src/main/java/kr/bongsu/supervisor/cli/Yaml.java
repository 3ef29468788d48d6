package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.json.JsonException;
import kr.bongsu.supervisor.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML into the values that JSON has. Kept apart so that only a YAML file loads the YAML
/// library.
final class Yaml {
    private Yaml() {}

    static @Nullable Object read(String text) {
        try {
            return converted(
                    new Load(LoadSettings.builder().setMaxAliasesForCollections(50).build())
                            .loadFromString(text));
        } catch (YamlEngineException e) {
            throw new JsonException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Object converted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, member) -> object.put(String.valueOf(key), converted(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : list) {
                Object converted = converted(element);
                if (converted != null) {
                    elements.add(converted);
                }
            }
            return elements;
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
