package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What FCM has answered is written, however the stop falls: a result that is lost is a push that
/// the next gateway sends again.
class SettlerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void aStopWhileResultsAreHandedInLosesNone() throws Exception {
        try (Ledger ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW)) {
            List<Push> pushes = new CopyOnWriteArrayList<>();
            ledger.accept(Submissions.of("t", Lane.SINGLE, 3), pushes::addAll)
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Settler settler = new Settler(ledger, Submissions.ROOMY, (_, _) -> {});
            settler.start();
            HeldNotes held = new HeldNotes();
            for (Push push : pushes) {
                settler.settle(
                        push, new Settlement.Accepted(push.id(), Submissions.NOW, 1, "name"), held);
            }
            Await.until("results are handed in", held.mayGo::hasQueuedThreads);
            Thread closing = Thread.ofPlatform().start(settler::close);
            Await.until(
                    "it waits for them", () -> closing.getState() == Thread.State.TIMED_WAITING);
            held.mayGo.release();
            assertThat(closing.join(LIMIT)).as("it has stopped").isTrue();

            assertThat(ledger.counts().accepted()).isEqualTo(3);
        }
    }

    @Test
    void oneThatTheLedgerRefusesHoldsNoOtherAndIsNotLost() throws Exception {
        try (Ledger ledger = ledger()) {
            List<Push> pushes = accepted(ledger, 100);
            administer(
                    "CREATE TRIGGER bad_row BEFORE UPDATE ON push WHEN NEW.id = 37 AND NEW.state = 2"
                            + " BEGIN SELECT RAISE(ABORT, 'a bad row'); END");
            Places places = new Places(1_000);
            assertThat(places.take(Lane.SINGLE, 100)).isTrue();
            Settler settler = new Settler(ledger, places, (_, _) -> {});
            pushes.forEach(push -> settle(settler, push));
            settler.start();
            Await.until("all others are written", () -> ledger.counts().accepted() == 99);
            administer("DROP TRIGGER bad_row");
            Await.until("it is written, too", () -> ledger.counts().accepted() == 100);
            Await.until("all places are free", () -> places.free() == 1_000);
            settler.close();
            assertThat(settler.written()).isEqualTo(100);
        }
    }

    @Test
    void oneThatIsRefusedToTheEndIsTriedOnceMoreAtTheStop() throws Exception {
        try (Ledger ledger = ledger()) {
            List<Push> pushes = accepted(ledger, 3);
            administer(
                    "CREATE TRIGGER bad_row BEFORE UPDATE ON push WHEN NEW.id = 2 AND NEW.state = 2"
                            + " BEGIN SELECT RAISE(ABORT, 'a bad row'); END");
            Settler settler = new Settler(ledger, Submissions.ROOMY, (_, _) -> {});
            pushes.forEach(push -> settle(settler, push));
            settler.start();
            Await.until("all others are written", () -> ledger.counts().accepted() == 2);
            administer("DROP TRIGGER bad_row");
            settler.close();
            assertThat(ledger.counts().accepted()).isEqualTo(3);
        }
    }

    @Test
    void whoIsToldOfAResultAndFailsHoldsNoOther() throws Exception {
        try (Ledger ledger = ledger()) {
            List<Push> pushes = accepted(ledger, 3);
            Settler settler =
                    new Settler(
                            ledger,
                            Submissions.ROOMY,
                            (push, _) -> {
                                if (push.id().number() == 1) {
                                    throw new IllegalStateException("a bug");
                                }
                            });
            settler.start();
            for (Push push : pushes) {
                settle(settler, push);
                Await.until(
                        "it is written", () -> ledger.counts().accepted() == push.id().number());
            }
            settler.close();
            assertThat(settler.written()).isEqualTo(3);
        }
    }

    private Ledger ledger() {
        return Ledger.open(
                LedgerSettings.file(folder.resolve("ledger.db")),
                Submissions.ROOMY,
                () -> Submissions.NOW);
    }

    private static List<Push> accepted(Ledger ledger, int recipients) throws Exception {
        List<Push> pushes = new CopyOnWriteArrayList<>();
        ledger.accept(Submissions.of("t", Lane.SINGLE, recipients), pushes::addAll)
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return pushes;
    }

    private static void settle(Settler settler, Push push) {
        settler.settle(
                push, new Settlement.Accepted(push.id(), Submissions.NOW, 1, "name"), List.of());
    }

    private void administer(String sql) throws Exception {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute(sql);
        }
    }

    /// No notes; who looks waits until it may go on.
    private static final class HeldNotes extends AbstractList<Settlement.Note> {
        private final Semaphore mayGo = new Semaphore(0);

        @Override
        public Stream<Settlement.Note> stream() {
            mayGo.acquireUninterruptibly();
            mayGo.release();
            return Stream.empty();
        }

        @Override
        public Settlement.Note get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
