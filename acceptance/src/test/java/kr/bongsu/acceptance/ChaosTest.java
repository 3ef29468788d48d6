package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.Played;
import kr.bongsu.distribution.stage.Received;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.ledger.Servers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/// Everything fails at random while 2,000 pushes a second flow: the gateway is killed (kill -9),
/// FCM is out, lines are cut, the store cannot write, its server is killed or stands still. Then
/// the phones' account is held against the simulator's: nothing lost, nothing shown twice, each
/// customer's pushes in their order. Half of the lines are of the multi lane, with customers of
/// their own: order is kept in a lane.
///
/// A round on a file and one on a server, a minute of load together; `-Dbongsu.chaos.rounds=20`
/// does twenty, each engine in its turn, each with another seed.
@ExtendWith(Servers.class)
class ChaosTest {

    private static final int LINES = 8;
    private static final int RECIPIENTS = 25;

    /// Pushes of each of the 16 lines in a round: half a minute of load.
    private static final int PUSHES_A_LINE = 3_750;

    private static final int ALL = 2 * LINES * PUSHES_A_LINE;

    /// A push that is stuck for so long no longer holds those behind it. FCM's troubles of some
    /// seconds, one after another, can keep a push back for minutes, for the pauses between its
    /// attempts double.
    private static final Duration LONG_ORDER = Duration.ofMinutes(30);

    private static final Duration USUAL_ORDER = Duration.ofMinutes(2);

    /// One of so many rounds has the usual limit.
    private static final int USUAL_EVERY = 5;

    private static final List<String> ENGINES = List.of("sqlite", "postgresql", "mariadb");
    private static final double PUSHES_PER_SECOND = 2_000.0 / (2 * LINES);

    /// A phone of the emulator shows 24 notifications, and each must still be there at the end.
    private static final int CUSTOMERS = 3_000;

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration FCM = Duration.ofMillis(50);
    private static final List<String> TROUBLES =
            List.of("internal", "unavailable", "project_quota", "stall", "disconnect");

    private final Servers servers;

