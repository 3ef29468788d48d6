package kr.bongsu.gateway.intake;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.admin.Crew;
import kr.bongsu.gateway.admin.Problem;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;

/// Gives what is handed in to the ledger, and tells once it is on the disk. No thread waits for
/// that.
final class HandIn {

    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 500;

    /// Less than a silent connection lives.
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private static final Duration FULL_PAUSE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Desk desk;
    private final Handed handed;
    private final Allowances allowances;
    private final InstantSource clock;
    private final Crew crew;

    /// What is stored.
    ///
    /// @param first the number of the first push
    /// @param before whether it was, when it came this time
    record Stored(long first, int pushes, boolean before) {}

    /// What was given to the ledger.
    private record Given(Submission submission, CompletableFuture<Receipt> receipt) {}

    HandIn(Vertx vertx, Desk desk, Handed handed, Allowances allowances, InstantSource clock) {
        this.vertx = vertx;
        this.desk = desk;
        this.handed = handed;
        this.allowances = allowances;
        this.clock = clock;
        this.crew = new Crew(vertx, "the intake", AT_ONCE, MOST_WAITING);
    }

    /// The name under which the ledger has what a caller hands in.
    static String from(Caller caller) {
        return "http:" + caller.name();
    }

    /// Takes what a body asks for, if it may be.
    ///
    /// @param key under which it is known when it comes again
    /// @return fails with a [Problem] that says why it is not stored
    Future<Stored> take(Caller caller, Optional<String> key, Buffer body) {
        return crew.run(() -> give(caller, key, body))
                .compose(given ->
                        Future.fromCompletionStage(given.receipt, vertx.getOrCreateContext())
                                .timeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                                .recover(HandIn::unknown)
                                .compose(receipt -> stored(caller, given.submission, receipt)));
    }

    /// Blocks while the ledger has no room for more that waits.
    private Given give(Caller caller, Optional<String> key, Buffer body) {
        Submission submission =
                PushRequest.read(
                        PushRequest.body(body.toString(StandardCharsets.UTF_8)),
                        key,
                        from(caller),
                        clock.instant());
        if (desk.isFull(submission.lane())) {
            throw new Problem(503, "too many pushes wait already; come again later", FULL_PAUSE);
        }
        allowances.take(caller, submission.pushes());
        return new Given(submission, desk.accept(submission));
    }

    private Future<Stored> stored(Caller caller, Submission submission, Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored stored ->
                    // On the disk: from here on it is ours.
                    Future.succeededFuture(new Stored(stored.first(), submission.pushes(), false));
            case Receipt.Duplicate _ -> {
                allowances.giveBack(caller, submission.pushes());
                yield crew.run(() -> again(submission));
            }
            case Receipt.Unavailable(String why) -> {
                allowances.giveBack(caller, submission.pushes());
                yield Future.failedFuture(
                        new Problem(503, "cannot be stored now: " + why, FULL_PAUSE));
            }
        };
    }

    private static Future<Receipt> unknown(Throwable why) {
        return Future.failedFuture(
                why instanceof TimeoutException
                        ? new Problem(
                                503,
                                "not stored within "
                                        + LIMIT.toSeconds()
                                        + " s, and it may be yet; send it again with its"
                                        + " Idempotency-Key",
                                FULL_PAUSE)
                        : why);
    }

    private Stored again(Submission submission) {
        Handed.Before before =
                handed.under(submission.key().orElse(""))
                        .filter(Handed.Before::isThere)
                        .orElseThrow(() ->
                                new Problem(
                                        422,
                                        "what came under this Idempotency-Key was taken, and has"
                                                + " been removed from the ledger since; it is not"
                                                + " stored again"));
        if (!submission.digest().equals(Optional.of(before.digest()))) {
            throw new Problem(422, "this Idempotency-Key belongs to another request");
        }
        return new Stored(before.first(), submission.pushes(), true);
    }
}
