package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Everything fails at random while 2,000 pushes a second flow: the gateway is killed (kill -9),
/// FCM is out, lines are cut, the store cannot write. Then the phones' account is held against the
/// simulator's: nothing lost, nothing shown twice, each customer's pushes in their order.
///
/// `-Dbongsu.chaos.rounds=10` does it ten times, each with another seed.
class ChaosTest {

    private static final int LINES = 8;
    private static final int PUSHES_A_LINE = 3_750;
    private static final int PUSHES = 2 * LINES * PUSHES_A_LINE;
    private static final int RECIPIENTS = 25;
    private static final double PUSHES_PER_SECOND = 2_000.0 / (2 * LINES);

    /// A phone of the emulator shows 24 notifications, and each must still be there at the end.
    private static final int CUSTOMERS = 3_000;

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration FCM = Duration.ofMillis(50);
    private static final List<String> TROUBLES =
            List.of("internal", "unavailable", "project_quota", "stall", "disconnect");

    @TestFactory
    Stream<DynamicTest> nothingIsLostShownTwiceOrOutOfOrderWhateverFails() {
        long first = Long.getLong("bongsu.seed", System.nanoTime());
        return IntStream.range(0, Integer.getInteger("bongsu.chaos.rounds", 1))
                .mapToLong(round -> first + round)
                .mapToObj(seed ->
                        DynamicTest.dynamicTest("chaos with seed " + seed, () -> round(seed)));
    }

    private static void round(long seed) throws Exception {
        Random random = new Random(seed);
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME))) {
            Path customers = Files.write(crew.folder().resolve("customers.csv"), customers());
            try (Stage stage = Stage.open(crew, FCM, simulator(customers))) {
                Path config = crew.folder().resolve("gateway.yaml");
                Files.writeString(
                        config,
                        Files.readString(config)
                                .replace("delivery: { ", "delivery: { order_limit: 30m, "));
                try (EmulatorControl fcm = EmulatorControl.of(crew.folder())) {
                    fcm.patch("settings", "{\"retry_after\":\"1s\"}");
                    play(new Scene(crew, stage, fcm, random));
                    account(stage, fcm);
                }
            }
        }
    }

    /// What the chaos is made with.
    private record Scene(Crew crew, Stage stage, EmulatorControl fcm, Random random) {}

    private static void play(Scene scene) throws Exception {
        Gateway gateway = scene.stage.startGateway();
        List<String> done = new ArrayList<>();
        try {
            while (scene.stage.played().isEmpty()) {
                int what = scene.random.nextInt(4);
                if (what == 0) {
                    gateway.program().kill();
                    gateway = scene.stage.startGateway();
                    done.add("kill");
                } else if (what == 1) {
                    starve(gateway, scene);
                    done.add("store");
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
            Await.until("all is settled", LIMIT, () -> last.counts().pending() == 0);
            assertThat(last.counts()).isEqualTo(new Counts(PUSHES, 0, PUSHES, 0));
        } finally {
            gateway.close();
        }
    }

    /// For a while the store's disk is full.
    private static void starve(Gateway gateway, Scene scene) throws Exception {
        limitFiles(gateway, scene.crew.folder(), String.valueOf(largestFile(scene.crew.folder())));
        calm(scene, Duration.ofMillis(500 + scene.random.nextInt(1_000)));
        limitFiles(gateway, scene.crew.folder(), "unlimited");
    }

    private static void calm(Scene scene, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Await.until(
                "a while is over",
                LIMIT,
                () -> System.nanoTime() - end > 0 || scene.stage.played().isPresent());
    }

    private static void account(Stage stage, EmulatorControl fcm) throws Exception {
        Optional<Played> played = stage.played();
        assertThat(played).get().extracting(Played::goodRecipients).isEqualTo((long) PUSHES);
        Received received = stage.received();
        assertThat(received.distinct()).as("lost").isEqualTo(PUSHES);
        assertThat(received.displayedTwice()).as("shown twice").isZero();
        int judged = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            long before = 0;
            for (EmulatorControl.Shown shown : fcm.screen(token(i))) {
                // One that came again stands where it came last.
                if (shown.times() == 1) {
                    judged++;
                    if (shown.number() < before) {
                        wrong.add(token(i) + ": " + shown.number() + " after " + before);
                    }
                    before = shown.number();
                }
            }
        }
        System.out.printf(
                "chaos: %d pushes, %d sent again, the order of %d judged%n",
                PUSHES, received.repeated(), judged);
        assertThat(wrong).as("out of a customer's order").isEmpty();
        assertThat(judged).isGreaterThan(PUSHES / 2);
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
                    "name=single%02d,port=0,pushes=%d,recipients=%d,window=8,rate=%.3f,spoil=cut-connection,every=%d"
                            .formatted(
                                    i,
                                    PUSHES_A_LINE / recipients,
                                    recipients,
                                    PUSHES_PER_SECOND / recipients,
                                    i <= LINES ? 1_000 : 60));
        }
        return arguments;
    }

    private static List<String> customers() {
        List<String> lines = new ArrayList<>(List.of("csno,cust_telno,device_id,rcms_cnrp_name"));
        IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> "%010d,01000000000,%s,김봉수".formatted(i, token(i)))
                .forEach(lines::add);
        return lines;
    }

    private static String token(int customer) {
        return "chaos-token-" + customer;
    }

    private static void limitFiles(Gateway gateway, Path folder, String bytes) throws Exception {
        Command.Ended ended =
                Command.of("prlimit", "--pid", gateway.program().pid(), "--fsize=" + bytes + ":")
                        .run(folder);
        assertThat(ended.code()).as(ended.stderr()).isZero();
    }

    private static long largestFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("ledger"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElseThrow();
        }
    }
}
