package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Measures how many pushes a second the ledger accepts and settles, and how long a telegram waits
/// for its receipt; docs/benchmarks.md tells how to run it.
@ExtendWith(Servers.class)
class LedgerBench {

    private static final int RECIPIENTS = 10;

    /// Telegrams whose pushes are not all settled.
    private static final int AT_ONCE = 512;

    private static final int PUSHES_A_TIME = 100;
    private static final String TEXT = "가나다라마바사아자차".repeat(20);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration TIME = Duration.ofSeconds(20);

    private final Semaphore places = new Semaphore(AT_ONCE);

    @Test
    void sqlite(@TempDir Path folder) throws Exception {
        measure("SQLite", LedgerSettings.file(folder.resolve("ledger.db")));
    }

    @Test
    void mariaDb(Servers servers) throws Exception {
        measure("MariaDB", servers.mariaDb().newDatabase());
    }

    @Test
    void postgreSql(Servers servers) throws Exception {
        measure("PostgreSQL", servers.postgreSql().newDatabase());
    }

    private void measure(String engine, LedgerSettings settings) throws Exception {
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, InstantSource.system())) {
            run(ledger, Integer.MAX_VALUE, WARM_UP);
            say(engine, "all it can", run(ledger, Integer.MAX_VALUE, TIME));
            say(engine, "10,000", run(ledger, 10_000, TIME));
            assertThat(ledger.counts().open()).isZero();
        }
    }

    private record Result(double perSecond, double p50, double p99, double cores) {}

    private static void say(String engine, String asked, Result result) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.1f | %.1f | %.2f |%n",
                engine,
                asked,
                result.perSecond(),
                result.p50(),
                result.p99(),
                result.cores());
    }

    private Result run(Ledger ledger, int perSecond, Duration time) throws Exception {
        ConcurrentLinkedQueue<Long> receipts = new ConcurrentLinkedQueue<>();
        LongAdder settled = new LongAdder();
        long sent = 0;
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (; System.nanoTime() - start < time.toNanos(); sent += RECIPIENTS) {
            if (sent % PUSHES_A_TIME == 0) {
                awaitTurn(start + (long) (sent * 1e9 / perSecond));
            }
            takePlaces(1);
            long begun = System.nanoTime();
            // One that fails is missed at the end.
            CompletableFuture<?> _ =
                    ledger.accept(submission(sent))
                            .thenCompose(receipt -> {
                                receipts.add(System.nanoTime() - begun);
                                return settle(ledger, receipt, settled);
                            })
                            .whenComplete((_, _) -> places.release());
        }
        takePlaces(AT_ONCE);
        places.release(AT_ONCE);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cores = (cpuNanos() - cpu) / 1e9 / seconds;
        assertThat(settled.sum()).as("settled").isEqualTo(sent);
        long[] sorted = receipts.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Result(
                sent / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                cores);
    }

    private void takePlaces(int count) throws InterruptedException {
        assertThat(places.tryAcquire(count, 60, TimeUnit.SECONDS)).as("settled in time").isTrue();
    }

    private static void awaitTurn(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static CompletionStage<?> settle(Ledger ledger, Receipt receipt, LongAdder settled) {
        List<Settlement> settlements =
                switch (receipt) {
                    case Receipt.Stored stored ->
                            stored.ready().stream().map(push -> accepted(push.id())).toList();
                    case Receipt.Duplicate _, Receipt.Unavailable _ ->
                            throw new AssertionError("not stored: " + receipt);
                };
        return ledger.settle(settlements).thenRun(() -> settled.add(settlements.size()));
    }

    private static Settlement accepted(PushId id) {
        return new Settlement.Accepted(id, Instant.now(), 1, "projects/p/messages/" + id.number());
    }

    private static Submission submission(long number) {
        Message message = new Message("체결", "주문이 체결되었습니다", TEXT, "g1", "u" + number);
        List<Recipient> recipients =
                IntStream.range(0, RECIPIENTS)
                        .mapToObj(i -> recipient((number * 7919 + i) % 1_000_000))
                        .toList();
        return new Submission(
                Optional.of("uuid " + System.nanoTime() + " " + number),
                "bench",
                Lane.MULTI,
                0,
                Instant.now(),
                List.of(new Submission.Addressed(message, Optional.empty(), recipients)));
    }

    private static Recipient recipient(long customer) {
        return new Recipient(
                "%010d".formatted(customer),
                "01012345678",
                new DeviceToken("t".repeat(150) + customer),
                "증권",
                "1");
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
