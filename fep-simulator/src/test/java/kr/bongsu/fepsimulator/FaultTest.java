package kr.bongsu.fepsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import kr.bongsu.telegram.Telegram;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.YamlFile;
import kr.bongsu.telegram.yaml.YamlMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FaultTest {

    private static final int PUSHES = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write=joined:3",
                "write=split:5,pause=1ms",
                "write=bytes",
                "write=length",
                "write=mixed",
                "half-open=7,bad-connections=2",
                "sign-on=mute",
                "sign-on=0099",
                "read-rate=20000",
                "spoil=all,every=1",
                "spoil=cut-connection,every=3,write=split:3,window=16",
            })
    void withEachFaultACarefulPushServerTakesEveryPush(String fault) throws Exception {
        int seed = new Random().nextInt(Integer.MAX_VALUE);
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--seed",
                        Integer.toString(seed),
                        "--resend-after",
                        "100ms",
                        "--line",
                        "name=a,port=0,recipients=3,pushes=" + PUSHES + "," + fault)) {
            CarefulPushServer server = new CarefulPushServer(simulator.ports().getFirst(), false);
            server.serve(simulator);
            assertThat(simulator.line())
                    .as("seed %d", seed)
                    .contains("\"telegrams\":" + PUSHES, "\"good\":" + PUSHES)
                    .contains("\"spoiled_good\":0", "\"unanswered\":0");
            assertThat(simulator.exitCode()).isZero();
            assertThat(server.taken()).hasSize(PUSHES);
        }
    }

    @Test
    void aPushServerThatAnswersGoodToAnythingIsFoundOut() throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--line",
                        "name=a,port=0,pushes=8,spoil=send-count-high+unknown-kind,every=4")) {
            new CarefulPushServer(simulator.ports().getFirst(), true).serve(simulator);
            assertThat(simulator.line())
                    .contains("\"good\":6", "\"spoiled\":2", "\"spoiled_good\":2");
            assertThat(simulator.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aRefusedSignOnIsToldAndMuteHeartbeatsAreNotAnsweredOnBadConnectionsOnly()
            throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--line", "name=a,port=0,pushes=1,sign-on=0099,heartbeats=mute")) {
            int port = simulator.ports().getFirst();
            try (PushServer bad = new PushServer(port)) {
                bad.ask("H");
                bad.ask("A");
                Telegram first = bad.readAny();
                assertThat(first.kind()).isEqualTo("A");
                assertThat(PushServer.number(first, "P_ResponseCode")).isEqualTo(99);
            }
            try (PushServer good = new PushServer(port)) {
                good.ask("H");
                assertThat(good.readAny().kind()).isEqualTo("H");
                good.ask("A");
                assertThat(PushServer.number(good.readAny(), "P_ResponseCode")).isZero();
                good.answer(good.read(), 0);
                assertThat(simulator.exitCode()).isZero();
            }
        }
    }

    @Test
    void aScenarioFileHoldsLinesAndTheCommandLineGoesBeforeIt(@TempDir Path folder)
            throws Exception {
        Files.writeString(
                folder.resolve("customers.jsonl"), "{\"csno\":\"1\",\"device_id\":\"t\"}\n");
        Path file =
                Files.writeString(
                        folder.resolve("scenario.yaml"),
                        """
                        heartbeat: 1s
                        deadline: 1ms
                        customers: customers.jsonl
                        lines:
                          - { name: one, port: 0, pushes: 3, write: bytes }
                          - { name: two, port: 0, pushes: 5, recipients: 2, spoil: all }
                        """);
        try (RunningSimulator simulator =
                new RunningSimulator("--scenario", file.toString(), "--deadline", "1m")) {
            for (int port : simulator.ports()) {
                Thread.ofVirtual().start(() -> new CarefulPushServer(port, false).serve(simulator));
            }
            assertThat(simulator.line()).contains("\"good\":8", "\"good_recipients\":13");
            assertThat(simulator.exitCode()).isZero();
        }
    }

    @Test
    void theExampleScenarioHasNoFaultOfItsOwn() {
        Faults faults = new Faults();
        Path file = Path.of("examples", "faults.yaml");
        YamlMap map = YamlFile.read(file, faults);
        assertThat(SettingsReader.read(map, file, Settings.DEFAULT).lines()).hasSize(4);
        assertThat(faults.toString()).isEmpty();
    }

    @Test
    void aFaultThatIsNotKnownIsNamedWithTheNearestOne() {
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--line",
                        "name=a,port=0,pushes=1,spoil=noise-byte,write=split:0,sign-on=7")) {
            assertThat(simulator.exitCode()).isEqualTo(2);
            assertThat(simulator.errors())
                    .contains(
                            "'noise-byte' is not known; did you mean 'noise-bytes'?",
                            "'split:0' is not known",
                            "'7' is not known");
        }
    }

    @Test
    void aLineWhoseSequenceWouldOverflowIsRefusedAtTheStart() {
        try (RunningSimulator simulator =
                new RunningSimulator("--line", "name=a,port=0,pushes=2,first=99999999")) {
            assertThat(simulator.exitCode()).isEqualTo(1);
            assertThat(simulator.errors()).contains("does not fit into the 8 bytes of P_Sequence");
        }
    }

    @Test
    void aLineWhosePushesDoNotFitTheLayoutIsRefusedAtTheStart() {
        try (RunningSimulator simulator =
                new RunningSimulator("--line", "name=a,port=0,pushes=1,recipients=3141")) {
            assertThat(simulator.exitCode()).isEqualTo(1);
            assertThat(simulator.errors())
                    .contains(
                            "line 'a' cannot be sent in this layout: longer than the layout's limit");
        }
    }
}
