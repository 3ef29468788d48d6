package kr.bongsu.gateway.fcm;

import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import org.jspecify.annotations.Nullable;

/// One request on its way, from the inbox to its one outcome. Confined to the event loop.
final class Request {

    private static final int LONGEST_ANSWER = 16 * 1024;

    /// What is left is told in seconds.
    private static final Duration STALE_AFTER = Duration.ofSeconds(1);

    private final Lane lane;
    private byte[] body;
    private final Optional<Dated> dated;
    private Instant written;
    private final Consumer<Outcome> whenDone;
    private String answer = "";
    private int status;
    private Optional<Duration> retryAfter = Optional.empty();
    private final long arrivedNanos = System.nanoTime();
    private long deadlineNanos;
    private @Nullable AsciiString authorization;
    private boolean done;
    private boolean tokenRefusedBefore;

    /// What a push that has an end says, at any time.
    ///
    /// @param end then it is of no use any more
    /// @param written for when its body is
    /// @param body for a later time
    record Dated(Instant end, Instant written, Function<Instant, byte[]> body) {}

    /// @param dated empty when it has no end
    Request(Lane lane, byte[] body, Optional<Dated> dated, Consumer<Outcome> whenDone) {
        this.lane = lane;
        this.body = body;
        this.dated = dated;
        this.written = dated.map(Dated::written).orElse(Instant.EPOCH);
        this.whenDone = whenDone;
    }

    Lane lane() {
        return lane;
    }

    /// Whether it is of no use any more.
    boolean isOver(Instant now) {
        return dated.isPresent() && !now.isBefore(dated.get().end);
    }

    /// Says anew how much of its time is left, if it has waited.
    void renew(Instant now) {
        if (dated.isPresent() && Duration.between(written, now).abs().compareTo(STALE_AFTER) >= 0) {
            body = dated.get().body.apply(now);
            written = now;
        }
    }

    byte[] body() {
        return body;
    }

    /// It leaves now.
    void sent(AsciiString with, long deadline) {
        authorization = with;
        deadlineNanos = deadline;
        status = 0;
        retryAfter = Optional.empty();
        answer = "";
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    @Nullable AsciiString authorization() {
        return authorization;
    }

    void head(int answerStatus, Optional<Duration> answerRetryAfter) {
        status = answerStatus;
        retryAfter = answerRetryAfter;
    }

    /// More of the answer; what is beyond the bound is of no use.
    void body(String part) {
        if (answer.isEmpty()) {
            answer = part;
        } else if (answer.length() < LONGEST_ANSWER) {
            answer += part;
        }
    }

    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    String answer() {
        return answer;
    }

    /// Whether this is the first time that FCM refuses the access token it went with.
    boolean firstTokenRefusal() {
        boolean first = !tokenRefusedBefore;
        tokenRefusedBefore = true;
        return first;
    }

    boolean isDone() {
        return done;
    }

    void done(Outcome outcome) {
        if (done) {
            throw new IllegalStateException("a second outcome: " + outcome);
        }
        done = true;
        whenDone.accept(outcome);
    }
}
