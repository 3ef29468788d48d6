package kr.bongsu.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Servers;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;
import kr.bongsu.gateway.rule.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two gateways at one database: whole ones, but for the lines and FCM.
@ExtendWith(Servers.class)
class TwoGatewaysTest {

    private static final int EACH = 10_000;
    private static final DeliverySettings SETTINGS =
            new DeliverySettings(
                    DeliverySettings.Pacing.DEFAULT.withoutRamp(),
                    new DeliverySettings.Bounds(2_000, 4 * EACH, Duration.ofSeconds(1)),
                    DeliverySettings.Weights.DEFAULT,
                    Duration.ofMinutes(2),
                    Rules.NONE);

    private final List<Gateway> gateways = new ArrayList<>();

    /// Goes on while the test waits, and at no other time.
    private final AtomicLong millis = new AtomicLong();

    private LedgerSettings.Store store;

    @BeforeEach
    void newDatabase(Servers servers) throws Exception {
        store = servers.postgreSql().newDatabase().store();
    }

    @AfterEach
    void close() {
        gateways.forEach(Gateway::close);
    }

    private Instant time() {
        return Submissions.NOW.plusMillis(millis.get());
    }

    /// A gateway that notes what it sends.
    private final class Gateway implements Sender {

        private final Places places = new Places(SETTINGS.bounds().inMemory());
        private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
        private final Ledger ledger;
        private final Turn turn;
        private final Delivery delivery;
        private volatile boolean taking = true;

        Gateway(String name) {
            ledger =
                    Ledger.open(
                            new LedgerSettings(store, name, Duration.ofSeconds(5)),
                            places,
                            InstantSource.system());
            turn = new Turn(ledger, places);
            delivery = new Delivery(SETTINGS, ledger, places, this, TwoGatewaysTest.this::time);
            gateways.add(this);
        }

        @Override
        public void send(Push push, Consumer<Outcome> whenDone) {
            sent.add(new Sent(push.recipient().customer(), push.id().number(), time()));
            whenDone.accept(new Outcome.Accepted("n"));
        }

        @Override
        public boolean takes(String project) {
            return taking;
        }

        void accept(String key, Lane lane, int recipients) throws Exception {
            assertThat(
                            delivery.accept(Submissions.of(key, lane, recipients))
                                    .get(20, TimeUnit.SECONDS))
                    .isNotNull();
        }

        /// How long it took, by the settable clock.
        Duration span() {
            List<Instant> times = sent.stream().map(Sent::at).sorted().toList();
            return Duration.between(times.getFirst(), times.getLast());
        }

        void close() {
            turn.close();
            delivery.close();
            ledger.close();
        }
    }

    private record Sent(String customer, long number, Instant at) {}

    @Test
    void theyShareOneQuotaInEqualParts() throws Exception {
        Gateway first = new Gateway("a");
        Gateway second = new Gateway("b");
        Await.until(
                "each knows of the other",
                () -> first.ledger.gateways() == 2 && second.ledger.gateways() == 2);
        for (Gateway each : List.of(first, second)) {
            each.accept("of " + gateways.indexOf(each), Lane.SINGLE, EACH);
            each.delivery.start();
        }
        until("all is sent", () -> first.sent.size() == EACH && second.sent.size() == EACH);
        // 10,000 a second in all, and at most a tenth of a second's worth at once.
        assertThat(first.span()).isGreaterThan(Duration.ofMillis(1_850));
        assertThat(second.span()).isGreaterThan(Duration.ofMillis(1_850));
    }

    @Test
    void whatOneLeavesBehindGoesBeforeWhatTheNextHasAcceptedMeanwhile() throws Exception {
        Gateway before = whichHoldsPushes();
        Gateway next = whichWaitsForItsTurn();
        before.delivery.close();
        before.ledger.close();
        next.turn.begin();
        bothAreSentInTheirOrder(next);
    }

    @Test
    void whatOneDiesWithGoesBeforeWhatTheNextHasAcceptedMeanwhile() throws Exception {
        Gateway before = whichHoldsPushes();
        Gateway next = whichWaitsForItsTurn();
        // Its pushes stay in flight; nobody has given them back.
        before.ledger.close();
        next.turn.begin();
        bothAreSentInTheirOrder(next);
    }

    @Test
    void whatTheNextAcceptsIsSentByTheOneBeforeAsLongAsItRuns() throws Exception {
        Gateway before = whichHoldsPushes();
        Gateway next = whichWaitsForItsTurn();
        before.taking = true;
        until("all is sent", () -> before.sent.size() == 20);
        assertThat(next.sent).isEmpty();
        inTheirOrder(before);
    }

    /// As while FCM's `Retry-After` lasts.
    private Gateway whichHoldsPushes() throws Exception {
        Gateway gateway = new Gateway("before");
        gateway.taking = false;
        gateway.delivery.start();
        gateway.accept("first", Lane.SINGLE, 10);
        return gateway;
    }

    private Gateway whichWaitsForItsTurn() throws Exception {
        Gateway gateway = new Gateway("next");
        gateway.turn.await();
        gateway.delivery.start();
        gateway.accept("second", Lane.SINGLE, 10);
        assertThat(gateway.ledger.counts().in(PushState.PENDING))
                .as("where the other one sees it")
                .isEqualTo(10);
        return gateway;
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        Await.until(
                what,
                () -> {
                    millis.addAndGet(5);
                    return condition.call();
                });
    }

    private void bothAreSentInTheirOrder(Gateway gateway) throws Exception {
        until("all is sent", () -> gateway.sent.size() == 20);
        inTheirOrder(gateway);
    }

    private static void inTheirOrder(Gateway gateway) {
        Map<String, List<Long>> byCustomer = new TreeMap<>();
        for (Sent each : gateway.sent) {
            byCustomer.computeIfAbsent(each.customer, _ -> new ArrayList<>()).add(each.number);
        }
        assertThat(byCustomer)
                .hasSize(10)
                .allSatisfy((_, numbers) -> assertThat(numbers).hasSize(2).isSorted());
    }
}
