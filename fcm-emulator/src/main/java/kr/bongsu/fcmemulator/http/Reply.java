package kr.bongsu.fcmemulator.http;

import java.time.Duration;
import java.util.function.Consumer;

/// What to do with a request, and after which delay.
public record Reply(Action action, Duration delay) {

    /// The ways a request can end.
    public sealed interface Action {

        /// A response, as intended.
        record Respond(Response response) implements Action {}

        /// No answer ever: the caller waits until its own deadline.
        record Stall() implements Action {}

        /// The stream ends without an answer (`RST_STREAM`); HTTP/1.1, which has no streams, loses
        /// the connection.
        record ResetStream() implements Action {}

        /// The whole TCP connection is reset, with everything else that was under way on it.
        record ResetConnection() implements Action {}

        /// The response stays open; `subscriber` is given the stream to write events to.
        record Follow(Response head, Consumer<EventStream> subscriber) implements Action {}
    }

    public static Reply now(Response response) {
        return new Reply(new Action.Respond(response), Duration.ZERO);
    }
}