    ChaosTest(Servers servers) {
        this.servers = servers;
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostShownTwiceOrOutOfOrderWhateverFails() {
        long first = Long.getLong("bongsu.seed", System.nanoTime());
        int rounds = Integer.getInteger("bongsu.chaos.rounds", 0);
        if (rounds == 0) {
            String server = new Random(first).nextBoolean() ? "mariadb" : "postgresql";
            return Stream.of(
                    round("sqlite", LONG_ORDER, first), round(server, USUAL_ORDER, first + 1));
        }
        return IntStream.range(0, rounds)
                .mapToObj(i ->
                        round(
                                ENGINES.get(i % ENGINES.size()),
                                i % USUAL_EVERY == 0 ? USUAL_ORDER : LONG_ORDER,
                                first + i));
    }

    private DynamicTest round(String engine, Duration order, long seed) {
        return DynamicTest.dynamicTest(
                engine + " with seed " + seed,
                () -> play(ChaosStore.of(engine, servers), order, seed));
    }

    private static void play(ChaosStore store, Duration order, long seed) throws Exception {
        Random random = new Random(seed);
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME))) {
            Path customers = Files.write(crew.folder().resolve("customers.csv"), customers());
            try (Stage stage = Stage.open(crew, FCM, simulator(customers))) {
                Path config = crew.folder().resolve("gateway.yaml");
                Files.writeString(
                        config,
                        store.in(Files.readString(config))
                                .replace(
                                        "delivery: { ",
                                        "delivery: { order_limit: %ds, "
                                                .formatted(order.toSeconds())));
                try (EmulatorControl fcm = EmulatorControl.of(crew.folder())) {
                    fcm.patch("settings", "{\"retry_after\":\"1s\"}");
                    play(new Scene(crew, stage, fcm, random), store);
                    account(stage, fcm, new Lines(store.settings(crew.folder()), order));
                }
            }
        }
    }

    /// What the chaos is made with.
    private record Scene(Crew crew, Stage stage, EmulatorControl fcm, Random random) {}

    private static void play(Scene scene, ChaosStore store) throws Exception {
        Gateway gateway = scene.stage.startGateway();
        List<String> done = new ArrayList<>();
        try {
            while (scene.stage.played().isEmpty()) {
                // The store first, so that every round has it.
                int what = done.isEmpty() ? 1 : scene.random.nextInt(4);
                if (what == 0) {
                    gateway.program().kill();
                    gateway = scene.stage.startGateway();
                    done.add("kill");
                } else if (what == 1) {
                    ChaosStore.Trouble trouble =
                            store.begin(gateway, scene.crew.folder(), scene.random);
                    calm(scene, Duration.ofMillis(500 + scene.random.nextInt(1_000)));
                    trouble.end().run();
                    done.add(trouble.name());
                } else {
                    String trouble = TROUBLES.get(scene.random.nextInt(TROUBLES.size()));
                    scene.fcm.post(
                            "faults",
                            "{\"trouble\":\"%s\",\"probability\":%s,\"for\":\"%dms\"}"
                                    .formatted(
                                            trouble,
                                            scene.random.nextBoolean() ? "1" : "0.2",
                                            500 + scene.random.nextInt(1_500)));
                    done.add(trouble);
                }
                calm(scene, Duration.ofMillis(1_000 + scene.random.nextInt(3_000)));
            }
            System.out.println("chaos: " + String.join(" ", done));
            Gateway last = gateway;
            Counts all = new Counts(ALL, 0, ALL, 0);
            Await.until("all is settled", LIMIT, () -> last.counts().pending() == 0);
            Await.until("each is counted once", LIMIT, () -> last.counts().equals(all));
        } finally {
            gateway.close();
        }
    }

    private static void calm(Scene scene, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Await.until(
                "a while is over",
                LIMIT,
                () -> System.nanoTime() - end > 0 || scene.stage.played().isPresent());
    }

    private static void account(Stage stage, EmulatorControl fcm, Lines lines) throws Exception {
        Optional<Played> played = stage.played();
        assertThat(played).get().extracting(Played::goodRecipients).isEqualTo((long) ALL);
        Received received = stage.received();
        assertThat(received.distinct()).as("lost").isEqualTo(ALL);
        assertThat(received.displayedTwice()).as("shown twice").isZero();
        int judged = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            // One that came again stands where it came last.
            List<EmulatorControl.Shown> once =
                    fcm.screen(token(i)).stream().filter(each -> each.times() == 1).toList();
            judged += once.size();
            String token = token(i);
            lines.wrong(once).forEach(each -> wrong.add(token + ": " + each));
        }
        System.out.printf(
                "chaos: %d pushes, %d sent again, the order of %d judged%n",
                ALL, received.repeated(), judged);
        assertThat(wrong).as("out of a customer's order").isEmpty();
        assertThat(judged).isGreaterThan(ALL / 2);
    }

    /// The order in which pushes of one customer may leave.
    ///
    /// @param limit from its acceptance on, so long a push holds those behind it
    private record Lines(LedgerSettings ledger, Duration limit) {

        /// What came after one that was accepted later, though that one had to wait for it.
        List<String> wrong(List<EmulatorControl.Shown> shown) {
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                EmulatorControl.Shown late = shown.get(i);
                Optional<EmulatorControl.Shown> before =
                        shown.subList(0, i).stream()
                                .filter(each -> each.number() > late.number())
                                .findFirst();
                if (before.isPresent()
                        && before.get().at().isBefore(accepted(late.number()).plus(limit))) {
                    wrong.add(late.number() + " after " + before.get().number());
                }
            }
            return wrong;
        }

        private Instant accepted(long push) {
            try (Reads reads = Reads.open(ledger)) {
                return Instant.ofEpochMilli(
                        reads.number(
                                0,
                                """
                                SELECT t.received_at FROM push p JOIN message m ON m.id = p.message
                                  JOIN telegram t ON t.id = m.telegram WHERE p.id = ?
                                """,
                                push));
            }
        }
    }

    private static List<String> simulator(Path customers) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--stay",
                                "--resend-after",
                                "3s",
                                "--customers",
                                customers.toString()));
        for (int i = 1; i <= 2 * LINES; i++) {
            int recipients = i <= LINES ? 1 : RECIPIENTS;
            arguments.add("--line");
            arguments.add(
                    "name=%s%02d,port=0,pushes=%d,recipients=%d,window=8,rate=%.3f,spoil=cut-connection,every=%d"
                            .formatted(
                                    i <= LINES ? "single" : "multi",
                                    i,
                                    PUSHES_A_LINE / recipients,
                                    recipients,
                                    PUSHES_PER_SECOND / recipients,
                                    i <= LINES ? 1_000 : 60));
        }
        return arguments;
    }

    /// One for each push, in the order of the lines: the first half are those of singles.
    private static List<String> customers() {
        List<String> lines = new ArrayList<>(List.of("csno,cust_telno,device_id,rcms_cnrp_name"));
        IntStream.range(0, ALL)
                .map(i -> i % (CUSTOMERS / 2) + (i < ALL / 2 ? 0 : CUSTOMERS / 2))
                .mapToObj(i -> "%010d,01000000000,%s,김봉수".formatted(i, token(i)))
                .forEach(lines::add);
        return lines;
    }

    private static String token(int customer) {
        return "chaos-token-" + customer;
    }
}
