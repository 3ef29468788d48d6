package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;
import kr.bongsu.gateway.rule.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

    private static final DeliverySettings SMALL =
            new DeliverySettings(
                    DeliverySettings.Pacing.DEFAULT.withoutRamp(),
                    new DeliverySettings.Bounds(50, 4_000, Duration.ofSeconds(1)),
                    DeliverySettings.Weights.DEFAULT,
                    Duration.ofMinutes(2),
                    Rules.NONE);

    @TempDir Path folder;
    private final Places places = new Places(SMALL.bounds().inMemory());
    private volatile Instant now = Submissions.NOW;
    private final InstantSource clock = () -> now;
    private volatile boolean taking = true;

    /// The name of a thread in which the clock fails once.
    private volatile String victim = "";

    private volatile String struck = "";
    private volatile Sender sender = (push, done) -> done.accept(new Outcome.Accepted("n"));
    private Ledger ledger;
    private Delivery delivery;

    @BeforeEach
    void open() {
        ledger = Ledger.open(LedgerSettings.file(folder.resolve("ledger.db")), places, clock);
        delivery = new Delivery(SMALL, ledger, places, new Scripted(), this::time);
    }

    @AfterEach
    void close() {
        delivery.close();
        ledger.close();
    }

    @Test
    void everyPushIsSentOnceAndSettled() throws Exception {
        Queue<Long> sent = new ConcurrentLinkedQueue<>();
        start((push, done) -> {
            sent.add(push.id().number());
            done.accept(new Outcome.Accepted("n"));
        });
        for (int i = 0; i < 20; i++) {
            accept("t" + i, 100);
        }
        await(() -> ledger.counts().accepted() == 2_000 && ledger.counts().open() == 0);
        assertThat(sent).hasSize(2_000).doesNotHaveDuplicates();
        await(() -> places.free() == SMALL.bounds().inMemory());
    }

    @Test
    void moreThanMemoryHoldsWaitsInTheLedgerAndIsSentLater() throws Exception {
        start((push, done) -> done.accept(new Outcome.Accepted("n")));
        for (int i = 0; i < 10; i++) {
            accept("t" + i, 3_000);
        }
        await(() -> ledger.counts().accepted() == 30_000);
        await(() -> places.free() == SMALL.bounds().inMemory());
    }

    @Test
    void aSingleDoesNotWaitBehindACampaignThatWaitsInTheLedger() throws Exception {
        Queue<Consumer<Outcome>> campaign = new ConcurrentLinkedQueue<>();
        AtomicInteger singles = new AtomicInteger();
        start((push, done) -> {
            if (push.lane() == Lane.MULTI) {
                campaign.add(done);
            } else {
                singles.incrementAndGet();
                done.accept(new Outcome.Accepted("n"));
            }
        });
        for (int i = 0; i < 10; i++) {
            delivery.accept(Submissions.of("campaign" + i, Lane.MULTI, 1_000))
                    .get(10, TimeUnit.SECONDS);
        }
        await(() -> campaign.size() == SMALL.bounds().inFlight() - SMALL.bounds().inFlight() / 10);
        delivery.accept(Submissions.of("fill", Lane.SINGLE, 1)).get(10, TimeUnit.SECONDS);
        await(() -> singles.get() == 1);
        assertThat(campaign).as("FCM has not answered").hasSize(45);
    }

    @Test
    void noMoreThanTheLimitIsWithTheSender() throws Exception {
        AtomicInteger with = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Queue<Consumer<Outcome>> waiting = new ConcurrentLinkedQueue<>();
        start((push, done) -> {
            most.accumulateAndGet(with.incrementAndGet(), Math::max);
            waiting.add(done);
        });
        delivery.accept(Submissions.of("t", Lane.SINGLE, 200)).get(10, TimeUnit.SECONDS);
        await(() -> waiting.size() == SMALL.bounds().inFlight());
        while (ledger.counts().accepted() < 200) {
            Consumer<Outcome> done = waiting.poll();
            if (done != null) {
                with.decrementAndGet();
                done.accept(new Outcome.Accepted("n"));
            } else {
                Thread.onSpinWait();
            }
        }
        assertThat(most).hasValue(SMALL.bounds().inFlight());
    }

    @Test
    void whatFailedIsSentAgainWhenItIsDueAndKeepsItsId() throws Exception {
        Queue<Push> sent = new ConcurrentLinkedQueue<>();
        start((push, done) -> {
            sent.add(push);
            done.accept(
                    push.attempts() == 0
                            ? new Outcome.Retry(Optional.empty(), "503")
                            : new Outcome.Accepted("n"));
        });
        accept("t", 1);
        await(() -> sent.size() == 1 && places.free() == SMALL.bounds().inMemory());
        now = now.plusSeconds(20);
        await(() -> ledger.counts().accepted() == 1);
        assertThat(sent.stream().map(Push::id).distinct()).hasSize(1);
        assertThat(sent.stream().map(Push::attempts)).isEqualTo(List.of(0, 1));
    }

    @Test
    void whileTheSenderTakesNothingNothingLeavesAndWhatIsHeldKeepsItsAttempts() throws Exception {
        Queue<Push> sent = new ConcurrentLinkedQueue<>();
        start((push, done) -> {
            sent.add(push);
            taking = sent.size() > 1;
            done.accept(
                    taking
                            ? new Outcome.Accepted("n")
                            : new Outcome.Held(Duration.ofSeconds(30), "403"));
        });
        accept("t", 1);
        await(() -> sent.size() == 1 && places.free() == SMALL.bounds().inMemory());
        accept("u", 10);
        now = now.plusSeconds(60);
        await(() -> places.free() == SMALL.bounds().inMemory() - 11);
        assertThat(sent).as("nothing while it takes nothing").hasSize(1);
        // It is the only project: nobody else could use the places.
        taking = true;
        await(() -> ledger.counts().accepted() == 11);
        assertThat(sent.stream().map(Push::attempts).distinct()).containsExactly(0);
    }

    @Test
    void onePushThatCannotBeSentBecauseOfABugHoldsNoOtherAndIsTriedAgain() throws Exception {
        Queue<Push> sent = new ConcurrentLinkedQueue<>();
        start((push, done) -> {
            if (push.attempts() == 0 && push.id().number() == 7) {
                throw new IllegalStateException("a bug");
            }
            sent.add(push);
            done.accept(new Outcome.Accepted("n"));
        });
        accept("t", 20);
        await(() -> ledger.counts().accepted() == 19);
        await(() -> places.free() == SMALL.bounds().inMemory());
        now = now.plusSeconds(20);
        await(() -> ledger.counts().accepted() == 20);
        assertThat(sent).filteredOn(push -> push.attempts() == 1).hasSize(1);
    }

    @Test
    void aBugEndsNoThread() throws Exception {
        start((push, done) ->
                done.accept(
                        push.attempts() == 0
                                ? new Outcome.Retry(Optional.empty(), "503")
                                : new Outcome.Accepted("n")));
        for (String each : List.of("delivery", "delivery-overflow")) {
            victim = each;
            accept(each, 10);
            await(() -> struck.equals(each));
        }
        await(() -> {
            now = now.plusMillis(200);
            return ledger.counts().accepted() == 20;
        });
        await(() -> places.free() == SMALL.bounds().inMemory());
    }

    @Test
    void aStopGivesBackWhatWasNotSent() throws Exception {
        Queue<Consumer<Outcome>> waiting = new ConcurrentLinkedQueue<>();
        start((push, done) -> waiting.add(done));
        delivery.accept(Submissions.of("t", Lane.SINGLE, 200)).get(10, TimeUnit.SECONDS);
        await(() -> waiting.size() == SMALL.bounds().inFlight());
        // What is handed out from now on is answered by nobody.
        List.copyOf(waiting).forEach(done -> done.accept(new Outcome.Accepted("n")));
        delivery.close();
        assertThat(ledger.counts().accepted()).isEqualTo(SMALL.bounds().inFlight());
        List<Push> left = ledger.claim(Lane.SINGLE, 1_000, now).get(10, TimeUnit.SECONDS);
        assertThat(left.size()).as("given back, not left in flight").isBetween(100, 150);
        assertThat(left.stream().map(Push::attempts).distinct()).containsExactly(0);
    }

    private final class Scripted implements Sender {

        @Override
        public void send(Push push, Consumer<Outcome> whenDone) {
            sender.send(push, whenDone);
        }

        @Override
        public boolean takes(String project) {
            return taking;
        }
    }

    private void start(Sender scripted) {
        sender = scripted;
        delivery.start();
    }

    /// The settable clock, moving on a little at each look so that the pace goes on.
    private Instant time() {
        String thread = Thread.currentThread().getName();
        if (thread.equals(victim)) {
            victim = "";
            struck = thread;
            throw new IllegalStateException("a bug");
        }
        now = clock.instant().plusNanos(100_000);
        return now;
    }

    private void accept(String key, int recipients) throws Exception {
        assertThat(
                        delivery.accept(Submissions.of(key, Lane.MULTI, recipients))
                                .get(10, TimeUnit.SECONDS))
                .isNotNull();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Await.until("the condition of the calling line", condition);
    }
}
