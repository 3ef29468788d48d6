package kr.bongsu.gateway.push;

import java.time.Duration;
import java.util.Optional;

/// What became of one attempt to send one push.
public sealed interface Outcome {

    /// FCM has taken it over; it must never be sent again.
    ///
    /// @param name FCM's name of the message
    record Accepted(String name) implements Outcome {}

    /// It will never succeed as it is; it must not be sent again.
    ///
    /// @param detail for a person; holds no personal data
    record Rejected(Rejection reason, String detail) implements Outcome {}

    /// FCM has not taken it over; it may be sent again.
    ///
    /// @param after FCM's own wish, if it had one
    /// @param least after the first attempt, where FCM wishes nothing; doubled from then on
    record Retry(Optional<Duration> after, String reason, Duration least) implements Outcome {

        /// What FCM's guide asks of a sender after most errors.
        private static final Duration USUAL = Duration.ofSeconds(10);

        public Retry(Optional<Duration> after, String reason) {
            this(after, reason, USUAL);
        }
    }

    /// FCM asks the whole project to send nothing for a while: its quota is spent, or FCM is
    /// overloaded and says for how long. This push may be sent again, and the attempt does not
    /// count as one.
    record Throttled(Duration pause, String reason) implements Outcome {}

    /// FCM takes nothing just now, for a reason that is none of the push's: credentials, an outage,
    /// a full queue. It may be sent again, and this attempt does not count as one.
    record Held(Duration pause, String reason) implements Outcome {}

    /// The connection broke after the request had left: FCM may have taken it over or not. It is
    /// sent again with the same tag, so that the phone shows it once.
    record Unknown(String reason) implements Outcome {}
}
