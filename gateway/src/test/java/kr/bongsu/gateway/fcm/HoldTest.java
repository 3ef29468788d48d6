package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.push.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stops a project, what does not, and how it goes on.
class HoldTest {

    @TempDir Path folder;
    private EmulatedFcm fcm;

    @BeforeEach
    void start() throws Exception {
        fcm = EmulatedFcm.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        fcm.close();
    }

    @Test
    void credentialsThatFcmRefusesStopTheProjectAndBurnNoPush() throws Exception {
        fcm.control("POST", "faults", "{\"trouble\":\"unauthenticated\"}");
        try (FcmClient client = EmulatedFcm.started(settings(50, Duration.ofSeconds(1)))) {
            assertThat(EmulatedFcm.sent(client, 0, EmulatedFcm.TOKEN))
                    .isInstanceOf(Outcome.Held.class);
            assertThat(client.takes()).isFalse();
            for (int i = 1; i < 1_000; i++) {
                assertThat(EmulatedFcm.sent(client, i, EmulatedFcm.TOKEN))
                        .isInstanceOf(Outcome.Held.class);
            }
            assertThat(fcm.stat("requests")).as("one is tried now and then").isLessThan(20);
            fcm.control("DELETE", "faults", "");
            Await.until("it goes on", () -> isAccepted(client));
            assertThat(client.takes()).isTrue();
        }
    }

    @Test
    void aProjectThatTheCredentialsMayNotUseStopsToo() throws Exception {
        FcmSettings all = settings(50, Duration.ofMinutes(5));
        FcmSettings strange =
                new FcmSettings("another-project", all.credentials(), all.way(), all.sending());
        try (FcmClient client = EmulatedFcm.started(strange)) {
            assertThat(EmulatedFcm.sent(client, 1, EmulatedFcm.TOKEN))
                    .isInstanceOf(Outcome.Held.class);
            assertThat(client.takes()).isFalse();
        }
    }

    @Test
    void aTokenThatIsRevokedIsFetchedAnewAndThePushGoes() throws Exception {
        try (FcmClient client = EmulatedFcm.started(settings(50, Duration.ofSeconds(1)))) {
            assertThat(EmulatedFcm.sent(client, 1, EmulatedFcm.TOKEN))
                    .isInstanceOf(Outcome.Accepted.class);
            fcm.control("POST", "revoke", "");
            Await.until("a new token is there", () -> isAccepted(client));
            assertThat(fcm.stat("tokens_granted")).isEqualTo(2);
        }
    }

    @Test
    void aKeyThatAppleRefusesHoldsItsPushesOnly() throws Exception {
        try (FcmClient client = EmulatedFcm.started(settings(50, Duration.ofSeconds(1)))) {
            assertThat(EmulatedFcm.sent(client, 1, "apns-1"))
                    .isInstanceOfSatisfying(
                            Outcome.Held.class,
                            held -> assertThat(held.pause()).isEqualTo(Duration.ofMinutes(5)));
            assertThat(client.takes()).isTrue();
            assertThat(EmulatedFcm.sent(client, 2, EmulatedFcm.TOKEN))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(fcm.stat("tokens_granted")).as("no other token helps").isEqualTo(1);
        }
    }

