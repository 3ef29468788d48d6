package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.Played;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped gateway on lines that misbehave in every way the simulator knows: each push is
/// stored once, and nothing garbled is.
class FepFaultsTest {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    /// 200 + 200 + 200 + 100 single pushes, 40 × 100 + 20 × 50 multi ones.
    private static final int PUSHES = 5_700;

    private static final String SCENARIO =
            """
            heartbeat: 1s
            resend-after: 1s
            deadline: 4m
            lines:
              - { name: single01, port: 0, pushes: 200, window: 8, write: "split:4" }
              - { name: single02, port: 0, pushes: 200, window: 8, write: bytes }
              - { name: single03, port: 0, pushes: 200, window: 4, write: mixed }
              - { name: single04, port: 0, pushes: 100, window: 4, spoil: KINDS, every: 6 }
              - { name: multi01, port: 0, pushes: 40, recipients: 100, window: 4, spoil: cut-connection, every: 10 }
              - { name: multi02, port: 0, pushes: 20, recipients: 50, sign-on: mute, bad-connections: 1 }
            """;

    /// Every kind but the blank token, which leaves a push that FCM never sees.
    private static final String KINDS =
            String.join(
                    "+",
                    "send-count-high",
                    "send-count-low",
                    "send-count-letters",
                    "send-count-blank",
                    "record-count-high",
                    "record-count-zero",
                    "unknown-kind",
                    "length-high",
                    "length-low",
                    "length-letters",
                    "length-sign",
                    "length-huge",
                    "noise-bytes",
                    "noise-text",
                    "noise-digits",
                    "cut-connection",
                    "cut-character",
                    "control-characters");

    @TempDir Path folder;

    @Test
    void everyPushIsStoredOnceHoweverTheLineMisbehaves() throws Exception {
        long seed = Long.getLong("bongsu.seed", System.nanoTime() & 0xffff);
        Path scenario =
                Files.writeString(folder.resolve("faults.yaml"), SCENARIO.replace("KINDS", KINDS));
        List<String> play =
                List.of(
                        "--stay",
                        "--seed",
                        String.valueOf(seed),
                        "--scenario",
                        scenario.toString());
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME));
                Stage stage = Stage.open(crew, Duration.ofMillis(5), play);
                Gateway gateway = stage.startGateway()) {
            Await.until("the FEP is through", LIMIT, () -> stage.played().isPresent());
            Await.until("all is settled", LIMIT, () -> gateway.counts().pending() == 0);
            assertThat(stage.played())
                    .as("seed %d", seed)
                    .get()
                    .extracting(Played::goodRecipients)
                    .isEqualTo((long) PUSHES);
            assertThat(gateway.counts())
                    .as("seed %d", seed)
                    .isEqualTo(new Counts(PUSHES, 0, PUSHES, 0));
            assertThat(stage.received().distinct()).as("seed %d", seed).isEqualTo(PUSHES);
            assertThat(stage.received().repeated()).as("seed %d", seed).isZero();
        }
    }
}
