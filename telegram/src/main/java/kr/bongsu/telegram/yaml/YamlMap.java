package kr.bongsu.telegram.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One mapping of a settings file. Each getter names a key; [#finish()] reports the keys nobody
/// asked for.
///
/// A getter never throws for what a person wrote: it reports a [Fault] and returns its default or a
/// harmless value.
public final class YamlMap {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private final YamlSource source;
    private final String path;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    YamlMap(YamlSource source, String path, MappingNode node) {
        this.source = source;
        this.path = path;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                source.fault(tuple.getKeyNode(), "a key is not a word", "write 'key: value'");
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                source.fault(key, "'" + path + key.getValue() + "' stands twice", "remove one");
            } else {
                keys.put(key.getValue(), key);
            }
        }
    }

    public boolean has(String key) {
        source.faults().asked(path + key);
        return values.containsKey(key);
    }

    /// The mapping's own keys, in the order of the file.
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /// A text that must be there.
    public String text(String key) {
        Node value = required(key, "a text");
        return value == null ? "" : scalar(value, key).orElse("");
    }

    public String text(String key, String otherwise) {
        return optional(key).orElse(otherwise);
    }

    /// The text, if the key is there.
    public Optional<String> optional(String key) {
        Node value = value(key);
        return value == null ? Optional.empty() : scalar(value, key);
    }

    /// A whole number from `least` to `most` that must be there.
    public int integer(String key, int least, int most) {
        Node value = required(key, "a number from " + least + " to " + most);
        return value == null ? least : number(value, key, least, most, least);
    }

    public int integer(String key, int least, int most, int otherwise) {
        Node value = value(key);
        return value == null ? otherwise : number(value, key, least, most, otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return choice(key, Map.of("true", true, "false", false), otherwise);
    }

    /// A duration such as `50ms`, `5s`, `10m`, `1h`, `30d`.
    public Duration duration(String key, Duration least, Duration otherwise) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(text.get());
        if (!matcher.matches()) {
            fault(
                    key,
                    "'" + text.get() + "' is not a duration",
                    "write for example 500ms, 5s, 10m or 1h");
            return otherwise;
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        if (duration.compareTo(least) < 0) {
            fault(
                    key,
                    "'" + text.get() + "' is too short",
                    "write at least " + least.toMillis() + "ms");
            return otherwise;
        }
        return duration;
    }

    /// One of the words of `choices`.
    public <T> T choice(String key, Map<String, T> choices, T otherwise) {
        Optional<String> word = optional(key);
        if (word.isEmpty()) {
            return otherwise;
        }
        T chosen = choices.get(word.get());
        if (chosen == null) {
            fault(key, "'" + word.get() + "' is not known", "write one of " + sorted(choices));
            return otherwise;
        }
        return chosen;
    }

    /// One of the words of `choices`, which must be there.
    public <T> T requiredChoice(String key, Map<String, T> choices, T harmless) {
        return required(key, "one of " + sorted(choices)) == null
                ? harmless
                : choice(key, choices, harmless);
    }

    /// The mapping under the key; an empty one when the key is absent.
    public YamlMap map(String key) {
        Node value = value(key);
        if (value instanceof MappingNode mapping) {
            return new YamlMap(source, path + key + ".", mapping);
        }
        if (value != null) {
            fault(key, "'" + path + key + "' is not a mapping", "write '" + key + ": { ... }'");
        }
        return new YamlMap(
                value == null ? source : source.silent(), path + key + ".", nothing(node));
    }

    /// The values of a list; empty when the key is absent.
    public List<YamlValue> list(String key) {
        Node value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            fault(key, "'" + path + key + "' is not a list", "write '" + key + ": [ ... ]'");
            return List.of();
        }
        List<YamlValue> list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            list.add(new YamlValue(source, path + key + "[" + list.size() + "]", item));
        }
        return list;
    }

    /// Reports something wrong with the value of `key`, at its line.
    public void fault(String key, String what, String remedy) {
        Node at = keys.getOrDefault(key, node);
        source.fault(at, "'" + path + key + "': " + what, remedy);
    }

    /// Reports every key that no getter asked for, with the nearest known one.
    public void finish() {
        keys.forEach((key, at) -> {
            if (!known.contains(key)) {
                String remedy =
                        Nearest.to(key, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("known here: " + String.join(", ", known));
                source.fault(at, "unknown key '" + path + key + "'", remedy);
            }
        });
    }

    private @Nullable Node value(String key) {
        if (!known.contains(key)) {
            known.add(key);
            source.faults().asked(path + key);
        }
        return values.get(key);
    }

    private @Nullable Node required(String key, String what) {
        Node value = value(key);
        if (value == null) {
            source.fault(node, "'" + path + key + "' is missing", "add " + what);
        }
        return value;
    }

    private Optional<String> scalar(Node value, String key) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        fault(key, "is not a single value", "write '" + key + ": value'");
        return Optional.empty();
    }

    private int number(Node value, String key, int least, int most, int otherwise) {
        Optional<String> text = scalar(value, key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
            fault(key, number + " is out of range", "write a number from " + least + " to " + most);
        } catch (NumberFormatException notOne) {
            fault(
                    key,
                    "'" + text.get() + "' is not a number",
                    "write a number from " + least + " to " + most);
        }
        return otherwise;
    }

    private static <T> String sorted(Map<String, T> choices) {
        return String.join(", ", choices.keySet().stream().sorted().toList());
    }

    private static MappingNode nothing(MappingNode parent) {
        return new MappingNode(
                parent.getTag(),
                true,
                List.of(),
                parent.getFlowStyle(),
                parent.getStartMark(),
                parent.getEndMark());
    }
}
