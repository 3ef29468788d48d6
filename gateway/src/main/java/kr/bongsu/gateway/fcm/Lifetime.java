package kr.bongsu.gateway.fcm;

import java.time.Duration;

/// When a connection began, when it is to be replaced, and whether it was of use. Confined to the
/// event loop.
final class Lifetime {

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration NONE = Duration.ofSeconds(1);

    private final Duration replaceAfter;
    private long begunNanos;
    private boolean answered;
    private boolean inOrder;

    Lifetime(Duration replaceAfter) {
        this.replaceAfter = replaceAfter;
    }

    void begin() {
        begunNanos = System.nanoTime();
    }

    /// A request was answered.
    void answered() {
        answered = true;
    }

    /// It takes no more requests.
    ///
    /// @param isInOrder the peer took its leave without a complaint, or it is left for its age
    void ends(boolean isInOrder) {
        inOrder = isInOrder;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - begunNanos >= replaceAfter.toNanos();
    }

    /// Whether it was of no use: a peer that closes each connection at once must not be asked
    /// without a pause. One that ended in order was of use if it only had the time to be.
    boolean wasUseless(long nowNanos) {
        Duration least = inOrder ? NONE : SHORT;
        return !answered && nowNanos - begunNanos < least.toNanos();
    }

    boolean endedInOrder() {
        return inOrder;
    }
}
