package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.telegram.BlockView;

/// Writes to one connection: answers in the order of their requests, each when its telegram is
/// stored.
///
/// Bounded: who adds an answer waits while too many are unwritten, and so does not read on.
final class AnswerQueue {

    private static final Log LOG = Log.of(AnswerQueue.class);
    private static final int MOST_UNANSWERED = 256;
    private static final int LIMIT_IN_HEARTBEATS = 3;

    private final Line line;
    private final Wire wire;
    private final Answers answers;
    private final int port;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(MOST_UNANSWERED);
    private final Thread thread;

    private sealed interface Entry {
        record SignOn() implements Entry {}

        record Heartbeat() implements Entry {}

        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Question(byte[] telegram) implements Entry {}

        record Good(BlockView request) implements Entry {}

        record Refused(BlockView request, int code) implements Entry {}

        record WhenStored(BlockView request, int pushes, CompletableFuture<Receipt> receipt)
                implements Entry {}

        record End() implements Entry {}
    }

    AnswerQueue(Line line, Wire wire, int port) {
        this.line = line;
        this.wire = wire;
        this.port = port;
        this.answers = new Answers(line.form(), line.clock().zone(), port);
        this.thread = Thread.ofVirtual().name("answers-" + line.name()).unstarted(this::run);
    }

    /// To which the connection goes.
    int port() {
        return port;
    }

    void start() {
        thread.start();
    }

    void signOn() throws InterruptedException {
        add(new Entry.SignOn());
    }

    void heartbeat() throws InterruptedException {
        add(new Entry.Heartbeat());
    }

    /// Sends what the FEP is asked, between two answers.
    void ask(byte[] telegram) throws InterruptedException {
        add(new Entry.Question(telegram));
    }

    void answerGood(BlockView request) throws InterruptedException {
        add(new Entry.Good(request));
    }

    void answerMalformed(BlockView request) throws InterruptedException {
        add(new Entry.Refused(request, line.codes().malformed()));
    }

    void answerTooMany(BlockView request) throws InterruptedException {
        add(new Entry.Refused(request, line.codes().tooMany()));
    }

    /// @param request a header that does not hold on to the whole telegram
    void answerWhenStored(BlockView request, int pushes, CompletableFuture<Receipt> receipt)
            throws InterruptedException {
        add(new Entry.WhenStored(request, pushes, receipt));
    }

    /// Waits for a place as long as the FEP may take to read our answers; then the connection is
    /// closed, which ends the reading side too.
    private void add(Entry entry) throws InterruptedException {
        long limit = LIMIT_IN_HEARTBEATS * line.settings().dialogue().heartbeat().toMillis();
        if (!queue.offer(entry, limit, TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "link.answers-not-read",
                    "link",
                    line.name(),
                    "means",
                    "the connection is dropped");
            close();
        }
    }

    /// Ends the queue and the connection.
    ///
    /// @param patience how long what is still to be answered may take
    void finish(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (queue.offer(new Entry.End(), patience.toNanos(), TimeUnit.NANOSECONDS)) {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            if (thread.join(left)) {
                farewell();
            }
        }
        close();
        thread.interrupt();
        thread.join();
    }

    private void run() {
        try {
            OutputStream out = wire.out();
            boolean open = true;
            while (open) {
                open = write(out, queue.take());
            }
        } catch (IOException gone) {
            // The reading side sees the same end of the connection and reports it; the FEP will
            // send again.
            close();
            discard();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write(OutputStream out, Entry entry) throws IOException, InterruptedException {
        Instant now = line.clock().now();
        switch (entry) {
            case Entry.SignOn _ -> send(out, answers.signOn(now));
            case Entry.Heartbeat _ -> send(out, answers.heartbeat(now));
            case Entry.Question question -> send(out, question.telegram);
            case Entry.Good good ->
                    send(out, answers.answer(good.request, line.codes().good(), now));
            case Entry.Refused refused -> {
                line.witness().count(counters -> counters.refuse(now));
                send(out, answers.answer(refused.request, refused.code, now));
            }
            case Entry.WhenStored stored -> {
                // The receipt exists only after the ledger's commit: nothing is acknowledged before
                // it is on the disk.
                int code = code(receipt(stored), stored.pushes);
                send(out, answers.answer(stored.request, code, line.clock().now()));
            }
            case Entry.End _ -> {
                return false;
            }
        }
        return true;
    }

    private void send(OutputStream out, byte[] telegram) throws IOException {
        // First, so that no trace that ends with the FEP's reaction lacks what it reacted to.
        line.witness().trace().see(new Trace.Event.Sent(telegram));
        out.write(telegram);
    }

    private int code(Receipt receipt, int pushes) {
        Instant now = line.clock().now();
        return switch (receipt) {
            case Receipt.Stored _ -> {
                line.witness().count(counters -> counters.stored(pushes, now));
                yield line.codes().good();
            }
            case Receipt.Duplicate _ -> {
                line.witness().count(counters -> counters.duplicate(now));
                yield line.codes().duplicate();
            }
            case Receipt.Unavailable _ -> {
                line.witness().count(counters -> counters.refuse(now));
                yield line.codes().unavailable();
            }
        };
    }

    private static Receipt receipt(Entry.WhenStored stored) throws InterruptedException {
        try {
            return stored.receipt.get();
        } catch (ExecutionException bug) {
            LOG.bug("link.accept-failed", bug);
            return new Receipt.Unavailable("a bug: " + bug.getMessage());
        }
    }

    /// Lets the reading side go on to find the connection closed, should it wait for a place.
    private void discard() {
        try {
            while (!(queue.take() instanceof Entry.End)) {
                // What is not answered is sent again by the FEP, and recognised.
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void farewell() {
        try {
            wire.close();
        } catch (IOException e) {
            LOG.warn("link.close-failed", "link", line.name(), "why", e.getMessage());
        }
    }

    private void close() {
        try {
            wire.cut();
        } catch (IOException e) {
            LOG.warn("link.close-failed", "link", line.name(), "why", e.getMessage());
        }
    }
}
