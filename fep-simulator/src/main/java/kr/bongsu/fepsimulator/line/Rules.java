package kr.bongsu.fepsimulator.line;

import java.time.Duration;
import java.util.Set;

/// What holds for every line alike.
///
/// @param heartbeat time between two heartbeats; a connection from which nothing came for three
///   times as long is closed
/// @param resendAfter an unanswered telegram, or one refused for now, is sent again after this time
/// @param finalCodes response codes after which sending again is no use
public record Rules(Duration heartbeat, Duration resendAfter, Set<String> finalCodes) {

    static final String GOOD = "0000";

    public Rules {
        finalCodes = Set.copyOf(finalCodes);
    }

    Duration silence() {
        return heartbeat.multipliedBy(3);
    }
}
