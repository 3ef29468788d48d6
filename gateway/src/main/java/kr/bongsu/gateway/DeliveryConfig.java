package kr.bongsu.gateway;

import java.time.Duration;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.gateway.rule.Rules;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `delivery`.
final class DeliveryConfig {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration LEAST_SLOW = Duration.ofMillis(10);
    private static final int MOST_WEIGHT = 1_000;

    private DeliveryConfig() {}

    /// @param rules of the services, which have a section of their own
    static DeliverySettings read(YamlMap map, Rules rules) {
        DeliverySettings otherwise = DeliverySettings.DEFAULT;
        DeliverySettings delivery =
                new DeliverySettings(
                        pacing(map),
                        bounds(map),
                        weights(map.map("weights")),
                        map.duration("order_limit", Duration.ZERO, otherwise.orderLimit()),
                        rules);
        map.finish();
        return delivery;
    }

    private static DeliverySettings.Pacing pacing(YamlMap map) {
        DeliverySettings.Pacing otherwise = DeliverySettings.Pacing.DEFAULT;
        return new DeliverySettings.Pacing(
                map.integer("per_minute", 1, 100_000_000, otherwise.perMinute()),
                map.duration("ramp", Duration.ZERO, otherwise.ramp()),
                map.duration("slow_answer", LEAST_SLOW, otherwise.slowAnswer()));
    }

    private static DeliverySettings.Bounds bounds(YamlMap map) {
        DeliverySettings.Bounds otherwise = DeliverySettings.Bounds.DEFAULT;
        DeliverySettings.Bounds bounds =
                new DeliverySettings.Bounds(
                        map.integer("in_flight", 1, 24_000, otherwise.inFlight()),
                        map.integer("in_memory", 4_000, 1_000_000, otherwise.inMemory()),
                        map.duration("stop_limit", Duration.ofSeconds(1), otherwise.stopLimit()));
        if (bounds.stopLimit().compareTo(LONGEST_STOP) > 0) {
            map.fault(
                    "stop_limit",
                    "is too long",
                    "write at most 20s, so that a stop ends within a minute");
        }
        return bounds;
    }

    private static DeliverySettings.Weights weights(YamlMap map) {
        DeliverySettings.Weights otherwise = DeliverySettings.Weights.DEFAULT;
        DeliverySettings.Weights weights =
                new DeliverySettings.Weights(
                        map.integer("single", 1, MOST_WEIGHT, otherwise.single()),
                        map.integer("multi", 1, MOST_WEIGHT, otherwise.multi()));
        map.finish();
        return weights;
    }
}
