package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;
import kr.bongsu.gateway.rule.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trouble of one Firebase project is not the others'.
class ProjectsTest {

    private static final DeliverySettings SETTINGS =
            new DeliverySettings(
                    DeliverySettings.Pacing.DEFAULT.withoutRamp(),
                    new DeliverySettings.Bounds(40, 4_000, Duration.ofSeconds(1)),
                    DeliverySettings.Weights.DEFAULT,
                    Duration.ofMinutes(2),
                    Rules.NONE);

    @TempDir Path folder;
    private final Places places = new Places(SETTINGS.bounds().inMemory());
    private volatile Instant now = Submissions.NOW;
    private final Set<String> shut = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Queue<Push> sent = new ConcurrentLinkedQueue<>();
    private Ledger ledger;
    private Delivery delivery;
    private int telegrams;

    @BeforeEach
    void open() {
        ledger = Ledger.open(LedgerSettings.file(folder.resolve("ledger.db")), places, this::time);
        delivery = new Delivery(SETTINGS, ledger, places, new TwoProjects(), this::time);
        delivery.start();
    }

    @AfterEach
    void close() {
        delivery.close();
        ledger.close();
    }

    @Test
    void whatAProjectDoesNotTakeGivesItsPlacesToAnothersPushes() throws Exception {
        shut.add("broken");
        int singles = 0;
        // In pieces: what claims from the ledger holds some places for a moment.
        for (int free = places.free(Lane.SINGLE); free > 0; free = places.free(Lane.SINGLE)) {
            int some = Math.max(1, free / 2);
            accept("broken", some);
            singles += some;
        }
        accept("good", 1);
        untilLater("the other project's is sent", () -> ledger.counts().accepted() == 1);
        assertThat(sent).extracting(push -> push.message().service()).containsExactly("good");
        shut.clear();
        int all = singles + 1;
        untilLater("it takes again", () -> ledger.counts().accepted() == all);
        assertThat(sent).hasSize(all).allMatch(push -> push.attempts() == 0);
        Await.until("all places are free", () -> places.free() == SETTINGS.bounds().inMemory());
    }

    @Test
    void aProjectThatNeverAnswersLeavesRequestsToAnother() throws Exception {
        silent.add("broken");
        accept("broken", 200);
        Await.until("it has what it may have", () -> sent.size() >= 30);
        accept("good", 20);
        Await.until("the other project's are sent", () -> ledger.counts().accepted() == 20);
        assertThat(count(push -> push.message().service().equals("broken"))).isEqualTo(30);
    }

    private long count(Predicate<Push> wanted) {
        return sent.stream().filter(wanted).count();
    }

    /// Pushes go through the project that is named like their service.
    private final class TwoProjects implements Sender {

        @Override
        public void send(Push push, Consumer<Outcome> whenDone) {
            sent.add(push);
            if (!silent.contains(project(push))) {
                whenDone.accept(new Outcome.Accepted("n"));
            }
        }

        @Override
        public String project(Push push) {
            return push.message().service();
        }

        @Override
        public int projects() {
            return 2;
        }

        @Override
        public boolean takes(String project) {
            return !shut.contains(project);
        }
    }

    private void accept(String service, int recipients) throws Exception {
        Submission submission =
                new Submission(
                        Optional.of("t" + telegrams++),
                        "single01",
                        Lane.SINGLE,
                        0,
                        now,
                        List.of(
                                new Submission.Addressed(
                                        new Message(service, "t", "b", "g", "u"),
                                        Optional.empty(),
                                        IntStream.range(0, recipients)
                                                .mapToObj(i -> Submissions.recipientOf(service + i))
                                                .toList())));
        assertThat(delivery.accept(submission).get(20, TimeUnit.SECONDS))
                .isInstanceOf(Receipt.Stored.class);
    }

    /// Lets the seconds go by until it holds.
    private void untilLater(String what, Callable<Boolean> condition) throws Exception {
        Await.until(
                what,
                () -> {
                    now = now.plusSeconds(1);
                    return condition.call();
                });
    }

    /// The settable clock, moving on a little at each look so that the pace goes on.
    private Instant time() {
        now = now.plusNanos(100_000);
        return now;
    }
}
