package kr.bongsu.gateway.link;

import java.time.Instant;

/// What a link is doing.
///
/// ```
///   Connecting --> SigningOn --> Ready --> Draining --> Stopped
///       ^              |           |           \------> Held --(by hand)--> Connecting
///       \-- Backoff <--/-----------/
/// ```
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

    /// Connected; the FEP has not answered the sign-on yet.
    record SigningOn(Instant since) implements LinkState {
        @Override
        public String word() {
            return "signing-on";
        }
    }

    /// Signed on; telegrams are welcome.
    record Ready(Instant since) implements LinkState {
        @Override
        public String word() {
            return "ready";
        }
    }

    /// Reads nothing more; answers what was read.
    record Draining(Instant since) implements LinkState {
        @Override
        public String word() {
            return "draining";
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

    /// Signed off by hand; stays so until somebody signs it on.
    ///
    /// @param reason who wished it and why
    record Held(Instant since, String reason) implements LinkState {
        @Override
        public String word() {
            return "held";
        }
    }

    record Stopped(Instant since) implements LinkState {
        @Override
        public String word() {
            return "stopped";
        }
    }
}
