package kr.bongsu.fepsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Telegram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MainTest {

    @Test
    void everyPushOfALineIsSentInOrderAndTheSummaryAddsThemUp() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator(
                                "--line", "name=multi01,port=0,pushes=20,recipients=3,window=4");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            List<String> tokens = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                Telegram data = server.read();
                assertThat(PushServer.number(data, "P_Sequence")).isEqualTo(i);
                assertThat(PushServer.number(data, "P_RetryCount")).isZero();
                assertThat(PushServer.text(data, "P_UUID")).hasSize(32);
                for (BlockView block : data.body()) {
                    block.block()
                            .find("device_id")
                            .ifPresent(field -> tokens.add(block.text(field)));
                }
                server.answer(data, 0);
            }
            assertThat(tokens).hasSize(60).doesNotHaveDuplicates();
            assertThat(simulator.line())
                    .startsWith("{\"event\":\"summary\",\"telegrams\":20,\"recipients\":60,")
                    .contains("\"answered\":20,\"good\":20,\"good_recipients\":60,\"refused\":0,")
                    .contains(
                            "\"resent\":0,\"unexpected\":0,",
                            "\"unanswered\":0,\"answer_p50_ms\":");
            assertThat(simulator.exitCode()).isZero();
        }
    }

    @Test
    void severalLinesSendOtherCustomersToEachPort() throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--line",
                        "name=single01,port=0,pushes=2",
                        "--line",
                        "name=single02,port=0,pushes=2")) {
            List<String> tokens = new ArrayList<>();
            for (int port : simulator.ports()) {
                try (PushServer server = PushServer.signedOn(port)) {
                    for (int i = 0; i < 2; i++) {
                        Telegram data = server.read();
                        assertThat(PushServer.number(data, "P_Port")).isEqualTo(port);
                        BlockView recipient = data.body().getLast();
                        tokens.add(recipient.text(recipient.block().field("device_id")));
                        server.answer(data, 0);
                    }
                }
            }
            assertThat(tokens).hasSize(4).doesNotHaveDuplicates();
            assertThat(simulator.line()).contains("\"good\":4");
            assertThat(simulator.exitCode()).isZero();
        }
    }

    @Test
    void aFinalErrorCodeEndsWithExitCodeOne() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator(
                                "--final-codes", "0007", "--line", "name=a,port=0,pushes=1");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            server.answer(server.read(), 7);
            assertThat(simulator.line()).contains("\"answered\":1,\"good\":0", "\"refused\":1");
            assertThat(simulator.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void theDeadlineEndsARunToWhichNoPushServerComes() throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator("--deadline", "50ms", "--line", "name=a,port=0,pushes=5")) {
            assertThat(simulator.ports()).hasSize(1);
            assertThat(simulator.line()).contains("\"telegrams\":0", "\"good\":0");
            assertThat(simulator.exitCode()).isEqualTo(1);
            assertThat(simulator.errors()).contains("warn deadline-passed");
        }
    }

    @Test
    void whatWasNotAnsweredWhenItIsStoppedIsCounted() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator("--line", "name=a,port=0,pushes=5,window=2");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            server.read();
            server.read();
            simulator.stop();
            assertThat(simulator.line()).contains("\"telegrams\":2", "\"unanswered\":2");
            assertThat(simulator.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void anIdleLineStaysWithHeartbeatsUntilItIsStopped() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator(
                                "--stay",
                                "--heartbeat",
                                "100ms",
                                "--line",
                                "name=a,port=0,pushes=0");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            assertThat(simulator.line()).contains("\"telegrams\":0");
            for (int i = 0; i < 3; i++) {
                Telegram heartbeat = server.readAny();
                assertThat(heartbeat.kind()).isEqualTo("H");
                server.answer(heartbeat, 0);
            }
            assertThat(simulator.hasEnded()).isFalse();
            simulator.stop();
            assertThat(simulator.exitCode()).isZero();
        }
    }

    @Test
    void aPortInUseIsAClearErrorThatNamesLineAndPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningSimulator simulator =
                        new RunningSimulator(
                                "--line", "name=a,pushes=1,port=" + taken.getLocalPort())) {
            assertThat(simulator.exitCode()).isEqualTo(1);
            assertThat(simulator.errors())
                    .contains("line 'a' cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void everyWrongArgumentIsNamedWithARemedy() throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--heartbeat",
                        "soon",
                        "--line",
                        "name=a,port=99999,pushs=1",
                        "--final-codes",
                        "12")) {
            assertThat(simulator.exitCode()).isEqualTo(2);
            assertThat(simulator.errors())
                    .contains(
                            "'heartbeat': 'soon' is not a duration",
                            "'lines[0].port': 99999 is out of range",
                            "did you mean 'pushes'?",
                            "'12' is not a list of codes");
        }
        try (RunningSimulator simulator = new RunningSimulator("--hearbeat", "3s")) {
            assertThat(simulator.exitCode()).isEqualTo(2);
            assertThat(simulator.errors()).contains("did you mean --heartbeat?");
        }
    }
}
