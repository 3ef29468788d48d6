package kr.bongsu.gateway.link;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the gateway has asked the FEP on one connection and is to be answered: one telegram at a
/// time. Asked on one thread, answered on another.
final class Inquiry {

    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();

    private record Open(String kind, String uuid, CompletableFuture<Long> code) {}

    /// Sends something.
    @FunctionalInterface
    interface Sending {
        void send(byte[] telegram) throws InterruptedException;
    }

    /// Sends a telegram and waits for its answer's code.
    ///
    /// @throws IOException when none comes in time, or the connection ends
    long ask(ResultTelegrams.Question question, Duration limit, Sending sending)
            throws IOException, InterruptedException {
        Open asked = new Open(question.kind(), question.uuid(), new CompletableFuture<>());
        if (!open.compareAndSet(null, asked)) {
            throw new IOException("the FEP is being told something else");
        }
        try {
            sending.send(question.telegram());
            return asked.code.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException ended) {
            throw new IOException("the line has ended", ended);
        } catch (TimeoutException silent) {
            throw new IOException("the FEP has not answered within " + limit.toSeconds() + " s");
        } finally {
            open.set(null);
        }
    }

    /// Whether this answers what was asked.
    boolean answer(String kind, String uuid, long code) {
        Open asked = open.get();
        return asked != null
                && asked.kind.equals(kind)
                && asked.uuid.equals(uuid)
                && asked.code.complete(code);
    }

    /// Nothing will be answered any more.
    void end() {
        Open asked = open.get();
        if (asked != null) {
            boolean _ = asked.code.completeExceptionally(new IOException("the line has ended"));
        }
    }
}
