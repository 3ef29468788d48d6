package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendTest {

    private static final String PATH = "/v1/projects/demo-project/messages:send";
    private static final String BODY =
            "{\"message\":{\"token\":\"t1\",\"notification\":{\"title\":\"a\",\"body\":\"b\"}}}";

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
    void acceptsOverTlsWithHttp2() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                emulator.sending(
                                        emulator.tlsUrl(PATH), BODY, emulator.accessToken()),
                                (name, value) -> true)
                        .version(HttpClient.Version.HTTP_2)
                        .build();

        HttpResponse<String> answer = emulator.exchange(request);

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(RunningEmulator.json(answer.body()).path("name").asText())
                .matches("projects/demo-project/messages/0:\\d{16}%[0-9a-f]{16}");
    }

    @Test
    void aDelayedAnswerArrivesWhole() throws Exception {
        emulator.control("PATCH", "settings", "{\"latency\":\"50ms\"}");
        HttpRequest request =
                HttpRequest.newBuilder(
                                emulator.sending(
                                        emulator.tlsUrl(PATH), BODY, emulator.accessToken()),
                                (name, value) -> true)
                        .version(HttpClient.Version.HTTP_2)
                        .build();

        // Headers and body are separate frames; a body that is not flushed would let this time out.
        assertThat(RunningEmulator.json(emulator.exchange(request).body()).path("name").asText())
                .startsWith("projects/demo-project/messages/0:");
    }

    @Test
    void acceptsOverTlsWithHttp11() throws Exception {
        HttpResponse<String> answer =
                emulator.exchange(
                        emulator.sending(emulator.tlsUrl(PATH), BODY, emulator.accessToken()));

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void answersRequestsOnOneHttp11ConnectionInTheirOrder() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(emulator.send(BODY).statusCode()).isEqualTo(200);
        }

        JsonNode stats = emulator.stats();
        assertThat(stats.path("accepted").asInt()).isEqualTo(3);
        assertThat(stats.path("connections_opened").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "unreg-1,        404, NOT_FOUND,          UNREGISTERED",
        "quota-1,        429, RESOURCE_EXHAUSTED, QUOTA_EXCEEDED",
        "unavail-1,      503, UNAVAILABLE,        UNAVAILABLE",
        "internal-1,     500, INTERNAL,           INTERNAL",
        "invalid-1,      400, INVALID_ARGUMENT,   INVALID_ARGUMENT",
        "mismatch-1,     403, PERMISSION_DENIED,  SENDER_ID_MISMATCH",
        "apns-1,         401, UNAUTHENTICATED,    THIRD_PARTY_AUTH_ERROR",
        "iosunreg-1,     404, NOT_FOUND,          UNREGISTERED",
        "apnsoff-1,      400, INVALID_ARGUMENT,   INVALID_ARGUMENT",
        "not a token,    400, INVALID_ARGUMENT,   INVALID_ARGUMENT",
    })
    void refusesATokenWithTheCodesOfFcm(String token, int code, String status, String fcmCode)
            throws Exception {
        JsonNode error = emulator.sendToToken(token).path("error");

        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("status").asText()).isEqualTo(status);
        assertThat(error.path("details").findValuesAsText("errorCode")).containsExactly(fcmCode);
        assertThat(emulator.stats().path("by_code").path(fcmCode).asInt()).isEqualTo(1);
        assertThat(emulator.stats().path("received").asInt()).isZero();
    }

    @Test
    void anInvalidTokenNamesTheField() throws Exception {
        String text = "The registration token is not a valid FCM registration token";
        assertThat(emulator.sendToToken("invalid-1"))
                .isEqualTo(
                        RunningEmulator.json(
                                """
                                {"error":{"code":400,"message":"%s","status":"INVALID_ARGUMENT","details":[
                                {"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"INVALID_ARGUMENT"},
                                {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"message.token","description":"%s"}]}]}}
                                """
                                        .formatted(text, text)));
    }

    @Test
    void theProjectQuotaCarriesNoFcmError() throws Exception {
        JsonNode error = emulator.sendToToken("projectquota-1").path("error");

        assertThat(error.path("code").asInt()).isEqualTo(429);
        assertThat(error.path("details").findValuesAsText("errorCode")).isEmpty();
        assertThat(error.path("details").findValuesAsText("reason"))
                .containsExactly("RATE_LIMIT_EXCEEDED");
    }

    @Test
    void aBadGatewayIsAPageNotJson() throws Exception {
        HttpResponse<String> answer = emulator.send("{\"message\":{\"token\":\"html-1\"}}");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("text/html; charset=UTF-8");
        assertThat(answer.body()).contains("Please try again in 30 seconds.");
    }

    @Test
    void aHangingTokenIsNeverAnsweredAndNotAccepted() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                emulator.sending(
                                        emulator.tlsUrl(PATH),
                                        "{\"message\":{\"token\":\"hang-1\"}}",
                                        emulator.accessToken()),
                                (name, value) -> true)
                        .timeout(Duration.ofMillis(300))
                        .build();

        assertThatThrownBy(() -> emulator.exchange(request))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(emulator.stats().path("accepted").asInt()).isZero();
    }

    @Test
    void aResetMessageWasAcceptedAlthoughNobodyIsToldSo() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                emulator.sending(
                                        emulator.tlsUrl(PATH),
                                        "{\"message\":{\"token\":\"reset-1\"}}",
                                        emulator.accessToken()),
                                (name, value) -> true)
                        .version(HttpClient.Version.HTTP_2)
                        .build();

        assertThatThrownBy(() -> emulator.exchange(request))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("RST_STREAM");
        assertThat(emulator.stats().path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void aRepeatedIdIsCountedAndReplacesOnTheScreenWhenItHasATag() throws Exception {
        String tagged =
                """
                {"message":{"token":"t1","data":{"mid":"m1"},"notification":{"title":"a"},
                 "android":{"notification":{"tag":"m1"}}}}
                """;
        emulator.send(tagged);
        emulator.send(tagged);

        JsonNode stats = emulator.stats();
        assertThat(stats.path("accepted").asInt()).isEqualTo(2);
        assertThat(stats.path("distinct").asInt()).isEqualTo(1);
        assertThat(stats.path("repeated").asInt()).isEqualTo(1);
        assertThat(stats.path("replaced").asInt()).isEqualTo(1);
        assertThat(stats.path("displayed_twice").asInt()).isZero();
        JsonNode repeats =
                RunningEmulator.json(emulator.control("GET", "repeats", "").body()).path("repeats");
        assertThat(repeats.findValuesAsText("id")).containsExactly("m1");
        assertThat(repeats.findValuesAsText("times")).containsExactly("2");
    }

    @Test
    void aRepeatedIdWithoutATagIsShownTwice() throws Exception {
        String untagged =
                "{\"message\":{\"token\":\"t1\",\"data\":{\"mid\":\"m1\"},\"notification\":{\"title\":\"a\"}}}";
        emulator.send(untagged);
        emulator.send(untagged);

        assertThat(emulator.stats().path("displayed_twice").asInt()).isEqualTo(1);
    }

    @Test
    void aMessageWithoutRecipientIsRefused() throws Exception {
        assertThat(RunningEmulator.json(emulator.send("{\"message\":{}}").body()))
                .isEqualTo(
                        RunningEmulator.json(
                                """
                                {"error":{"code":400,"message":"Recipient of the message is not set.","status":"INVALID_ARGUMENT","details":[
                                {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"message","description":"Recipient of the message is not set."}]},
                                {"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"INVALID_ARGUMENT"}]}}
                                """));
    }

    @Test
    void anotherProjectIsForbidden() throws Exception {
        HttpResponse<String> answer =
                emulator.exchange(
                        emulator.sending(
                                emulator.url("/v1/projects/other/messages:send"),
                                BODY,
                                emulator.accessToken()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("cloudmessaging.messages.create");
    }
}
