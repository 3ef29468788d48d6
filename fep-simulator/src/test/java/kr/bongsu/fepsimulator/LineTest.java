package kr.bongsu.fepsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import kr.bongsu.telegram.Telegram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineTest {

    @Test
    void nothingIsSentBeforeSignOnAndTheWindowIsKept() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator("--line", "name=a,port=0,pushes=9,window=2");
                PushServer server = new PushServer(simulator.ports().getFirst())) {
            server.ask("H");
            Telegram first = server.readAny();
            assertThat(first.kind()).isEqualTo("H");
            assertThat(first.isAnswer()).isTrue();
            server.ask("A");
            assertThat(server.readAny().kind()).isEqualTo("A");
            Telegram one = server.readAny();
            Telegram two = server.readAny();
            server.ask("H"); // what comes next would be a third push, were there room for one
            assertThat(server.readAny().kind()).isEqualTo("H");
            server.answer(two, 0);
            Telegram three = server.readAny();
            assertThat(PushServer.number(one, "P_Sequence")).isEqualTo(1);
            assertThat(PushServer.number(three, "P_Sequence")).isEqualTo(3);
        }
    }

    @Test
    void anUnansweredPushIsSentAgainWithItsRetryCount() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator(
                                "--resend-after", "50ms", "--line", "name=a,port=0,pushes=1");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            Telegram first = server.read();
            Telegram again = server.read();
            assertThat(PushServer.number(again, "P_RetryCount")).isEqualTo(1);
            assertThat(PushServer.text(again, "P_UUID"))
                    .isEqualTo(PushServer.text(first, "P_UUID"));
            server.answer(again, 0);
            assertThat(simulator.line()).contains("\"telegrams\":1", "\"good\":1");
            assertThat(simulator.exitCode()).isZero();
        }
    }

    @Test
    void aPushRefusedForNowIsSentAgain() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator(
                                "--resend-after", "50ms", "--line", "name=a,port=0,pushes=1");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            server.answer(server.read(), 9001);
            Telegram again = server.read();
            assertThat(PushServer.number(again, "P_RetryCount")).isEqualTo(1);
            server.answer(again, 0);
            assertThat(simulator.line())
                    .contains("\"good\":1", "\"refused\":1,\"resent\":1", "\"unanswered\":0");
            assertThat(simulator.exitCode()).isZero();
        }
    }

    @Test
    void afterAReconnectEverythingUnansweredComesAgainOldestFirst() throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator("--line", "name=a,port=0,pushes=4,window=3")) {
            int port = simulator.ports().getFirst();
            try (PushServer server = PushServer.signedOn(port)) {
                server.read();
                server.answer(server.read(), 0);
                server.read();
                server.read();
            }
            try (PushServer server = PushServer.signedOn(port)) {
                for (int sequence : new int[] {1, 3, 4}) {
                    Telegram again = server.read();
                    assertThat(PushServer.number(again, "P_Sequence")).isEqualTo(sequence);
                    assertThat(PushServer.number(again, "P_RetryCount")).isEqualTo(1);
                    server.answer(again, 0);
                }
            }
            assertThat(simulator.line()).contains("\"telegrams\":4", "\"good\":4", "\"resent\":3");
            assertThat(simulator.exitCode()).isZero();
        }
    }

    @Test
    void aSecondConnectionTakesThePlaceOfTheFirst() throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator("--line", "name=a,port=0,pushes=1")) {
            int port = simulator.ports().getFirst();
            try (PushServer old = PushServer.signedOn(port)) {
                old.read();
                try (PushServer server = PushServer.signedOn(port)) {
                    server.answer(server.read(), 0);
                    assertThat(old.isEnded()).isTrue();
                    assertThat(simulator.exitCode()).isZero();
                }
            }
        }
    }

    @Test
    void aSecondConnectionIsClosedWhenTheFirstIsToBeKept() throws Exception {
        try (RunningSimulator simulator =
                new RunningSimulator("--line", "name=a,port=0,pushes=1,replace=no")) {
            int port = simulator.ports().getFirst();
            try (PushServer first = PushServer.signedOn(port);
                    PushServer second = new PushServer(port)) {
                assertThat(second.isEnded()).isTrue();
                first.answer(first.read(), 0);
                assertThat(simulator.exitCode()).isZero();
            }
        }
    }

    @Test
    void aSilentPushServerIsDisconnected() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator(
                                "--heartbeat", "100ms", "--line", "name=a,port=0,pushes=1");
                PushServer server = new PushServer(simulator.ports().getFirst())) {
            assertThat(server.isEnded()).isTrue();
        }
    }

    @Test
    void aSecondSignOnOnTheSameConnectionIsAnsweredAndRepeatsNothing() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator("--line", "name=a,port=0,pushes=2,window=1");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            Telegram first = server.read();
            server.ask("A");
            assertThat(server.read().kind()).isEqualTo("A");
            server.answer(first, 0);
            server.answer(server.read(), 0);
            assertThat(simulator.line()).contains("\"good\":2", "\"resent\":0", "\"sign_ons\":1");
        }
    }

    @Test
    void anAnswerToNothingIsCountedAndChangesNothing() throws Exception {
        try (RunningSimulator simulator =
                        new RunningSimulator("--line", "name=a,port=0,pushes=2,window=1");
                PushServer server = PushServer.signedOn(simulator.ports().getFirst())) {
            Telegram data = server.read();
            server.answer(data, 0);
            server.answer(data, 0);
            server.answer(server.read(), 0);
            assertThat(simulator.line()).contains("\"good\":2", "\"unexpected\":1");
        }
    }

    @Test
    void aPushServerThatDiesAtAnyByteOfItsAnswersLosesNothing() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int pushes = 40;
        try (RunningSimulator simulator =
                new RunningSimulator("--line", "name=a,port=0,window=4,pushes=" + pushes)) {
            int port = simulator.ports().getFirst();
            Set<Long> answered = new HashSet<>();
            while (answered.size() < pushes) {
                try (PushServer server = PushServer.signedOn(port)) {
                    for (int left = random.nextInt(6);
                            left > 0 && answered.size() < pushes;
                            left--) {
                        Telegram data = server.read();
                        answered.add(PushServer.number(data, "P_Sequence"));
                        server.answer(data, 0);
                    }
                    byte[] noise = PushServer.request("H");
                    server.write(Arrays.copyOf(noise, random.nextInt(noise.length)));
                    if (random.nextInt(4) == 0) {
                        server.write("noise".getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
            // The last answers may have died with their connection: answer what comes again.
            drain(simulator, port);
            assertThat(simulator.line())
                    .as("seed %d", seed)
                    .contains("\"good\":" + pushes, "\"unanswered\":0");
            assertThat(simulator.exitCode()).isZero();
        }
    }

    private static void drain(RunningSimulator simulator, int port) throws Exception {
        while (!simulator.hasEnded()) {
            try (PushServer server = PushServer.signedOn(port)) {
                while (!server.isEnded()) {
                    server.answer(server.read(), 0);
                }
            } catch (java.io.IOException ended) {
                // the simulator ended the line; the loop sees whether it ended for good
            }
        }
    }
}
