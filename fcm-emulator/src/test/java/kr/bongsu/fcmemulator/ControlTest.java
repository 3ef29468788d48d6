package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

    private RunningEmulator emulator;
    private String accessToken;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
        accessToken = emulator.accessToken();
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
    }

    private int send(String token) throws Exception {
        return emulator.send("{\"message\":{\"token\":\"" + token + "\"}}", accessToken)
                .statusCode();
    }

    @Test
    void aFaultStrikesTheTokensItIsForAsOftenAsItMay() throws Exception {
        emulator.control(
                "POST",
                "faults",
                "{\"trouble\":\"unavailable\",\"token_prefix\":\"a\",\"times\":2}");

        assertThat(send("b1")).isEqualTo(200);
        assertThat(send("a1")).isEqualTo(503);
        assertThat(send("a2")).isEqualTo(503);
        assertThat(send("a1")).isEqualTo(200);
    }

    @Test
    void aFaultWithAProbabilityStrikesSome() throws Exception {
        emulator.control("POST", "faults", "{\"trouble\":\"internal\",\"probability\":0.5}");

        int struck = 0;
        for (int i = 0; i < 100; i++) {
            struck += send("t" + i) == 500 ? 1 : 0;
        }

        // Fewer than 10 or more than 90 of 100 happens once in 10^17 runs.
        assertThat(struck).isBetween(10, 90);
        JsonNode faults =
                RunningEmulator.json(emulator.control("GET", "faults", "").body()).path("faults");
        assertThat(faults.path(0).path("struck").asInt()).isEqualTo(struck);
    }

    @Test
    void aFaultThatIsNotYetDueStrikesNobodyAndADeletedOneNeither() throws Exception {
        emulator.control(
                "POST", "faults", "{\"trouble\":\"html\",\"after\":\"1h\",\"for\":\"1m\"}");
        assertThat(send("t1")).isEqualTo(200);

        JsonNode ordered =
                RunningEmulator.json(
                        emulator.control("POST", "faults", "{\"trouble\":\"html\"}").body());
        assertThat(send("t1")).isEqualTo(502);
        emulator.control("DELETE", "faults/" + ordered.path("id").asText(), "");
        assertThat(send("t1")).isEqualTo(200);
    }

    @Test
    void retryAfterIsSentWhenItIsSet() throws Exception {
        String body = "{\"message\":{\"token\":\"unavail-1\"}}";
        assertThat(emulator.send(body, accessToken).headers().firstValue("retry-after")).isEmpty();

        emulator.control("PATCH", "settings", "{\"retry_after\":\"7s\"}");

        assertThat(emulator.send(body, accessToken).headers().firstValue("retry-after"))
                .hasValue("7");
    }

    @Test
    void theProjectsMinuteRunsOut() throws Exception {
        emulator.control("PATCH", "settings", "{\"project_per_minute\":2}");

        assertThat(send("t1")).isEqualTo(200);
        assertThat(send("not a token")).isEqualTo(400);
        HttpResponse<String> third = emulator.send("{\"message\":{\"token\":\"t1\"}}", accessToken);
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body())
                .contains("\"quota_limit_value\": \"2\"")
                .doesNotContain("FcmError");
    }

    @Test
    void aDevicesMinuteRunsOutForThatDeviceAlone() throws Exception {
        emulator.control("PATCH", "settings", "{\"device_per_minute\":1}");

        assertThat(send("t1")).isEqualTo(200);
        HttpResponse<String> second =
                emulator.send("{\"message\":{\"token\":\"t1\"}}", accessToken);
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.body()).contains("QUOTA_EXCEEDED", "QuotaFailure");
        assertThat(send("t2")).isEqualTo(200);
    }

    @Test
    void anUnknownTokenIsUnregisteredWhenStrangersAreNotAccepted() throws Exception {
        emulator.control("PATCH", "settings", "{\"accept_unknown_tokens\":false}");
        emulator.control("PATCH", "phones/t1", "{\"platform\":\"ios\"}");

        assertThat(send("t1")).isEqualTo(200);
        assertThat(send("t2")).isEqualTo(404);
    }

    @Test
    void strictTokensMustLookReal() throws Exception {
        emulator.control("PATCH", "settings", "{\"strict_tokens\":true}");

        assertThat(send("t1")).isEqualTo(400);
        assertThat(send("cABCDEFGHIJ:APA91b" + "x".repeat(134))).isEqualTo(200);
    }

    @Test
    void aTokenCanBeSetIntoAnyTroubleAndOutAgain() throws Exception {
        emulator.control("PATCH", "phones/t1", "{\"trouble\":\"unregistered\"}");
        assertThat(send("t1")).isEqualTo(404);

        emulator.control("PATCH", "phones/t1", "{\"trouble\":\"ok\"}");
        assertThat(send("t1")).isEqualTo(200);
    }

    @Test
    void revokedAccessTokensAreRefused() throws Exception {
        emulator.control("POST", "revoke", "");

        assertThat(send("t1")).isEqualTo(401);
        assertThat(emulator.send("{\"message\":{\"token\":\"t1\"}}").statusCode()).isEqualTo(200);
    }

    @Test
    void aMistakeInASettingChangesNothingAndIsExplained() throws Exception {
        HttpResponse<String> answer =
                emulator.control("PATCH", "settings", "{\"slow\":\"9s\",\"latency\":\"fast\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'fast' is no length of time");
        assertThat(
                        RunningEmulator.json(emulator.control("GET", "settings", "").body())
                                .path("slow")
                                .asText())
                .isEqualTo("2s");
        assertThat(emulator.control("PATCH", "settings", "{\"latencey\":\"1s\"}").body())
                .contains("'latencey' is unknown; known are latency,");
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() throws Exception {
        HttpRequest request =
                emulator.request(emulator.url("/control/faults"))
                        .header("content-type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"trouble\":\"html\"}"))
                        .build();

        assertThat(emulator.exchange(request).statusCode()).isEqualTo(415);
        assertThat(send("t1")).isEqualTo(200);
    }

    @Test
    void aResetForgetsMessagesAndFaults() throws Exception {
        emulator.control("POST", "faults", "{\"trouble\":\"html\",\"token_prefix\":\"x\"}");
        send("t1");

        emulator.control("POST", "reset", "");

        assertThat(emulator.stats().path("accepted").asInt()).isZero();
        assertThat(send("x1")).isEqualTo(200);
    }

    @Test
    void theConfiguredLatencyPassesBeforeAnAnswer() throws Exception {
        emulator.control("PATCH", "settings", "{\"latency\":\"uniform:120ms-130ms\"}");

        long before = System.nanoTime();
        send("t1");

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(119));
    }

    @Test
    void thePageIsServedWithoutScriptOfItsOwn() throws Exception {
        HttpResponse<String> page =
                emulator.exchange(emulator.request(emulator.url("/")).GET().build());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValue("default-src 'self'");
        assertThat(page.body()).contains("page.js").doesNotContain("<script>", "onclick");
        assertThat(
                        emulator.exchange(emulator.request(emulator.url("/page.js")).GET().build())
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Timeout(20)
    void aWatchingPageIsToldOfArrivals() throws Exception {
        HttpRequest watching = HttpRequest.newBuilder(URI.create(emulator.url("/events"))).build();
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader events =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.send(
                                                        watching,
                                                        HttpResponse.BodyHandlers.ofInputStream())
                                                .body(),
                                        StandardCharsets.UTF_8))) {
            // The first counters prove that the page is watched before the message is sent.
            assertThat(lineAfter(events, "event: counters")).contains("\"accepted\":0");
            emulator.send(
                    "{\"message\":{\"token\":\"t1\",\"notification\":{\"title\":\"봉수\"}}}",
                    accessToken);

            assertThat(lineAfter(events, "event: arrivals"))
                    .contains("\"title\":\"봉수\"", "\"token\":\"t1\"");
        }
    }

    private static String lineAfter(BufferedReader events, String wanted) throws Exception {
        String line = events.readLine();
        while (line != null && !line.equals(wanted)) {
            line = events.readLine();
        }
        return String.valueOf(events.readLine());
    }
}
