package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.pulse.Vitals;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    private static final String FCM_ERROR =
            """
            {"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"%s"}\
            """;
    private static final String VIOLATION =
            """
            {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"%s","description":"d"}]}\
            """;

    @Test
    void acceptedCarriesTheNameAfterTheProject() {
        assertThat(outcome(200, "{\"name\":\"projects/p/messages/0:15%31b\"}"))
                .isEqualTo(new Outcome.Accepted("0:15%31b"));
    }

    @Test
    void aNameIsFoundInHoweverWrittenAnAnswer() {
        for (String body :
                List.of(
                        "{\n  \"name\": \"projects/p/messages/0:15%31b\"\n}\n",
                        "{\"kind\":\"m\",\"name\":\"projects/p/messages/0:15%31b\"}",
                        "{\"name\":\"projects\\/p\\/messages\\/0:15%31b\",\"data\":{}}")) {
            assertThat(outcome(200, body)).isEqualTo(new Outcome.Accepted("0:15%31b"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, RESOURCE_EXHAUSTED, QUOTA_EXCEEDED, QUOTA_EXCEEDED",
        "429, RESOURCE_EXHAUSTED, , RESOURCE_EXHAUSTED",
        "503, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE",
        "500, INTERNAL, , INTERNAL",
        "502, , , HTTP_502"
    })
    void theOverviewNamesWhatFcmNames(int status, String word, String code, String shown) {
        String body =
                word == null
                        ? "<html>"
                        : error(word, code == null ? "" : FCM_ERROR.formatted(code));
        for (Optional<Duration> pause :
                List.of(Optional.<Duration>empty(), Optional.of(Duration.ofSeconds(9)))) {
            Vitals vitals =
                    new Vitals((_, done) -> done.accept(Answers.outcome(status, pause, body)));
            vitals.send(EmulatedFcm.push(1, "tok", "s"), _ -> {});
            assertThat(vitals.lastMinute().refusals()).isEqualTo(Map.of(shown, 1L));
        }
    }

    @Test
    void halfAnAnswerOrOneWithoutANameIsInDoubt() {
        for (String body :
                List.of(
                        "",
                        "{",
                        "{\"name\"",
                        "{\"name\":\"projects/p/messages/0:1",
                        "{\"name\":\"projects/p/messages/0:1\"",
                        "{\"name\":\"projects/p/messages/0:1\"}}",
                        "{\"name\":\"\"}",
                        "<html>")) {
            assertThat(outcome(200, body)).as(body).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void aViolationOnTheTokenMeansTheTokenWhereverItStands() {
        String code = FCM_ERROR.formatted("INVALID_ARGUMENT");
        String violation = VIOLATION.formatted("message.token");
        assertThat(reason(outcome(400, error("INVALID_ARGUMENT", code + "," + violation))))
                .isEqualTo(Rejection.INVALID_TOKEN);
        assertThat(reason(outcome(400, error("INVALID_ARGUMENT", violation + "," + code))))
                .isEqualTo(Rejection.INVALID_TOKEN);
    }

    @Test
    void anyOtherBadRequestMeansTheMessage() {
        assertThat(
                        reason(
                                outcome(
                                        400,
                                        error(
                                                "INVALID_ARGUMENT",
                                                VIOLATION.formatted("message.android.ttl")))))
                .isEqualTo(Rejection.INVALID_MESSAGE);
        assertThat(
                        reason(
                                outcome(
                                        400,
                                        "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}")))
                .isEqualTo(Rejection.INVALID_MESSAGE);
    }

    @Test
    void unregisteredAndAStrangersTokenAreFinal() {
        assertThat(reason(outcome(404, error("NOT_FOUND", FCM_ERROR.formatted("UNREGISTERED")))))
                .isEqualTo(Rejection.UNREGISTERED);
        assertThat(
                        reason(
                                outcome(
                                        403,
                                        error(
                                                "PERMISSION_DENIED",
                                                FCM_ERROR.formatted("SENDER_ID_MISMATCH")))))
                .isEqualTo(Rejection.SENDER_ID_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "418"})
    void whatIsNotThePushsFaultIsTriedAgain(int status) {
        assertThat(outcome(status, "<html>oops</html>")).isInstanceOf(Outcome.Retry.class);
        assertThat(outcome(status, "")).isInstanceOf(Outcome.Retry.class);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404"})
    void whoAsksIsRefusedAndThePushIsHeld(int status) {
        assertThat(Answers.refusesCaller(status, "<html>oops</html>")).isTrue();
        assertThat(outcome(status, "<html>oops</html>")).isInstanceOf(Outcome.Held.class);
        assertThat(outcome(status, error("X", ""))).isInstanceOf(Outcome.Held.class);
        assertThat(outcome(status, error("X", FCM_ERROR.formatted("NEW_ONE"))))
                .isInstanceOfAny(Outcome.Held.class, Outcome.Retry.class);
    }

    @Test
    void aKeyThatAppleRefusesHoldsThePushAndSaysNothingOfTheCaller() {
        String body = error("UNAUTHENTICATED", FCM_ERROR.formatted("THIRD_PARTY_AUTH_ERROR"));
        assertThat(outcome(401, body)).isInstanceOf(Outcome.Held.class);
        assertThat(Answers.refusesKey(401, body)).isTrue();
        assertThat(Answers.refusesCaller(401, body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"name\": \"projects/", "<html>", "{}", "{\"name\":7}"})
    void twoHundredWithoutANameIsInDoubt(String body) {
        assertThat(outcome(200, body)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aSpentQuotaWaitsAsLongAsFcmSaysOrAMinute() {
        assertThat(outcome(429, ""))
                .isEqualTo(new Outcome.Throttled(Duration.ofSeconds(60), "429 "));
        assertThat(Answers.outcome(429, Optional.of(Duration.ofSeconds(7)), ""))
                .isEqualTo(new Outcome.Throttled(Duration.ofSeconds(7), "429 "));
        assertThat(Answers.outcome(503, Optional.of(Duration.ofSeconds(7)), ""))
                .isEqualTo(new Outcome.Throttled(Duration.ofSeconds(7), "503 "));
    }

    @Test
    void onePhoneThatGetsTooMuchIsNotTheWholeProject() {
        String body = error("RESOURCE_EXHAUSTED", FCM_ERROR.formatted("QUOTA_EXCEEDED"));
        assertThat(Answers.outcome(429, Optional.of(Duration.ofSeconds(7)), body))
                .isEqualTo(
                        new Outcome.Retry(
                                Optional.of(Duration.ofSeconds(7)),
                                "429 QUOTA_EXCEEDED",
                                Duration.ofSeconds(60)));
        assertThat(outcome(429, body))
                .isEqualTo(
                        new Outcome.Retry(
                                Optional.empty(), "429 QUOTA_EXCEEDED", Duration.ofSeconds(60)));
    }

    @Test
    void only401WithoutFcmErrorRefusesTheAccessToken() {
        assertThat(Answers.refusesToken(401, error("UNAUTHENTICATED", ""))).isTrue();
        assertThat(
                        Answers.refusesToken(
                                401,
                                error(
                                        "UNAUTHENTICATED",
                                        FCM_ERROR.formatted("THIRD_PARTY_AUTH_ERROR"))))
                .isFalse();
        assertThat(Answers.refusesToken(403, error("PERMISSION_DENIED", ""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"error\":7}",
                "{\"error\":{\"details\":[7,{\"@type\":1}]}}",
                "{\"error\":{\"status\":7,\"details\":{}}}",
                "{"
            })
    void oddBodiesAreNoReasonToFail(String body) {
        assertThat(outcome(400, body)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcome(503, body)).isInstanceOf(Outcome.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "7", "[7]", "[{\"field\":7}]"})
    void oddViolationsAreNoReasonToFail(String violations) {
        String odd =
                """
                {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":%s}\
                """
                        .formatted(violations);
        assertThat(reason(outcome(400, error("INVALID_ARGUMENT", odd))))
                .isEqualTo(Rejection.INVALID_MESSAGE);
    }

    private static Outcome outcome(int status, String body) {
        return Answers.outcome(status, Optional.empty(), body);
    }

    private static Rejection reason(Outcome outcome) {
        return ((Outcome.Rejected) outcome).reason();
    }

    private static String error(String status, String details) {
        return "{\"error\":{\"code\":0,\"message\":\"m\",\"status\":\"%s\",\"details\":[%s]}}"
                .formatted(status, details);
    }
}
