package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import kr.bongsu.gateway.push.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageBodyTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static final MessageTemplate FULL =
            new MessageTemplate(
                    Optional.of(
                            new MessageTemplate.Notification(
                                    Text.of("[{company}] {title}"), Text.of("{body}"))),
                    Map.of("svc", Text.of("{service}/{group}/{uuid}")),
                    new MessageTemplate.Terms(true, Optional.of(Duration.ofHours(4)), false),
                    new MessageTemplate.Platforms(
                            new MessageTemplate.Android(
                                    Optional.of("orders"),
                                    Optional.of("fills"),
                                    Optional.of("default")),
                            new MessageTemplate.Apns(
                                    Optional.of(3),
                                    Optional.of("ping.caf"),
                                    false,
                                    Map.of("apns-topic", "kr.bongsu.app")),
                            Optional.of(
                                    new MessageTemplate.Webpush(
                                            Optional.of("https://bongsu.kr/orders"),
                                            Optional.of("https://bongsu.kr/icon.png")))));

    private static final MessageTemplate SILENT =
            new MessageTemplate(
                    Optional.empty(),
                    Map.of("k", Text.of("{body}")),
                    new MessageTemplate.Terms(false, Optional.of(Duration.ZERO), false),
                    MessageTemplate.Platforms.DEFAULT);

    @Test
    void theUsualMessageIsWhatTheAppExpects() {
        assertThat(json(MessageTemplate.DEFAULT))
                .isEqualTo(
                        new JsonObject(
                                """
                                {"message":{"token":"tok","notification":{"title":"제목","body":"본문"},
                                "data":{"push_grp_id":"g","csno":"77","rcms_cnrp_name":"봉수","type":"1",
                                "msg_title":"제목","msg_contents":"본문","mid":"led-16"},
                                "android":{"priority":"HIGH","notification":{"tag":"led-16"}},
                                "apns":{"headers":{"apns-collapse-id":"led-16"},"payload":{"aps":{
                                "alert":{"title":"제목","body":"본문"},"badge":1,"content-available":1}}}}}
                                """));
    }

    @Test
    void aTemplateSaysEverythingForEveryPlatformAndTheIdStandsInEach() {
        assertThat(json(FULL))
                .isEqualTo(
                        new JsonObject(
                                """
                                {"message":{"token":"tok",
                                "notification":{"title":"[봉수] 제목","body":"본문"},
                                "data":{"svc":"ORD/g/u","mid":"led-16"},
                                "android":{"priority":"HIGH","ttl":"14400s","collapse_key":"fills",
                                "notification":{"tag":"led-16","channel_id":"orders","sound":"default"}},
                                "apns":{"headers":{"apns-collapse-id":"led-16","apns-expiration":"1800014400",
                                "apns-topic":"kr.bongsu.app"},"payload":{"aps":{
                                "alert":{"title":"[봉수] 제목","body":"본문"},"badge":3,"sound":"ping.caf"}}},
                                "webpush":{"headers":{"Urgency":"high","Topic":"led-16","TTL":"14400"},
                                "notification":{"title":"[봉수] 제목","body":"본문","tag":"led-16",
                                "icon":"https://bongsu.kr/icon.png"},
                                "fcm_options":{"link":"https://bongsu.kr/orders"}}}}
                                """));
    }

    @Test
    void whatAPhoneShowsIsReadFromTheMessageItself() {
        Push push = EmulatedFcm.push(7, "tok", "s");
        assertThat(body(FULL, push).shown()).contains(new Shown("[c] 제목", "본문"));
        assertThat(body(MessageTemplate.DEFAULT, push.titled("(광고) 봉수 \"1\"")).shown())
                .contains(new Shown("(광고) 봉수 \"1\"", "본문"));
        assertThat(body(SILENT, push).shown()).isEmpty();
    }

    private static MessageBody body(MessageTemplate template, Push push) {
        return new MessageBody(MessageForm.of(template), push, NOW);
    }

    @Test
    void aPushWithAnEndOfItsOwnTellsEveryPlatformWhatIsLeft() {
        Push push = EmulatedFcm.push(7, "tok", "s").expiringAt(NOW.plusSeconds(90));
        JsonObject message =
                new JsonObject(
                                new String(
                                        new MessageBody(MessageForm.dated(FULL), push, NOW)
                                                .json(false),
                                        java.nio.charset.StandardCharsets.UTF_8))
                        .getJsonObject("message");
        assertThat(message.getJsonObject("android").getString("ttl")).isEqualTo("90s");
        assertThat(
                        message.getJsonObject("apns")
                                .getJsonObject("headers")
                                .getString("apns-expiration"))
                .isEqualTo(Long.toString(NOW.getEpochSecond() + 90));
        assertThat(message.getJsonObject("webpush").getJsonObject("headers").getString("TTL"))
                .isEqualTo("90");
        JsonObject late =
                new JsonObject(
                        new String(
                                new MessageBody(MessageForm.dated(FULL), push, NOW.plusSeconds(100))
                                        .json(false),
                                java.nio.charset.StandardCharsets.UTF_8));
        assertThat(late.getJsonObject("message").getJsonObject("android").getString("ttl"))
                .isEqualTo("0s");
    }

    @Test
    void aMessageForTheAppAloneShowsNothingAndWakesAnIphoneTheWayAppleWants() {
        JsonObject message = json(SILENT).getJsonObject("message");
        assertThat(message.containsKey("notification")).isFalse();
        assertThat(message.getJsonObject("android"))
                .isEqualTo(new JsonObject("{\"priority\":\"NORMAL\",\"ttl\":\"0s\"}"));
        assertThat(
                        message.getJsonObject("apns")
                                .getJsonObject("headers")
                                .getString("apns-priority"))
                .isEqualTo("5");
        assertThat(message.getJsonObject("apns").getJsonObject("payload"))
                .isEqualTo(new JsonObject("{\"aps\":{\"content-available\":1}}"));
    }

    @Test
    void everyTemplateIsWhatFcmTakesAndIsChosenByTheService(@TempDir Path folder) throws Exception {
        Templates templates = new Templates(FULL, Map.of("QUIET", SILENT));
        FcmSettings.Sending usual = FcmSettings.Sending.DEFAULT;
        try (EmulatedFcm fcm = EmulatedFcm.start(folder);
                FcmClient client =
                        EmulatedFcm.started(
                                fcm.settings(
                                        new FcmSettings.Sending(
                                                templates, false, 100, usual.breaker())))) {
            for (String token : List.of("android-1", "ios-1", "web-1")) {
                for (String service : List.of("QUIET", "ANY")) {
                    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
                    client.send(EmulatedFcm.push(1, token, service), outcome::complete);
                    assertThat(outcome.get(60, TimeUnit.SECONDS))
                            .isInstanceOf(Outcome.Accepted.class);
                }
            }
            assertThat(fcm.stat("received")).isEqualTo(6);
            assertThat(fcm.stat("displayed")).as("the silent ones are not shown").isEqualTo(3);
        }
    }

    @Test
    void theLongestMessageGoesAndOneByteMoreIsRejectedWithItsSize(@TempDir Path folder)
            throws Exception {
        Push empty = push("");
        int rest =
                MessageBody.LIMIT
                        - new MessageBody(MessageForm.of(MessageTemplate.DEFAULT), empty, NOW)
                                .payloadBytes();
        // The text stands in the notification and in the data.
        Push longest = push("x".repeat(rest / 2));
        try (EmulatedFcm fcm = EmulatedFcm.start(folder);
                FcmClient client = EmulatedFcm.started(fcm.settings())) {
            assertThat(sent(client, longest)).isInstanceOf(Outcome.Accepted.class);
            assertThat(sent(client, push("x".repeat(rest / 2 + 1))))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> {
                                assertThat(rejected.reason()).isEqualTo(Rejection.TOO_LARGE);
                                assertThat(rejected.detail()).contains("FCM takes 4096");
                            });
            assertThat(fcm.stat("requests")).isEqualTo(1);
        }
    }

    @Test
    void whateverATextHoldsItIsReadAsItWas() {
        String odd = "\"따옴표\" \\ / \n\r\t\b\u0000\u001f\u007f\u2028 😀 {title}";
        JsonObject message = json(MessageTemplate.DEFAULT, push(odd), false);
        assertThat(message.getJsonObject("message").getJsonObject("notification").getString("body"))
                .isEqualTo(odd);
        assertThat(
                        json(MessageTemplate.DEFAULT, push("\ud83d"), false)
                                .getJsonObject("message")
                                .getJsonObject("data")
                                .getString("msg_contents"))
                .as("half a character")
                .isEqualTo("?");
    }

    @Test
    void aDryRunIsTheSameMessage() {
        JsonObject dry = json(FULL, push("본문"), true);
        assertThat(dry.remove("validate_only")).isEqualTo(true);
        assertThat(dry).isEqualTo(json(FULL));
    }

    @Test
    void aPlaceThatThereIsNotIsASentence() {
        assertThatThrownBy(() -> Text.of("{titel}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{titel} is not known; known are [body, company, customer");
    }

    private static Outcome sent(FcmClient client, Push push) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        client.send(push, outcome::complete);
        return outcome.get(60, TimeUnit.SECONDS);
    }

    private static JsonObject json(MessageTemplate template) {
        return json(template, push("본문"), false);
    }

    private static JsonObject json(MessageTemplate template, Push push, boolean isDry) {
        byte[] bytes = new MessageBody(MessageForm.of(template), push, NOW).json(isDry);
        return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Push push(String body) {
        return new Push(
                new PushId("led", 42),
                Lane.SINGLE,
                new Message("ORD", "제목", body, "g", "u"),
                new Recipient("77", "010", new DeviceToken("tok"), "봉수", "1"),
                0);
    }
}
