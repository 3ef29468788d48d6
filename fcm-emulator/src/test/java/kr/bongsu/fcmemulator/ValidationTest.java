package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are refused for what they say, each with the field and the words of the answer.
class ValidationTest {

    private static RunningEmulator emulator;
    private static String accessToken;

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
        accessToken = emulator.accessToken();
    }

    @AfterAll
    static void stop() throws Exception {
        emulator.close();
    }

    private static JsonNode send(String message) throws Exception {
        return RunningEmulator.json(
                emulator.send("{\"message\":" + message + "}", accessToken).body());
    }

    /// The transcoder refuses what is no proto3 JSON of the schema: a BadRequest and no FcmError.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'token':'t','x':1}                               | message             | Invalid JSON payload received. Unknown name \"x\" at 'message': Cannot find field.",
                "{'token':'t','data':{'a':12}}                     | message.data[0].value | Invalid value at 'message.data[0].value' (TYPE_STRING), 12",
                "{'token':'t','android':{'ttl':'3'}}               | message.android.ttl | Invalid value at 'message.android.ttl' (type.googleapis.com/google.protobuf.Duration), Field 'ttl', Illegal duration format; duration must end with 's'",
                "{'token':'t','android':{'priority':'URGENT'}}     | message.android.priority | Invalid value at 'message.android.priority' (type.googleapis.com/google.firebase.fcm.v1.AndroidConfig.AndroidMessagePriority), \"URGENT\"",
                "{'token':'t','topic':'x'}                         | message             | Invalid value at 'message' (oneof), oneof field 'target' is already set. Cannot set 'topic'",
                "{'token':['t']}                                   | message             | Invalid JSON payload received. Unknown name \"token\" at 'message': Proto field is not repeating, cannot start list.",
                "{'token':'t','notification':'hello'}              | message.notification | Invalid value at 'message.notification' (type.googleapis.com/google.firebase.fcm.v1.Notification), \"hello\"",
                "{'token':'t','android':{'direct_boot_ok':'yes'}}  | message.android.direct_boot_ok | Invalid value at 'message.android.direct_boot_ok' (TYPE_BOOL), \"yes\"",
            })
    void theTranscoderNamesTheFieldAndCarriesNoFcmError(
            String message, String field, String description) throws Exception {
        JsonNode error = send(message.replace('\'', '"')).path("error");

        assertThat(error.path("status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").asText()).isEqualTo(description);
        assertThat(error.path("details").findValuesAsText("field")).containsExactly(field);
        assertThat(error.path("details").findValuesAsText("description"))
                .containsExactly(description);
        assertThat(error.path("details").findValuesAsText("errorCode")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'topic':'a b'}                                    | message | Topic name contains invalid characters.",
                "{'topic':'/topics/news'}                           | message | Topic name contains invalid characters.",
                "{'token':'t','data':{'from':'x'}}                  | message.data | Invalid data payload key: from",
                "{'token':'t','data':{'google.x':'x'}}              | message.data | Invalid data payload key: google.x",
                "{'token':'t','android':{'data':{'gcm.notification.x':'x'}}} | message.android.data | Invalid data payload key: gcm.notification.x",
                "{'token':'t','webpush':{'headers':{'TTL':'-1'}}}   | message.webpush.headers.TTL | TTL must be a non-negative integer.",
            })
    void fcmNamesTheFieldWithItsOwnErrorBesideIt(String message, String field, String description)
            throws Exception {
        JsonNode error = send(message.replace('\'', '"')).path("error");

        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("message").asText()).isEqualTo(description);
        assertThat(error.path("details").findValuesAsText("field")).containsExactly(field);
        assertThat(error.path("details").findValuesAsText("errorCode"))
                .containsExactly("INVALID_ARGUMENT");
    }

    /// Production's words for these are not known; that the field is named is.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'token':'t','android':{'ttl':'2419201s'}}                          | message.android.ttl",
                "{'token':'t','android':{'ttl':'-1s'}}                               | message.android.ttl",
                "{'token':'t','fcm_options':{'analytics_label':'a b'}}               | message.fcm_options.analytics_label",
                "{'token':'t','apns':{'fcmOptions':{'analyticsLabel':'a b'}}}        | message.apns.fcm_options.analytics_label",
                "{'token':'t','webpush':{'fcm_options':{'link':'http://x'}}}         | message.webpush.fcm_options.link",
                "{'token':'t','notification':{'image':'x.png'}}                      | message.notification.image",
                "{'token':'t','android':{'notification':{'color':'red'}}}            | message.android.notification.color",
                "{'token':'t','android':{'notification':{'notification_count':-1}}}  | message.android.notification.notification_count",
                "{'token':'t','android':{'notification':{'light_settings':{'light_on_duration':'1s'}}}} | message.android.notification.light_settings",
            })
    void limitsOfSingleFieldsNameTheField(String message, String field) throws Exception {
        JsonNode error = send(message.replace('\'', '"')).path("error");

        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("details").findValuesAsText("field")).containsExactly(field);
        assertThat(error.path("details").findValuesAsText("errorCode"))
                .containsExactly("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'apns-priority':'7'}                                  | BadPriority",
                "{'apns-priority':'10','apns-push-type':'background'}   | BadPriority",
                "{'apns-expiration':'tomorrow'}                         | BadExpirationDate",
                "{'apns-push-type':'loud'}                              | InvalidPushType",
                "{'apns-collapse-id':'0123456789012345678901234567890123456789012345678901234567890123456789'} | BadCollapseId",
            })
    void whatAppleWouldRefuseCarriesItsReason(String headers, String reason) throws Exception {
        JsonNode error =
                send("{\"token\":\"t\",\"apns\":{\"headers\":" + headers.replace('\'', '"') + "}}")
                        .path("error");

        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("details").findValuesAsText("reason")).containsExactly(reason);
    }

    @Test
    void anOversizedMessageHasAnEmptyBadRequest() throws Exception {
        assertThat(send("{\"token\":\"t\",\"data\":{\"p\":\"" + "x".repeat(4096) + "\"}}"))
                .isEqualTo(
                        RunningEmulator.json(
                                """
                                {"error":{"code":400,"message":"Message is too large. The maximum is 4K (4096 bytes).","status":"INVALID_ARGUMENT","details":[
                                {"@type":"type.googleapis.com/google.rpc.BadRequest"},
                                {"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"INVALID_ARGUMENT"}]}}
                                """));
    }

    @Test
    void bytesCountAndNotCharacters() throws Exception {
        assertThat(
                        send("{\"token\":\"t\",\"data\":{\"p\":\"" + "x".repeat(4095) + "\"}}")
                                .has("name"))
                .isTrue();
        assertThat(
                        send("{\"token\":\"t\",\"data\":{\"p\":\"" + "봉".repeat(1365) + "\"}}")
                                .has("name"))
                .isTrue();
        assertThat(
                        send("{\"token\":\"t\",\"data\":{\"p\":\"" + "봉".repeat(1366) + "\"}}")
                                .has("name"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a' in topics &&",
                "a in topics",
                "'a' in topics 'b' in topics",
                "('a' in topics"
            })
    void aBrokenConditionIsRefusedWithoutDetails(String condition) throws Exception {
        assertThat(send("{\"condition\":\"" + condition + "\"}"))
                .isEqualTo(
                        RunningEmulator.json(
                                "{\"error\":{\"code\":400,\"message\":\"Request contains an invalid argument.\",\"status\":\"INVALID_ARGUMENT\"}}"));
    }

    @Test
    void aConditionNamesAtMostFiveTopics() throws Exception {
        String five =
                "'a' in topics || 'b' in topics || 'c' in topics || 'd' in topics || ('e' in topics && !('a' in topics))";

        assertThat(send("{\"condition\":\"" + five + "\"}").has("name")).isTrue();
        assertThat(send("{\"condition\":\"" + five + " || 'f' in topics\"}").toString())
                .contains("Invalid condition expression provided.");
    }

    @Test
    void anImpossibleInstallationIdIsOneThatIsGone() throws Exception {
        assertThat(send("{\"fid\":\"nonsense\"}").toString()).contains("UNREGISTERED");
        assertThat(send("{\"fid\":\"cABCDEFGHIJKLMNOPQRSTU\"}").has("name")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"message\":{}} x",
                "nonsense",
                "[]",
                "{\"message\":{\"token\":\"t\"}"
            })
    void whatIsNoJsonObjectIsRefused(String body) throws Exception {
        HttpResponse<String> answer = emulator.send(body, accessToken);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Invalid JSON payload received.")
                .doesNotContain("FcmError");
    }

    @Test
    void nestingThatIsTooDeepIsRefused() throws Exception {
        HttpResponse<String> answer =
                emulator.send(
                        "{\"message\":{\"apns\":{\"payload\":" + "{\"a\":".repeat(5000),
                        accessToken);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("too deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"firebase-admin-java-9.11.0.json", "firebase-admin-node-13.10.0.json"})
    void takesWhatGooglesSdksPutOnTheWire(String fixture) throws Exception {
        String body;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(fixture))) {
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        HttpResponse<String> answer = emulator.send(body, accessToken);

        assertThat(answer.body()).contains("projects/demo-project/messages/0:");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void takesNumbersAsTextAndNullAsAbsent() throws Exception {
        assertThat(
                        send("""
                        {"token":"t","topic":null,"android":{"priority":"high","notification":
                         {"notificationCount":"3","sticky":"true","eventTime":"2026-01-01T00:00:00+09:00"}}}
                        """)
                                .has("name"))
                .isTrue();
    }

    @Test
    void aDryRunIsAnsweredAndNotDelivered() throws Exception {
        int before = emulator.stats().path("accepted").asInt();

        JsonNode answer =
                RunningEmulator.json(
                        emulator.send(
                                        "{\"validate_only\":true,\"message\":{\"token\":\"unreg-1\"}}",
                                        accessToken)
                                .body());

        assertThat(answer.path("name").asText())
                .isEqualTo("projects/demo-project/messages/fake_message_id");
        assertThat(emulator.stats().path("accepted").asInt()).isEqualTo(before);
    }

    @Test
    void aDryRunOfABadMessageIsRefusedLikeTheMessageItself() throws Exception {
        String message = "\"message\":{\"token\":\"t\",\"data\":{\"from\":\"x\"}}";

        assertThat(emulator.send("{\"validate_only\":true," + message + "}", accessToken).body())
                .isEqualTo(emulator.send("{" + message + "}", accessToken).body())
                .contains("Invalid data payload key: from");
    }

    @Test
    void aZippedBodyIsUnpacked() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write("{\"message\":{\"token\":\"t1\"}}".getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request =
                emulator.request(emulator.url("/v1/projects/demo-project/messages:send"))
                        .header("authorization", "Bearer " + accessToken)
                        .header("content-encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                        .build();

        assertThat(emulator.exchange(request).statusCode()).isEqualTo(200);
    }
}
