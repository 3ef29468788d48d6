package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenEndpointTest {

    private static final String MESSAGING = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String BODY = "{\"message\":{\"token\":\"t1\"}}";

    private RunningEmulator emulator;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
    }

    @Test
    void grantsAnAccessTokenForAnAssertionThatTheServiceAccountSigned() throws Exception {
        HttpResponse<String> answer =
                emulator.grant(
                        emulator.assertion(MESSAGING, Instant.now(), emulator.serviceAccountKey()));

        assertThat(answer.statusCode()).isEqualTo(200);
        var json = RunningEmulator.json(answer.body());
        assertThat(json.path("expires_in").asInt()).isEqualTo(3599);
        assertThat(json.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(emulator.send(BODY, json.path("access_token").asText()).statusCode())
                .isEqualTo(200);
        assertThat(emulator.stats().path("tokens_granted").asInt()).isEqualTo(1);
    }

    @Test
    void refusesAnAssertionThatAnotherKeySigned() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);

        HttpResponse<String> answer =
                emulator.grant(
                        emulator.assertion(
                                MESSAGING,
                                Instant.now(),
                                generator.generateKeyPair().getPrivate()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningEmulator.json(answer.body()))
                .isEqualTo(
                        RunningEmulator.json(
                                "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}"));
        assertThat(emulator.stats().path("tokens_granted").asInt()).isZero();
    }

    @Test
    void refusesAnAssertionOfYesterday() throws Exception {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));

        HttpResponse<String> answer =
                emulator.grant(
                        emulator.assertion(MESSAGING, yesterday, emulator.serviceAccountKey()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant", "reasonable timeframe");
    }

    @Test
    void aTokenForAnotherScopeDoesNotSend() throws Exception {
        String assertion =
                emulator.assertion(
                        "https://www.googleapis.com/auth/devstorage.full_control",
                        Instant.now(),
                        emulator.serviceAccountKey());
        String token =
                RunningEmulator.json(emulator.grant(assertion).body())
                        .path("access_token")
                        .asText();

        HttpResponse<String> answer = emulator.send(BODY, token);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
    }

    @Test
    void anInventedTokenIsRefusedWithAChallenge() throws Exception {
        HttpResponse<String> answer = emulator.send(BODY, "invented");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"UNAUTHENTICATED\"").doesNotContain("FcmError");
        assertThat(answer.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("invalid_token"));
    }
}
