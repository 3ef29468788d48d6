package kr.bongsu.gateway.fcm;

import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import kr.bongsu.gateway.push.Outcome;
import org.jspecify.annotations.Nullable;

/// One request on its way, from the inbox to its one outcome. Confined to the event loop.
final class Request {

    private final byte[] body;
    private final Consumer<Outcome> whenDone;
    private String answer = "";
    private int status;
    private Optional<Duration> retryAfter = Optional.empty();
    private final long arrivedNanos = System.nanoTime();
    private long deadlineNanos;
    private @Nullable AsciiString authorization;
    private boolean done;
    private boolean tokenRefusedBefore;

    Request(byte[] body, Consumer<Outcome> whenDone) {
        this.body = body;
        this.whenDone = whenDone;
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

    private static final int LONGEST_ANSWER = 16 * 1024;
}
