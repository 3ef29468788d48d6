package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.rule.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pushes of one customer leave in the order in which they were accepted.
class CustomerOrderTest {

    private static final Duration LIMIT = Duration.ofMinutes(55);
    private static final DeliverySettings SETTINGS =
            new DeliverySettings(
                    DeliverySettings.Pacing.DEFAULT.withoutRamp(),
                    new DeliverySettings.Bounds(500, 4_000, Duration.ofSeconds(1)),
                    DeliverySettings.Weights.DEFAULT,
                    LIMIT,
                    Rules.NONE);

    @TempDir Path folder;
    private Places places;
    private volatile Instant now = Submissions.NOW;
    private volatile Function<Push, Outcome> fcm = _ -> new Outcome.Accepted("n");
    private final List<Push> sent = Collections.synchronizedList(new ArrayList<>());
    private Ledger ledger;
    private Delivery delivery;
    private int telegrams;

    @BeforeEach
    void open() {
        places = new Places(SETTINGS.bounds().inMemory());
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db"))
                                .with(new LedgerSettings.Terms(LIMIT, Duration.ofDays(30))),
                        places,
                        () -> now);
        delivery =
                new Delivery(
                        SETTINGS,
                        ledger,
                        places,
                        (push, done) -> {
                            sent.add(push);
                            done.accept(fcm.apply(push));
                        },
                        this::time);
        delivery.start();
    }

    @AfterEach
    void close() {
        delivery.close();
        ledger.close();
    }

    @Test
    void whatFollowsAPushThatIsRetriedWaitsForIt() throws Exception {
        fcm = this::secondTime;
        accept(7);
        accept(7);
        accept(8);
        accept(7);
        Await.until(
                "one is tried, the other customer's sent", () -> ledger.counts().accepted() > 0);
        Await.until(
                "all others are in the ledger",
                () -> places.free() == SETTINGS.bounds().inMemory());
        assertThat(sentOf(7)).as("the first one alone").isEqualTo(List.of(1L));
        untilAllAreAccepted(4);
        assertThat(sentOf(7)).isEqualTo(List.of(1L, 1L, 2L, 2L, 4L, 4L));
    }

    @Test
    void whatGoesBackBehindAPushIsNotOvertakenBeforeItIsThere() throws Exception {
        CountDownLatch bothAreHere = new CountDownLatch(1);
        fcm =
                push -> {
                    if (push.id().number() > 1 || push.attempts() > 0) {
                        return new Outcome.Accepted("n");
                    }
                    assertThat(await(bothAreHere)).isTrue();
                    return new Outcome.Retry(Optional.empty(), "503");
                };
        accept(7);
        accept(7);
        administer(
                "CREATE TRIGGER not_yet BEFORE UPDATE ON push WHEN NEW.id = 2 AND NEW.state = 0"
                        + " BEGIN SELECT RAISE(ABORT, 'not yet'); END");
        bothAreHere.countDown();
        Await.until(
                "the first is in the ledger",
                () -> places.free() == SETTINGS.bounds().inMemory() - 1);
        Await.until(
                "it has been sent",
                () -> {
                    now = now.plusMillis(200);
                    return ledger.counts().accepted() == 1;
                });
        accept(7);
        accept(8);
        Await.until("the other customer's is sent", () -> ledger.counts().accepted() == 2);
        assertThat(sentOf(7)).isEqualTo(List.of(1L, 1L));
        administer("DROP TRIGGER not_yet");
        untilAllAreAccepted(4);
        assertThat(sentOf(7)).isEqualTo(List.of(1L, 1L, 2L, 3L));
    }

    @Test
    void theOrderOutlivesARestart() throws Exception {
        fcm = this::secondTime;
        accept(7);
        accept(7);
        Await.until("both are in the ledger", () -> places.free() == SETTINGS.bounds().inMemory());
        close();
        open();
        accept(7);
        untilAllAreAccepted(3);
        assertThat(firstsOf(7)).isEqualTo(List.of(1L, 2L, 3L));
    }

    @Test
    void aStuckPushHoldsItsFollowersNoLongerThanTheLimit() throws Exception {
        fcm =
                push ->
                        push.id().number() == 1
                                ? new Outcome.Retry(Optional.of(Duration.ofMinutes(58)), "429")
                                : new Outcome.Accepted("n");
        accept(7);
        accept(7);
        Await.until("both are in the ledger", () -> places.free() == SETTINGS.bounds().inMemory());
        now = Submissions.NOW.plus(LIMIT).minusSeconds(1);
        accept(8);
        Await.until("the other customer's is sent", () -> ledger.counts().accepted() == 1);
        assertThat(sentOf(7)).isEqualTo(List.of(1L));
        now = now.plusSeconds(2);
        Await.until("it waits no longer", () -> ledger.counts().accepted() == 2);
        assertThat(sentOf(7)).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void manyPushesOfFewCustomersKeepTheirOrderThroughRandomFaults() throws Exception {
        long seed = Long.getLong("bongsu.seed", System.nanoTime());
        Random random = new Random(seed);
        fcm =
                push -> {
                    synchronized (random) {
                        return random.nextInt(3) > 0 || push.attempts() > 5
                                ? new Outcome.Accepted("n")
                                : random.nextBoolean()
                                        ? new Outcome.Retry(Optional.empty(), "503")
                                        : new Outcome.Held(Duration.ofSeconds(3), "full");
                    }
                };
        int pushes = 400;
        for (int i = 0; i < pushes; i++) {
            accept(random.nextInt(20));
        }
        untilAllAreAccepted(pushes);
        Map<String, Long> last = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        for (Push push : List.copyOf(sent)) {
            long number = push.id().number();
            if (seen.add(number)) {
                Long before = last.put(push.recipient().customer(), number);
                assertThat(before == null || before < number)
                        .as("push %s after %s, seed %s", number, before, seed)
                        .isTrue();
            }
        }
    }

    /// Every push fails once.
    private Outcome secondTime(Push push) {
        return push.attempts() == 0 && push.recipient().customer().endsWith("7")
                ? new Outcome.Retry(Optional.empty(), "503")
                : new Outcome.Accepted("n");
    }

    private void untilAllAreAccepted(int pushes) throws Exception {
        Await.until(
                "all are accepted",
                () -> {
                    now = now.plusMillis(200);
                    return ledger.counts().accepted() == pushes;
                });
    }

    private List<Long> sentOf(int customer) {
        return List.copyOf(sent).stream()
                .filter(push -> push.recipient().customer().endsWith("" + customer))
                .map(push -> push.id().number())
                .toList();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void administer(String sql) throws Exception {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        }
    }

    private List<Long> firstsOf(int customer) {
        return sentOf(customer).stream().distinct().toList();
    }

    private void accept(int customer) throws Exception {
        Submission submission =
                Submissions.of(
                        "t" + telegrams++,
                        Lane.SINGLE,
                        Optional.empty(),
                        List.of(Submissions.recipient(customer, "token")));
        assertThat(delivery.accept(submission).get(10, TimeUnit.SECONDS)).isNotNull();
    }

    /// The settable clock, moving on a little at each look so that the pace goes on.
    private Instant time() {
        now = now.plusNanos(100_000);
        return now;
    }
}
