package kr.bongsu.fcmemulator.http;

import java.time.Duration;

/// The limits a connection is held to; the defaults are those observed on Google's front end.
///
/// @param maxStreams `SETTINGS_MAX_CONCURRENT_STREAMS`
/// @param maxAge after this a connection gets GOAWAY `max_age`
/// @param idle after this without a request it gets GOAWAY `session_timeout`
/// @param pings that many PINGs without a request between them get GOAWAY `too_many_pings`
/// @param overLimit what a stream above `maxStreams` gets
public record Http2Policy(
        int maxStreams, Duration maxAge, Duration idle, int pings, OverLimit overLimit) {

    /// The two answers to one stream too many.
    public enum OverLimit {
        /// `RST_STREAM REFUSED_STREAM` for that stream: it was not processed, the connection lives
        /// on.
        REFUSE,
        /// GOAWAY `exceeded_max_concurrent_streams` for the connection.
        GOAWAY
    }

    public static final Http2Policy GOOGLE =
            new Http2Policy(100, Duration.ofHours(1), Duration.ofMinutes(4), 3, OverLimit.REFUSE);

    public Http2Policy {
        if (maxStreams < 1 || pings < 1 || !maxAge.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException(
                    "streams, pings, age and idle time must be positive");
        }
    }
}
