package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Filter;
import java.util.logging.Logger;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Taking back and giving back while the ledger can be read but not written, as on a full disk.
class RecallTest {

    @TempDir Path folder;
    private final Places places = new Places(4_000);
    private final Queue<Long> sent = new ConcurrentLinkedQueue<>();
    private volatile boolean taking;
    private Ledger ledger;
    private Delivery delivery;

    @BeforeEach
    void open() {
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        places,
                        () -> Submissions.NOW);
        delivery =
                new Delivery(
                        DeliverySettings.DEFAULT,
                        ledger,
                        places,
                        new Waiting(),
                        InstantSource.system());
        delivery.start();
    }

    @AfterEach
    void close() {
        delivery.close();
        ledger.close();
    }

    @Test
    void whatCannotBeTakenBackIsSentAfterAllAndInItsOrder() throws Exception {
        for (int i = 0; i < 3; i++) {
            delivery.accept(Submissions.of("t" + i, Lane.SINGLE, 1)).get(20, TimeUnit.SECONDS);
        }
        refuse();
        assertThatThrownBy(() -> delivery.cancel(List.of(1L, 2L), "kim").get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        administer("DROP TRIGGER full_disk");
        taking = true;
        Await.until("all are sent", () -> ledger.counts().accepted() == 3);
        assertThat(sent).containsExactly(1L, 2L, 3L);
        Await.until("all places are free", () -> places.free() == 4_000);
    }

    @Test
    void theNextOfTheCustomerLeavesOnceTheOneBeforeIsTakenBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            delivery.accept(Submissions.of("t" + i, Lane.SINGLE, 1)).get(20, TimeUnit.SECONDS);
        }
        assertThat(delivery.cancel(List.of(1L, 2L), "kim").get(20, TimeUnit.SECONDS))
                .containsExactly(1L, 2L);
        taking = true;
        Await.until("the third is sent", () -> ledger.counts().accepted() == 1);
        assertThat(sent).containsExactly(3L);
        Await.until("all places are free", () -> places.free() == 4_000);
    }

    @Test
    void whatAnotherNodeHasNowIsNotCalledCancelled() throws Exception {
        delivery.accept(Submissions.of("t", Lane.SINGLE, 2)).get(20, TimeUnit.SECONDS);
        administer("UPDATE push SET owner = 999 WHERE id = 1");
        assertThat(delivery.cancel(List.of(1L, 2L), "kim").get(20, TimeUnit.SECONDS))
                .containsExactly(2L);
        assertThat(ledger.counts().in(PushState.CANCELLED)).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackIsGivenBackEvenWhenTheLedgerRefusesItAtFirst() throws Exception {
        Receipt receipt =
                ledger.accept(Submissions.of("t", Lane.SINGLE, 2)).get(20, TimeUnit.SECONDS);
        List<Push> pushes = ((Receipt.Stored) receipt).ready();
        AtomicInteger failures = new AtomicInteger();
        Logger log = Logger.getLogger(Delivery.class.getName());
        Filter before = log.getFilter();
        log.setFilter(line -> {
            if (line.getMessage().startsWith("delivery.not-given-back")) {
                failures.incrementAndGet();
            }
            return true;
        });
        try (Unsent unsent = new Unsent(ledger, places)) {
            refuse();
            unsent.giveBackAside(pushes);
            Await.until("the ledger has refused it", () -> failures.get() > 0);
            administer("DROP TRIGGER full_disk");
            taking = true;
            Await.until("they come again and are sent", () -> ledger.counts().accepted() == 2);
            Await.until("all places are free", () -> places.free() == 4_000);
        } finally {
            log.setFilter(before);
        }
    }

    @Test
    void whatIsStoredOrClaimedAfterTheEndIsGivenBack() throws Exception {
        Receipt receipt =
                ledger.accept(Submissions.of("t", Lane.SINGLE, 2)).get(20, TimeUnit.SECONDS);
        Unsent unsent = new Unsent(ledger, places);
        Exit exit =
                new Exit(
                        new Departures(DeliverySettings.DEFAULT, new Waiting()),
                        places,
                        unsent,
                        InstantSource.system());
        delivery.close();
        exit.close();
        assertThat(exit.drain(Duration.ofSeconds(1))).isEmpty();
        exit.take(places.epoch(), ((Receipt.Stored) receipt).ready());
        unsent.close();
        assertThat(ledger.counts().in(PushState.PENDING))
                .as("given back when the delivery is closed")
                .isEqualTo(2);
        assertThat(places.free()).isEqualTo(4_000);
    }

    private void refuse() throws Exception {
        administer(
                "CREATE TRIGGER full_disk BEFORE UPDATE ON push WHEN NEW.state IN (0, 6)"
                        + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
    }

    private void administer(String sql) throws Exception {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute(sql);
        }
    }

    /// Takes nothing at first, then everything.
    private final class Waiting implements Sender {

        @Override
        public void send(Push push, Consumer<Outcome> whenDone) {
            sent.add(push.id().number());
            whenDone.accept(new Outcome.Accepted("n"));
        }

        @Override
        public boolean takes(String project) {
            return taking;
        }
    }
}
