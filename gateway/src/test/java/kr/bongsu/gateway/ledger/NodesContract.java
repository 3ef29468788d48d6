package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What several gateways on one database, and a database that fails, may rely on.
abstract class NodesContract {

    private static final Duration SHORT = Duration.ofSeconds(1);

    /// So long, at least, a server stands still; `-Dbongsu.still=30` for half a minute.
    private static final Duration STILL = Duration.ofSeconds(Integer.getInteger("bongsu.still", 0));

    final DatabaseServer server;
    private final List<Ledger> open = new ArrayList<>();
    private String database = "";

    NodesContract(DatabaseServer server) {
        this.server = server;
    }

    @BeforeEach
    void newDatabase() throws Exception {
        Store.Server store = (Store.Server) server.newDatabase().store();
        database = store.address().replaceAll(".*/([^?]*).*", "$1");
    }

    @AfterEach
    void close() {
        open.forEach(Ledger::close);
    }

    private Ledger node(String name, Room room) {
        return node(name, room, SHORT);
    }

    private Ledger node(String name, Room room, Duration lease) {
        Ledger ledger = Ledger.open(server.settings(database, name, lease), room, () -> NOW);
        open.add(ledger);
        return ledger;
    }

    @Test
    void twoNodesThatStartTogetherMakeTheTablesOnce() throws Exception {
        List<Thread> starts = new ArrayList<>();
        List<Ledger> ledgers = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            String name = "n" + i;
            starts.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    ledgers.add(
                                            Ledger.open(
                                                    server.settings(database, name, SHORT),
                                                    Submissions.ROOMY,
                                                    () -> NOW))));
        }
        for (Thread start : starts) {
            assertThat(start.join(Duration.ofSeconds(60))).isTrue();
        }
        open.addAll(ledgers);
        assertThat(ledgers).hasSize(4);
        for (Ledger each : ledgers) {
            assertThat(
                            each.accept(Submissions.of("same", Lane.SINGLE, 1))
                                    .get(30, TimeUnit.SECONDS))
                    .isNotInstanceOf(Receipt.Unavailable.class);
        }
        Await.until(
                "every node counts one push",
                () -> ledgers.stream().allMatch(each -> each.counts().stored() == 1));
    }

    @Test
    void aHoldIsOfTheGatewayThatWasTold() throws Exception {
        Ledger first = node("a", Submissions.ROOMY);
        Ledger second = node("b", Submissions.ROOMY);
        LinkWish.Hold hold = new LinkWish.Hold(NOW, "kim", "maintenance");
        first.links().keepHold("single01", () -> Optional.of(hold));
        assertThat(second.links().of("single01", "").hold()).isEmpty();
        Ledger successor = node("a", Submissions.ROOMY);
        assertThat(successor.links().of("single01", "").hold()).contains(hold);
    }

    @Test
    void noPushIsClaimedByTwoNodes() throws Exception {
        Ledger first = node("a", Submissions.ROOMY);
        Ledger second = node("b", Submissions.ROOMY);
        for (int i = 0; i < 20; i++) {
            Receipt.Stored stored =
                    (Receipt.Stored)
                            first.accept(Submissions.of("t" + i, Lane.MULTI, 100))
                                    .get(30, TimeUnit.SECONDS);
            first.release(stored.ready()).get(30, TimeUnit.SECONDS);
        }
        List<Long> claimed = Collections.synchronizedList(new ArrayList<>());
        List<Thread> claims = new ArrayList<>();
        for (Ledger each : List.of(first, second)) {
            claims.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                int empty = 0;
                                while (empty < 3) {
                                    List<Push> some = each.claim(Lane.MULTI, 50, NOW).join();
                                    some.forEach(push -> claimed.add(push.id().number()));
                                    empty = some.isEmpty() ? empty + 1 : 0;
                                }
                            }));
        }
        for (Thread each : claims) {
            assertThat(each.join(Duration.ofSeconds(60))).isTrue();
        }
        assertThat(claimed).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void onlyTheOwnerSettles() throws Exception {
        Ledger first = node("a", Submissions.ROOMY);
        Ledger second = node("b", Submissions.ROOMY);
        Push push = accepted(first, "t", 1).getFirst();
        assertThat(
                        second.settle(List.of(new Settlement.Accepted(push.id(), NOW, 1, "late")))
                                .get(30, TimeUnit.SECONDS))
                .as("it is told so")
                .containsExactly(push.id().number());
        assertThat(state(first, push)).isEqualTo(PushState.IN_FLIGHT);
        assertThat(
                        first.settle(List.of(new Settlement.Accepted(push.id(), NOW, 1, "n")))
                                .get(30, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(state(second, push)).isEqualTo(PushState.ACCEPTED);
    }

    @Test
    void whatANodeTakesOfAnothersDoesNotHideWhatWaitsBehindIt() throws Exception {
        // So long a lease that none learns of the other's counts.
        Duration lease = Duration.ofMinutes(30);
        Ledger first = node("a", Submissions.ROOMY, lease);
        Ledger second = node("b", Submissions.ROOMY, lease);
        Push retried = accepted(first, "t", 1).getFirst();
        first.settle(
                        List.of(
                                new Settlement.Deferred(
                                        retried.id(), NOW, 1, "503", NOW.plusSeconds(10))))
                .get(30, TimeUnit.SECONDS);
        List<Push> others =
                ((Receipt.Stored)
                                second.accept(
                                                Submissions.of(
                                                        "others",
                                                        Lane.SINGLE,
                                                        Optional.empty(),
                                                        List.of(
                                                                Submissions.recipientOf("x"),
                                                                Submissions.recipientOf("y"))))
                                        .get(30, TimeUnit.SECONDS))
                        .ready();
        second.release(others).get(30, TimeUnit.SECONDS);
        assertThat(first.claim(Lane.SINGLE, 10, NOW).get(30, TimeUnit.SECONDS)).hasSize(2);
        assertThat(first.counts().in(PushState.PENDING)).as("as it knows").isNegative();
        assertThat(accepted(first, "u", 1)).as("waits for the customer's earlier one").isEmpty();
    }

    @Test
    void whatALeavingNodeHadIsTakenOverByAnother() throws Exception {
        Ledger first = node("a", Submissions.ROOMY);
        Ledger second = node("b", Submissions.ROOMY);
        accepted(first, "t", 1_500);
        assertThat(second.claim(Lane.SINGLE, 10, NOW).get(30, TimeUnit.SECONDS)).isEmpty();
        first.close();
        open.remove(first);
        Await.until("all are pending", () -> second.counts().in(PushState.PENDING) == 1_500);
        assertThat(second.claim(Lane.SINGLE, 2_000, NOW).get(30, TimeUnit.SECONDS)).hasSize(1_500);
    }

    @Test
    void whatIsTakenOverIsCountedAllTheWhile() throws Exception {
        Ledger first = node("a", Submissions.ROOMY);
        Ledger second = node("b", Submissions.ROOMY);
        accepted(first, "t", 100);
        Await.until("it knows of them", () -> second.counts().stored() == 100);
        Set<Long> told = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        Thread watch =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over.get()) {
                                told.add(second.counts().stored());
                            }
                        });
        try {
            first.close();
            open.remove(first);
            second.takeOver();
        } finally {
            over.set(true);
            watch.join();
        }
        assertThat(second.counts().in(PushState.PENDING)).isEqualTo(100);
        assertThat(told).containsExactly(100L);
    }

    @Test
    void aNodeThatWasTakenForDeadDropsWhatItHadAndGoesOnAsANewOne() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        Ledger ledger =
                node(
                        "a",
                        new Room() {
                            @Override
                            public boolean take(Lane lane, int pushes) {
                                return true;
                            }

                            @Override
                            public void giveBack(Lane lane, int pushes) {}

                            @Override
                            public void lost() {
                                lost.incrementAndGet();
                            }
                        });
        Push push = accepted(ledger, "t", 1).getFirst();
        server.administer(database, "UPDATE node SET ended = 1");
        ledger.settle(List.of(new Settlement.Accepted(push.id(), NOW, 1, "late")))
                .get(30, TimeUnit.SECONDS);
        assertThat(lost).hasValue(1);
        Await.until("it took over", () -> ledger.counts().in(PushState.PENDING) == 1);
        assertThat(accepted(ledger, "u", 2))
                .as("the first customer's waits for the one taken over")
                .hasSize(1);
        assertThat(ledger.counts().stored()).isEqualTo(3);
    }

    @Test
    void aServerThatIsKilledLosesNothingAndAllGoesOnByItself() throws Exception {
        Ledger ledger = node("a", Submissions.ROOMY);
        List<Push> before = accepted(ledger, "before", 100);
        server.kill();
        assertThat(
                        ledger.accept(Submissions.of("during", Lane.SINGLE, 1))
                                .get(60, TimeUnit.SECONDS))
                .as("no false good")
                .isInstanceOf(Receipt.Unavailable.class);
        server.start();
        Await.until(
                "it stores again",
                () ->
                        !(ledger.accept(Submissions.of("during", Lane.SINGLE, 1))
                                        .get(60, TimeUnit.SECONDS)
                                instanceof Receipt.Unavailable));
        ledger.settle(
                        before.stream()
                                .<Settlement>map(
                                        push -> new Settlement.Accepted(push.id(), NOW, 1, "n"))
                                .toList())
                .get(60, TimeUnit.SECONDS);
        assertThat(ledger.counts().accepted()).isEqualTo(100);
        assertThat(ledger.counts().stored()).isEqualTo(101);
    }

    @Test
    void aServerThatStandsStillForLongerThanTheLeaseCostsNobodyItsPushes() throws Exception {
        Ledger first = node("a", Submissions.ROOMY);
        Ledger second = node("b", Submissions.ROOMY);
        List<Push> pushes = accepted(first, "t", 10);
        long begun = System.nanoTime();
        server.pause();
        var receipt = second.accept(Submissions.of("u", Lane.SINGLE, 1));
        Await.until(
                "neither hands anything out", () -> !first.holdsLease() && !second.holdsLease());
        assertThat(receipt).as("no false good").isNotDone();
        Await.until("it has stood still", () -> System.nanoTime() - begun > STILL.toNanos());
        server.resume();
        if (STILL.isZero()) {
            assertThat(receipt.get(60, TimeUnit.SECONDS)).isInstanceOf(Receipt.Stored.class);
        } else {
            // Given up after 20 s; the FEP is told so, and sends it again.
            Receipt told = receipt.get(60, TimeUnit.SECONDS);
            Await.until(
                    "it is stored, at the latest when it is sent again",
                    () ->
                            told instanceof Receipt.Stored
                                    || !(second.accept(Submissions.of("u", Lane.SINGLE, 1))
                                                    .get(60, TimeUnit.SECONDS)
                                            instanceof Receipt.Unavailable));
        }
        Await.until("both hand out again", () -> first.holdsLease() && second.holdsLease());
        first.settle(
                        pushes.stream()
                                .<Settlement>map(
                                        push -> new Settlement.Accepted(push.id(), NOW, 1, "n"))
                                .toList())
                .get(60, TimeUnit.SECONDS);
        Await.until("all are settled", () -> first.counts().accepted() == 10);
    }

    private static List<Push> accepted(Ledger ledger, String key, int recipients) throws Exception {
        Receipt receipt =
                ledger.accept(Submissions.of(key, Lane.SINGLE, recipients))
                        .get(30, TimeUnit.SECONDS);
        return ((Receipt.Stored) receipt).ready();
    }

    private static PushState state(Ledger ledger, Push push) {
        return ledger.log().timeline(push.id().number()).orElseThrow().state();
    }
}
