package kr.bongsu.gateway.link;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Writes what passes over one line to a file, masked, while somebody has asked for it.
///
/// The line never waits for it: what the file cannot take in time is left out, and the file says
/// how much.
final class Trace implements AutoCloseable {

    private static final Log LOG = Log.of(Trace.class);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_WAITING_BYTES = 8 << 20;
    private static final long LOOK_MILLIS = 100;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final TraceFile file;
    private final TraceText text;
    private final Line.Clock clock;
    private final AtomicReference<@Nullable Run> run = new AtomicReference<>();

    /// Something a trace tells of.
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    sealed interface Event {
        /// The FEP sent a telegram.
        ///
        /// @param telegram whole; not changed any more
        record Received(byte[] telegram) implements Event {}

        /// The gateway sent a telegram.
        ///
        /// @param telegram whole; not changed any more
        record Sent(byte[] telegram) implements Event {}

        /// The FEP sent something else.
        ///
        /// @param bytes of which nobody knows what they are; not changed any more
        record Noise(byte[] bytes) implements Event {}

        /// The link says what became of itself.
        record Said(String what) implements Event {}
    }

    private record Seen(Instant at, Event event) {}

    /// From one wish for a trace to its end.
    private final class Run implements Runnable {

        private final Instant until;
        private final BlockingQueue<Seen> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private final AtomicInteger waitingBytes = new AtomicInteger();
        private final AtomicLong leftOut = new AtomicLong();
        private final Thread writer;

        Run(Instant until) {
            this.until = until;
            this.writer = Thread.ofVirtual().name("trace-" + file.path()).unstarted(this);
        }

        void add(Event event) {
            int size = size(event);
            if (waitingBytes.addAndGet(size) > MOST_WAITING_BYTES
                    || !waiting.offer(new Seen(clock.now(), event))) {
                waitingBytes.addAndGet(-size);
                leftOut.incrementAndGet();
            }
        }

        @Override
        public void run() {
            try (file) {
                while (run.get() == this && clock.now().isBefore(until)) {
                    write(waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
                }
                while (!waiting.isEmpty()) {
                    write(waiting.poll());
                }
                tellOfLosses();
            } catch (IOException e) {
                LOG.warn("link.trace-ended", "file", file.path(), "why", e);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            boolean _ = run.compareAndSet(this, null);
        }

        private void write(@Nullable Seen seen) throws IOException {
            if (seen != null) {
                waitingBytes.addAndGet(-size(seen.event));
                tellOfLosses();
                file.append(text.of(seen.at, seen.event));
            }
        }

        private void tellOfLosses() throws IOException {
            long lost = leftOut.getAndSet(0);
            if (lost > 0) {
                Event told = new Event.Said(lost + " events left out: the file is slow");
                file.append(text.of(clock.now(), told));
            }
        }
    }

    Trace(TraceFile file, TraceText text, Line.Clock clock) {
        this.file = file;
        this.text = text;
        this.clock = clock;
    }

    /// Until when it writes; empty while it does not.
    Optional<Instant> until() {
        return Optional.ofNullable(run.get()).map(on -> on.until);
    }

    Path path() {
        return file.path();
    }

    /// Begins; one that is under way ends first.
    synchronized void start(Duration length) {
        stop();
        Run next = new Run(clock.now().plus(length));
        run.set(next);
        next.writer.start();
    }

    /// Writes what was seen before, and no more.
    synchronized void stop() {
        Run on = run.getAndSet(null);
        try {
            if (on != null && !on.writer.join(CLOSE_LIMIT)) {
                LOG.warn("link.trace-slow", "file", file.path());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    /// Cheap while nobody has asked for a trace.
    void see(Event event) {
        Run on = run.get();
        if (on != null) {
            on.add(event);
        }
    }

    private static int size(Event event) {
        return switch (event) {
            case Event.Received received -> received.telegram.length;
            case Event.Sent sent -> sent.telegram.length;
            case Event.Noise noise -> noise.bytes.length;
            case Event.Said said -> said.what.length();
        };
    }
}
