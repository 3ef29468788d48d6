package kr.bongsu.gateway.link;

import java.time.Instant;

/// What a link is doing.
public sealed interface LinkState {

    /// Since when.
    Instant since();

    /// As operators read it.
    String word();

    record Connecting(Instant since) implements LinkState {
        @Override
        public String word() {
            return "connecting";
        }
    }

    /// Signed on; telegrams are welcome.
    record Ready(Instant since) implements LinkState {
        @Override
        public String word() {
            return "ready";
        }
    }

    /// Waits before it connects again.
    ///
    /// @param reason why the last connection failed or ended
    record Backoff(Instant since, String reason) implements LinkState {
        @Override
        public String word() {
            return "backoff";
        }
    }

    record Stopped(Instant since) implements LinkState {
        @Override
        public String word() {
            return "stopped";
        }
    }
}
