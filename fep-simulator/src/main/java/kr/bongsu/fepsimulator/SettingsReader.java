package kr.bongsu.fepsimulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.bongsu.fepsimulator.line.LinePlan;
import kr.bongsu.fepsimulator.line.Rules;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Reads settings from a mapping, be it the command line or a scenario file.
final class SettingsReader {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(100);
    private static final Pattern CODE = Pattern.compile("\\d{4}");
    private static final Map<String, Boolean> YES_OR_NO = Map.of("yes", true, "no", false);
    private static final int MOST_PUSHES = 99_999_999;

    private final YamlMap map;
    private final Path file;
    private final Settings before;

    private SettingsReader(YamlMap map, Path file, Settings before) {
        this.map = map;
        this.file = file;
        this.before = before;
    }

    /// What the mapping says; where it says nothing, what held before. Its lines are added.
    ///
    /// @param file in whose folder relative paths begin
    static Settings read(YamlMap map, Path file, Settings before) {
        return new SettingsReader(map, file, before).settings();
    }

    private Settings settings() {
        Rules rules = before.rules();
        Settings settings =
                new Settings(
                        new Settings.Door(
                                map.text("host", before.door().host()),
                                path("tls").or(before.door()::keystore)),
                        content(before.content()),
                        new Rules(
                                map.duration("heartbeat", SHORTEST_HEARTBEAT, rules.heartbeat()),
                                map.duration("resend-after", MILLISECOND, rules.resendAfter()),
                                finalCodes(rules.finalCodes())),
                        map.duration("deadline", MILLISECOND, before.deadline()),
                        map.flag("stay", before.stay()),
                        lines());
        map.finish();
        return settings;
    }

    private Settings.Content content(Settings.Content otherwise) {
        return new Settings.Content(
                path("layout").or(otherwise::layout),
                path("customers").or(otherwise::customers),
                map.integer("seed", 0, Integer.MAX_VALUE, otherwise.seed()));
    }

    private Optional<Path> path(String key) {
        return map.optional(key).map(file::resolveSibling);
    }

    private Set<String> finalCodes(Set<String> otherwise) {
        Optional<String> text = map.optional("final-codes");
        if (text.isEmpty()) {
            return otherwise;
        }
        Set<String> codes =
                Stream.of(text.get().split(","))
                        .map(String::strip)
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toSet());
        if (!codes.stream().allMatch(code -> CODE.matcher(code).matches())) {
            map.fault(
                    "final-codes",
                    "'" + text.get() + "' is not a list of codes",
                    "write response codes of four digits apart by commas, such as 1001,1002");
        }
        return codes;
    }

    private List<LinePlan> lines() {
        List<LinePlan> lines = new ArrayList<>(before.lines());
        for (YamlValue item : map.list("lines")) {
            Optional<YamlMap> line = item.map();
            if (line.isEmpty()) {
                item.fault("is not a line", "write { name: single01, port: 9801, pushes: 100 }");
            } else {
                lines.add(line(line.get(), lines));
            }
        }
        return lines;
    }

    private static LinePlan line(YamlMap map, List<LinePlan> others) {
        String name = map.text("name");
        int port = map.integer("port", 0, 65_535);
        if (others.stream().anyMatch(other -> other.name().equals(name))) {
            map.fault("name", "two lines are called '" + name + "'", "give each its own name");
        }
        if (port != 0 && others.stream().anyMatch(other -> other.port() == port)) {
            map.fault("port", "two lines have port " + port, "give each its own port");
        }
        LinePlan plan =
                new LinePlan(
                        name,
                        port,
                        load(map),
                        map.integer("window", 1, 1_000_000, 8),
                        map.choice("replace", YES_OR_NO, true),
                        MisbehaviourReader.read(map));
        map.finish();
        return plan;
    }

    private static LinePlan.Load load(YamlMap map) {
        return new LinePlan.Load(
                map.integer("pushes", 0, MOST_PUSHES),
                map.integer("records", 1, 999, 1),
                map.integer("recipients", 1, 99_999, 1),
                perSecond(map),
                map.integer("first", 1, MOST_PUSHES, 1));
    }

    private static double perSecond(YamlMap map) {
        Optional<String> text = map.optional("rate");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double rate = Double.parseDouble(text.get());
            if (rate >= 0.001 && rate <= 1_000_000) {
                return rate;
            }
        } catch (NumberFormatException notOne) {
            // reported below, with what is out of range
        }
        map.fault(
                "rate",
                "'" + text.get() + "' is not a rate",
                "write telegrams a second from 0.001 to 1000000");
        return 0;
    }
}
