package kr.bongsu.gateway;

import java.time.Duration;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `delivery`.
final class DeliveryConfig {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private DeliveryConfig() {}

    static DeliverySettings read(YamlMap map) {
        DeliverySettings otherwise = DeliverySettings.DEFAULT;
        DeliverySettings delivery =
                new DeliverySettings(
                        map.integer("per_minute", 1, 100_000_000, otherwise.perMinute()),
                        map.integer("in_flight", 1, 24_000, otherwise.inFlight()),
                        map.integer("in_memory", 4_000, 1_000_000, otherwise.inMemory()),
                        map.duration("stop_limit", Duration.ofSeconds(1), otherwise.stopLimit()));
        if (delivery.stopLimit().compareTo(LONGEST_STOP) > 0) {
            map.fault(
                    "stop_limit",
                    "is too long",
                    "write at most 20s, so that a stop ends within a minute");
        }
        map.finish();
        return delivery;
    }
}
