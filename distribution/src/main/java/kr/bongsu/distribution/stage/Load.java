package kr.bongsu.distribution.stage;

import java.time.Duration;

/// What a stage plays.
///
/// @param pushes recipients on all links together
/// @param pushesPerSecond at most so many on all links together; 0: as fast as they are answered
/// @param fcmLatency how long FCM takes for an answer
public record Load(int pushes, int pushesPerSecond, Duration fcmLatency) {

    public Load {
        if (pushes < 1 || pushesPerSecond < 0 || fcmLatency.isNegative()) {
            throw new IllegalArgumentException(
                    "a load has pushes, and no negative rate or latency");
        }
    }
}
