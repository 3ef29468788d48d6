package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.Load;
import kr.bongsu.distribution.stage.Played;
import kr.bongsu.distribution.stage.Received;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Kills the gateway in the midst of 10,000 pushes, starts it again, and counts: nothing that was
/// acknowledged is lost, and what is sent once more is not shown once more.
///
/// `-Dbongsu.kills=20` does it 20 times, each at another moment.
class KillTest {

    private static final int PUSHES = 10_000;

    /// Slow enough for a kill to fall between the first and the last push on any machine.
    private static final int PUSHES_PER_SECOND = 2_500;

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TestFactory
    Stream<DynamicTest> nothingAcknowledgedIsLostWhenTheGatewayIsKilled() {
        long seed = Long.getLong("bongsu.seed", System.nanoTime());
        Random random = new Random(seed);
        return IntStream.rangeClosed(1, Integer.getInteger("bongsu.kills", 1))
                .map(kill -> PUSHES / 10 + random.nextInt(PUSHES * 7 / 10))
                .mapToObj(moment ->
                        DynamicTest.dynamicTest(
                                "killed after %d settled pushes (seed %d)".formatted(moment, seed),
                                () -> killAt(moment)));
    }

    private static void killAt(int moment) throws Exception {
        Load load = new Load(PUSHES, PUSHES_PER_SECOND, Duration.ofMillis(50));
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME));
                Stage stage = Stage.open(crew, load)) {
            try (Gateway victim = stage.startGateway()) {
                Await.until(
                        moment + " pushes are stored, the first ones settled",
                        LIMIT,
                        () -> isAt(moment, victim.counts()));
                victim.program().kill();
            }
            assertThat(stage.received().accepted()).isLessThan(PUSHES);

            try (Gateway gateway = stage.startGateway()) {
                Await.until("the FEP is through", LIMIT, () -> isThrough(stage, gateway));
                Await.until("all is settled", LIMIT, () -> gateway.counts().pending() == 0);
                account(stage.played(), gateway.counts(), stage.received());
            }
        }
    }

    private static boolean isAt(int moment, Counts counts) {
        return counts.stored() >= moment && counts.settled() > 0;
    }

    private static boolean isThrough(Stage stage, Gateway gateway) throws Exception {
        stage.mustBeAlive();
        gateway.program().mustBeAlive();
        return stage.played().isPresent();
    }

    private static void account(Optional<Played> played, Counts counts, Received received) {
        assertThat(played).get().extracting(Played::goodRecipients).isEqualTo((long) PUSHES);
        assertThat(counts).isEqualTo(new Counts(PUSHES, 0, PUSHES, 0));
        assertThat(received.distinct()).isEqualTo(PUSHES);
        assertThat(received.displayedTwice()).isZero();
        assertThat(received.accepted()).isEqualTo(PUSHES + received.repeated());
    }
}