    @Test
    void whenTooManyPushesAreRefusedTheRestIsHeldAndItGoesOnWhenOneIsTaken() throws Exception {
        try (FcmClient client = EmulatedFcm.started(settings(50, Duration.ofSeconds(1)))) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                outcomes.add(EmulatedFcm.send(client, i, "unreg-" + i));
            }
            int refused = 0;
            for (CompletableFuture<Outcome> outcome : outcomes) {
                switch (outcome.get(60, TimeUnit.SECONDS)) {
                    case Outcome.Rejected _ -> refused++;
                    case Outcome.Held held -> assertThat(held.reason()).contains("UNREGISTERED");
                    case Outcome.Accepted _,
                            Outcome.Retry _,
                            Outcome.Throttled _,
                            Outcome.Unknown _ ->
                            throw new AssertionError("not the outcome of a refused push");
                }
            }
            assertThat(refused).as("all before the two hundredth").isEqualTo(199);
            Await.until("one is tried", () -> client.takes());
            assertThat(EmulatedFcm.sent(client, 1, "unreg-1"))
                    .as("still refused, still held")
                    .isInstanceOf(Outcome.Held.class);
            Await.until("it goes on", () -> isAccepted(client));
        }
    }

    @Test
    void withoutABreakerEveryRefusalIsFinal() throws Exception {
        try (FcmClient client = EmulatedFcm.started(settings(0, Duration.ofSeconds(1)))) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                outcomes.add(EmulatedFcm.send(client, i, "unreg-" + i));
            }
            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Rejected.class);
            }
        }
    }

    @Test
    void theQueueIsBoundedAndNothingWaitsInItForEver() throws Exception {
        FcmSettings.Sending usual = FcmSettings.Sending.DEFAULT;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            FcmSettings away =
                    fcm.settings(URI.create("https://127.0.0.1:" + silent.getLocalPort()));
            FcmSettings small =
                    new FcmSettings(
                            away.project(),
                            away.credentials(),
                            away.way(),
                            new FcmSettings.Sending(
                                    usual.templates(), false, 100, usual.breaker()));
            try (FcmClient client = EmulatedFcm.started(small)) {
                List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    waiting.add(EmulatedFcm.send(client, i, EmulatedFcm.TOKEN));
                }
                assertThat(EmulatedFcm.sent(client, 100, EmulatedFcm.TOKEN))
                        .isEqualTo(
                                new Outcome.Held(
                                        Duration.ofSeconds(1), "the queue to FCM is full"));
                assertThat(waiting).noneMatch(CompletableFuture::isDone);
                for (CompletableFuture<Outcome> outcome : waiting) {
                    assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Held.class);
                }
            }
        }
    }

    @Test
    void whatIsOnlyToBeCheckedReachesNoPhone() throws Exception {
        FcmSettings.Sending usual = FcmSettings.Sending.DEFAULT;
        FcmSettings.Sending dry =
                new FcmSettings.Sending(usual.templates(), true, usual.queue(), usual.breaker());
        try (FcmClient all = EmulatedFcm.started(fcm.settings(dry));
                FcmClient one = EmulatedFcm.started(fcm.settings())) {
            assertThat(EmulatedFcm.sent(all, 1, EmulatedFcm.TOKEN))
                    .isEqualTo(new Outcome.Accepted("fake_message_id"));
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            one.validate(EmulatedFcm.push(2, EmulatedFcm.TOKEN, "s"), outcome::complete);
            assertThat(outcome.get(60, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Accepted("fake_message_id"));
            assertThat(fcm.stat("validated")).isEqualTo(2);
            assertThat(fcm.stat("received")).isZero();
        }
    }

    @Test
    void eachServiceGoesThroughItsProjectAndTheTroubleOfOneIsNotTheOthers(@TempDir Path second)
            throws Exception {
        try (EmulatedFcm other = EmulatedFcm.start(second, "other-project", "1ms")) {
            FcmRouting routing =
                    new FcmRouting(
                            fcm.settings(),
                            List.of(new FcmRouting.Project(other.settings(), Set.of("ORDERS"))));
            try (FcmProjects projects = new FcmProjects(routing, InstantSource.system())) {
                projects.start();
                assertThat(sentBy(projects, "NEWS")).isInstanceOf(Outcome.Accepted.class);
                assertThat(sentBy(projects, "ORDERS")).isInstanceOf(Outcome.Accepted.class);
                assertThat(fcm.stat("accepted")).isEqualTo(1);
                assertThat(other.stat("accepted")).isEqualTo(1);
                other.control("POST", "faults", "{\"trouble\":\"unauthenticated\"}");
                assertThat(sentBy(projects, "ORDERS")).isInstanceOf(Outcome.Held.class);
                assertThat(projects.takes(fcm.settings().project())).isTrue();
                assertThat(sentBy(projects, "NEWS")).isInstanceOf(Outcome.Accepted.class);
                fcm.control("POST", "faults", "{\"trouble\":\"unauthenticated\"}");
                assertThat(sentBy(projects, "NEWS")).isInstanceOf(Outcome.Held.class);
                assertThat(projects.takes(fcm.settings().project())).isFalse();
            }
        }
    }

    private static Outcome sentBy(FcmProjects projects, String service) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        projects.send(EmulatedFcm.push(1, EmulatedFcm.TOKEN, service), outcome::complete);
        return outcome.get(60, TimeUnit.SECONDS);
    }

    private static boolean isAccepted(FcmClient client) throws Exception {
        return EmulatedFcm.sent(client, 1, EmulatedFcm.TOKEN) instanceof Outcome.Accepted;
    }

    private FcmSettings settings(int refusedPercent, Duration pause) {
        FcmSettings.Sending usual = FcmSettings.Sending.DEFAULT;
        return fcm.settings(
                new FcmSettings.Sending(
                        usual.templates(),
                        false,
                        usual.queue(),
                        new FcmSettings.Breaker(refusedPercent, pause)));
    }
}
