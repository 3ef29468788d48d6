package kr.bongsu.fcmemulator.fault;

import java.time.Instant;

/// A trouble that strikes some sends for some time.
///
/// @param probability of striking each send that it applies to, above 0 up to 1
/// @param tokenPrefix applies to tokens that begin so; the empty text applies to all, topics
///   included
/// @param times how often it strikes at most
public record Fault(
        Trouble trouble, double probability, String tokenPrefix, Window window, long times) {

    /// From an instant on until another one.
    public record Window(Instant from, Instant until) {
        public Window {
            if (!until.isAfter(from)) {
                throw new IllegalArgumentException("a fault must last longer than no time");
            }
        }

        boolean contains(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    public Fault {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1");
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1");
        }
    }

    boolean applies(String token, Instant now) {
        return window.contains(now) && token.startsWith(tokenPrefix);
    }
}
