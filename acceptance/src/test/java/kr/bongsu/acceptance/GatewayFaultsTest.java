package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.Load;
import kr.bongsu.distribution.stage.Played;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped gateway while 8,000 pushes flow: stopped in the middle, and on a full disk.
class GatewayFaultsTest {

    private static final int PUSHES = 8_000;
    private static final int PUSHES_PER_SECOND = 400;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Load LOAD = new Load(PUSHES, PUSHES_PER_SECOND, Duration.ofMillis(50));

    @TempDir Path folder;

    @Test
    void aStopInTheMiddleLosesNothingAndSendsNothingTwice() throws Exception {
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME));
                Stage stage = Stage.open(crew, LOAD)) {
            try (Gateway first = stage.startGateway()) {
                awaitSettled(first, PUSHES / 8);
                assertThat(first.program().stop()).as("exit code").isZero();
            }
            assertThat(stage.played()).as("the stop came before the end").isEmpty();
            try (Gateway second = stage.startGateway()) {
                awaitEnd(stage, second);
                assertThat(stage.received().repeated()).isZero();
            }
        }
    }

    @Test
    void onAFullDiskNothingIsAcknowledgedAndAllHealsWhenThereIsSpace() throws Exception {
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME));
                Stage stage = Stage.open(crew, LOAD);
                Gateway gateway = stage.startGateway()) {
            awaitSettled(gateway, PUSHES / 8);
            // A limit on the size of files stops the ledger's write-ahead log as a full disk does.
            limitFiles(gateway, String.valueOf(largestFile(crew.folder())));
            Path log = crew.folder().resolve("gateway.log");
            Await.until(
                    "the log says so",
                    LIMIT,
                    () -> Files.readString(log).contains("ledger.cannot-store"));
            gateway.program().mustBeAlive();
            assertThat(gateway.counts().stored()).isLessThan(PUSHES);
            assertThat(stage.played()).as("the FEP is not told that all is good").isEmpty();

            limitFiles(gateway, "unlimited");
            awaitEnd(stage, gateway);
            assertThat(Files.readString(log)).contains("ledger.works-again");
        }
    }

    private static void awaitSettled(Gateway gateway, int pushes) throws Exception {
        Await.until(
                pushes + " pushes are settled", LIMIT, () -> gateway.counts().settled() >= pushes);
    }

    private static void awaitEnd(Stage stage, Gateway gateway) throws Exception {
        Await.until("the FEP is through", LIMIT, () -> stage.played().isPresent());
        Await.until("all is settled", LIMIT, () -> gateway.counts().pending() == 0);
        assertThat(stage.played())
                .get()
                .extracting(Played::goodRecipients)
                .isEqualTo((long) PUSHES);
        assertThat(gateway.counts()).isEqualTo(new Counts(PUSHES, 0, PUSHES, 0));
        assertThat(stage.received().distinct()).isEqualTo(PUSHES);
        assertThat(stage.received().displayedTwice()).isZero();
    }

    private void limitFiles(Gateway gateway, String bytes) throws Exception {
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
