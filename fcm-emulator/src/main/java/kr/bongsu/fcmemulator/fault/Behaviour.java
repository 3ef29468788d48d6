package kr.bongsu.fcmemulator.fault;

import java.time.Duration;
import java.util.Optional;

/// How the emulator behaves towards every send.
///
/// @param latency from request to answer
/// @param slow the latency of tokens with the prefix `slow-`
/// @param retryAfter the `Retry-After` of 429 and 503; without one the header is left out, as
///   Google often does
/// @param tokenLife how long an access token is valid
public record Behaviour(
        Latency latency, Duration slow, Optional<Duration> retryAfter, Duration tokenLife) {

    public static final Behaviour DEFAULT =
            new Behaviour(
                    new Latency.Fixed(Duration.ofMillis(50)),
                    Duration.ofSeconds(2),
                    Optional.empty(),
                    Duration.ofSeconds(3599));

    public Behaviour withLatency(Latency newLatency) {
        return new Behaviour(newLatency, slow, retryAfter, tokenLife);
    }
}
