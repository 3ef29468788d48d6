package kr.bongsu.bench.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import kr.bongsu.bench.Usage;
import kr.bongsu.gateway.fcm.FcmClient;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.gateway.push.Outcome;

/// Sends for a long time at a low pace, with every kind of fault, and samples the memory of client
/// and emulator.
///
/// Faults: 1 % of the streams are reset after the message was accepted, 1 % are answered 503, every
/// 10 s all connections get a GOAWAY; connections are replaced after two minutes, access tokens
/// live two minutes.
public final class Soak {

    private static final int PER_SECOND = 500;
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration GO_AWAY_EVERY = Duration.ofSeconds(10);
    private static final Duration SAMPLE_EVERY = Duration.ofMinutes(1);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(1);
    private static final double MEGA = 1024 * 1024;

    private final EmulatorProcess emulator;
    private final FcmClient client;
    private final PrintStream out;
    private final DelayQueue<Again> again = new DelayQueue<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    private Soak(EmulatorProcess emulator, FcmClient client, PrintStream out) {
        this.emulator = emulator;
        this.client = client;
        this.out = out;
    }

    /// Runs for so long and prints one line a minute, then the sums.
    ///
    /// @throws IOException when a message is lost, refused or shown twice
    public static void run(Duration time, PrintStream out) throws Exception {
        try (EmulatorProcess emulator = EmulatorProcess.start("lognormal:50ms/200ms")) {
            emulator.control("PATCH", "settings", "{\"access_token_life\":\"120s\"}");
            emulator.control("POST", "faults", "{\"trouble\":\"reset\",\"probability\":0.01}");
            emulator.control(
                    "POST", "faults", "{\"trouble\":\"unavailable\",\"probability\":0.01}");
            FcmSettings settings =
                    emulator.settings(new FcmSettings.Connections(2, 24, Duration.ofMinutes(2)));
            try (FcmClient client = new FcmClient(settings, InstantSource.system())) {
                client.start();
                new Soak(emulator, client, out).run(time);
            }
        }
    }

    private void run(Duration time) throws Exception {
        out.println("| minute | accepted | sent again | client RSS MB | emulator RSS MB |");
        out.println("|---:|---:|---:|---:|---:|");
        long start = System.nanoTime();
        long nextGoAway = start + GO_AWAY_EVERY.toNanos();
        long nextSample = start + SAMPLE_EVERY.toNanos();
        long sent = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            long now = System.nanoTime();
            long due = (now - start) * PER_SECOND / 1_000_000_000;
            while (sent < due) {
                send(sent++);
            }
            sendAgain();
            if (now - nextGoAway >= 0) {
                nextGoAway += GO_AWAY_EVERY.toNanos();
                emulator.control("POST", "goaway", "{\"reason\":\"max_age\"}");
            }
            if (now - nextSample >= 0) {
                nextSample += SAMPLE_EVERY.toNanos();
                sample(Duration.ofNanos(now - start).toMinutes());
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
        drain(sent);
        report(sent);
    }

    private void send(long number) {
        client.send(Pushes.of("soak", number), outcome -> ended(number, outcome));
    }

    private void ended(long number, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> accepted.increment();
            case Outcome.Rejected _ -> rejected.increment();
            case Outcome.Retry _, Outcome.Throttled _, Outcome.Unknown _, Outcome.Held _ -> {
                repeated.increment();
                again.add(new Again(number, System.nanoTime() + AGAIN_AFTER.toNanos()));
            }
        }
    }

    private void sendAgain() {
        Again due = again.poll();
        while (due != null) {
            send(due.number());
            due = again.poll();
        }
    }

    private void drain(long sent) throws IOException {
        long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
        while (accepted.sum() + rejected.sum() < sent) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        sent - accepted.sum() - rejected.sum() + " messages have no outcome");
            }
            sendAgain();
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void sample(long minute) throws IOException {
        out.printf(
                Locale.ROOT,
                "| %d | %,d | %,d | %.0f | %.0f |%n",
                minute,
                accepted.sum(),
                repeated.sum(),
                Usage.of(ProcessHandle.current().pid()).rss() / MEGA,
                Usage.of(emulator.pid()).rss() / MEGA);
    }

    private void report(long sent) throws Exception {
        JsonNode stats = emulator.stats();
        out.printf(
                Locale.ROOT,
                "%nsent %,d, accepted %,d, rejected %,d, sent again %,d; the emulator took %,d"
                        + " different messages, showed %,d twice, opened %,d connections, granted %,d"
                        + " access tokens%n",
                sent,
                accepted.sum(),
                rejected.sum(),
                repeated.sum(),
                stats.get("distinct").asLong(),
                stats.get("displayed_twice").asLong(),
                stats.get("connections_opened").asLong(),
                stats.get("tokens_granted").asLong());
        if (stats.get("distinct").asLong() != sent
                || stats.get("displayed_twice").asLong() != 0
                || accepted.sum() != sent) {
            throw new IOException("messages were lost, refused or shown twice");
        }
    }

    /// A message that is sent again at its time.
    private record Again(long number, long atNanos) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
