package kr.bongsu.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.gateway.upkeep.RetentionSettings;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `retention`.
final class RetentionConfig {

    /// A telegram that is sent again within this time must still be known.
    private static final Duration SHORTEST = Duration.ofDays(1);

    private RetentionConfig() {}

    static RetentionSettings read(YamlMap map, Path folder) {
        Duration age = map.duration("age", Duration.ZERO, Duration.ZERO);
        long pushes = map.integer("pushes", 0, Integer.MAX_VALUE, 0);
        Optional<Path> archive =
                map.optional("archive").map(path -> folder.resolve(path).normalize());
        map.finish();
        if (!age.isZero() && age.compareTo(SHORTEST) < 0) {
            map.fault(
                    "age",
                    "is too short",
                    "write at least 1d: a telegram sent again must be known");
        }
        return new RetentionSettings(
                age.isZero() ? Optional.empty() : Optional.of(age),
                pushes == 0 ? OptionalLong.empty() : OptionalLong.of(pushes),
                archive);
    }
}
