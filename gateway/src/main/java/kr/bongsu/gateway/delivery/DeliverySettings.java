package kr.bongsu.gateway.delivery;

import java.time.Duration;
import kr.bongsu.gateway.rule.Rules;

/// How pushes leave.
///
/// @param orderLimit from its acceptance on, so long a push that cannot be sent holds the later
///   ones of its customer
public record DeliverySettings(
        Pacing pacing, Bounds bounds, Weights weights, Duration orderLimit, Rules rules) {

    public static final DeliverySettings DEFAULT =
            new DeliverySettings(
                    Pacing.DEFAULT,
                    Bounds.DEFAULT,
                    Weights.DEFAULT,
                    Duration.ofMinutes(2),
                    Rules.NONE);

    /// How much the delivery does at a time.
    ///
    /// @param inFlight pushes that may be with the sender at a time
    /// @param inMemory pushes that may be in memory at a time; more wait in the ledger
    /// @param stopLimit how long a stop waits for what is with the sender
    public record Bounds(int inFlight, int inMemory, Duration stopLimit) {
        public static final Bounds DEFAULT = new Bounds(2_000, 20_000, Duration.ofSeconds(10));
    }

    /// How fast.
    ///
    /// @param perMinute pushes a minute of each Firebase project, all lanes and gateways together
    /// @param ramp so long a campaign takes from nothing to the full pace
    /// @param slowAnswer when more than one answer of twenty takes longer, the pace goes down
    public record Pacing(int perMinute, Duration ramp, Duration slowAnswer) {
        public static final Pacing DEFAULT =
                new Pacing(600_000, Duration.ofSeconds(60), Duration.ofSeconds(1));

        /// The same, at full pace at once.
        public Pacing withoutRamp() {
            return new Pacing(perMinute, Duration.ZERO, slowAnswer);
        }
    }

    /// How many of each leave while both lanes have some waiting.
    public record Weights(int single, int multi) {
        public static final Weights DEFAULT = new Weights(9, 1);
    }
}
