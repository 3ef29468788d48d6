package kr.bongsu.fcmemulator.fault;

import java.time.Duration;
import java.util.Optional;
import kr.bongsu.fcmemulator.phone.Throttle;

/// How the emulator behaves towards every send.
public record Behaviour(Timing timing, Checks checks, Limits limits) {

    /// How long things take.
    ///
    /// @param latency from request to answer
    /// @param slow the latency of tokens with the prefix `slow-`
    /// @param retryAfter the `Retry-After` of 429 and 503; without one the header is left out, as
    ///   Google often does
    /// @param tokenLife how long an access token is valid
    public record Timing(
            Latency latency, Duration slow, Optional<Duration> retryAfter, Duration tokenLife) {}

    /// What is taken as correct.
    ///
    /// @param areTokensStrict refuse tokens that do not look like real ones
    /// @param areStrangersAccepted false: a token that no phone was set up for is unregistered
    /// @param payloadLimit bytes; 4096 as documented, 4506 as once measured
    public record Checks(boolean areTokensStrict, boolean areStrangersAccepted, int payloadLimit) {
        public Checks {
            if (payloadLimit < 1) {
                throw new IllegalArgumentException("the payload limit must be above 0");
            }
        }
    }

    /// How much is taken; 0 means no limit.
    ///
    /// @param perMinute messages a minute for the project
    /// @param perDeviceMinute messages a minute to one Android device
    /// @param perDeviceHour messages an hour to one Android device
    /// @param isRefusedCharged whether requests that are refused for their content use up the
    ///   project's quota, as 4xx do
    public record Limits(
            long perMinute,
            int perDeviceMinute,
            int perDeviceHour,
            boolean isRefusedCharged,
            Throttle collapsible) {

        public static final Limits OFF = new Limits(0, 0, 0, true, Throttle.OFF);
        public static final Limits GOOGLE = new Limits(600_000, 240, 5_000, true, Throttle.GOOGLE);

        public Limits {
            if (perMinute < 0 || perDeviceMinute < 0 || perDeviceHour < 0) {
                throw new IllegalArgumentException("a limit must be 0 (none) or above");
            }
        }
    }

    public static final Behaviour DEFAULT =
            new Behaviour(
                    new Timing(
                            new Latency.Fixed(Duration.ofMillis(50)),
                            Duration.ofSeconds(2),
                            Optional.empty(),
                            Duration.ofSeconds(3599)),
                    new Checks(false, true, 4096),
                    Limits.OFF);

    public Behaviour with(Timing newTiming) {
        return new Behaviour(newTiming, checks, limits);
    }

    public Behaviour with(Checks newChecks) {
        return new Behaviour(timing, newChecks, limits);
    }

    public Behaviour with(Limits newLimits) {
        return new Behaviour(timing, checks, newLimits);
    }

    public Behaviour withLatency(Latency latency) {
        return with(new Timing(latency, timing.slow(), timing.retryAfter(), timing.tokenLife()));
    }
}
