package kr.bongsu.gateway.delivery;

import java.time.Duration;

/// How much the delivery does at a time.
///
/// @param perMinute pushes a minute, all lanes together
/// @param inFlight pushes that may be with the sender at a time
/// @param inMemory pushes that may be in memory at a time; more wait in the ledger
/// @param stopLimit how long a stop waits for what is with the sender
public record DeliverySettings(int perMinute, int inFlight, int inMemory, Duration stopLimit) {

    public static final DeliverySettings DEFAULT =
            new DeliverySettings(600_000, 2_000, 20_000, Duration.ofSeconds(10));
}
