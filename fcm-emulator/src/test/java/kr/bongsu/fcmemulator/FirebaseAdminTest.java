package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.ErrorCode;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.internal.ApacheHttp2Transport;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidFcmOptions;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.ApnsConfig;
import com.google.firebase.messaging.ApnsFcmOptions;
import com.google.firebase.messaging.Aps;
import com.google.firebase.messaging.ApsAlert;
import com.google.firebase.messaging.BatchResponse;
import com.google.firebase.messaging.FcmOptions;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.LightSettings;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.MessagingErrorCode;
import com.google.firebase.messaging.Notification;
import com.google.firebase.messaging.TopicManagementResponse;
import com.google.firebase.messaging.WebpushConfig;
import com.google.firebase.messaging.WebpushFcmOptions;
import com.google.firebase.messaging.WebpushNotification;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Google's SDK for Java, with its own HTTP/2 transport and its own token exchange, routed to the
/// emulator.
@SuppressWarnings(
        "deprecation") // registration tokens are what the world has; installation ids are its
// future
class FirebaseAdminTest {

    private RunningEmulator emulator;
    private CloseableHttpAsyncClient client;
    private FirebaseApp app;
    private FirebaseMessaging messaging;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
        client = clientRoutedTo(emulator);
        try (InputStream account = Files.newInputStream(dir.resolve("service-account.json"))) {
            FirebaseOptions options =
                    FirebaseOptions.builder()
                            .setCredentials(GoogleCredentials.fromStream(account))
                            .setHttpTransport(new ApacheHttp2Transport(client))
                            .setConnectTimeout(10_000)
                            .setReadTimeout(10_000)
                            .build();
            app = FirebaseApp.initializeApp(options, dir.toString());
        }
        messaging = FirebaseMessaging.getInstance(app);
    }

    private static CloseableHttpAsyncClient clientRoutedTo(RunningEmulator emulator)
            throws Exception {
        HttpHost target = new HttpHost("https", "127.0.0.1", emulator.tlsPort());
        var connections =
                PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(200)
                        .setMaxConnPerRoute(100)
                        .setDefaultTlsConfig(
                                TlsConfig.custom()
                                        .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                                        .build())
                        .setTlsStrategy(
                                ClientTlsStrategyBuilder.create()
                                        .setSslContext(
                                                RunningEmulator.trusting(
                                                        emulator.dir().resolve("trust.p12")))
                                        .buildAsync())
                        .build();
        return HttpAsyncClientBuilder.create()
                .setH2Config(H2Config.custom().setMaxConcurrentStreams(100).build())
                .setConnectionManager(connections)
                .setRoutePlanner((host, context) -> new HttpRoute(target, null, true))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        app.delete();
        client.close();
        emulator.close();
    }

    @Test
    void sendsAMessage() throws Exception {
        String name =
                messaging.send(
                        Message.builder()
                                .setToken("t1")
                                .setNotification(
                                        Notification.builder().setTitle("a").setBody("b").build())
                                .build());

        assertThat(name).matches("projects/demo-project/messages/0:\\d{16}%[0-9a-f]{16}");
        assertThat(emulator.stats().path("displayed").asInt()).isEqualTo(1);
    }

    @Test
    void sendsAMessageWithEverythingInIt() throws Exception {
        Message message =
                Message.builder()
                        .setToken("t1")
                        .putData("k", "v")
                        .setNotification(
                                Notification.builder()
                                        .setTitle("a")
                                        .setBody("b")
                                        .setImage("https://x/y.png")
                                        .build())
                        .setAndroidConfig(android())
                        .setApnsConfig(apns())
                        .setWebpushConfig(
                                WebpushConfig.builder()
                                        .putHeader("TTL", "10")
                                        .setNotification(
                                                WebpushNotification.builder()
                                                        .setTitle("w")
                                                        .setRequireInteraction(true)
                                                        .build())
                                        .setFcmOptions(WebpushFcmOptions.withLink("https://x"))
                                        .build())
                        .setFcmOptions(FcmOptions.withAnalyticsLabel("top"))
                        .build();

        assertThat(messaging.send(message)).startsWith("projects/demo-project/messages/0:");
    }

    private static AndroidConfig android() {
        return AndroidConfig.builder()
                .setTtl(3_600_500)
                .setPriority(AndroidConfig.Priority.HIGH)
                .setCollapseKey("c")
                .setBandwidthConstrainedOk(true)
                .setRestrictedSatelliteOk(true)
                .setFcmOptions(AndroidFcmOptions.withAnalyticsLabel("L"))
                .setNotification(
                        AndroidNotification.builder()
                                .setTag("g")
                                .setColor("#aabbcc")
                                .setVisibility(AndroidNotification.Visibility.PRIVATE)
                                .setPriority(AndroidNotification.Priority.HIGH)
                                .setProxy(AndroidNotification.Proxy.IF_PRIORITY_LOWERED)
                                .setVibrateTimingsInMillis(new long[] {100, 50})
                                .setEventTimeInMillis(0)
                                .setNotificationCount(3)
                                .setLightSettings(
                                        LightSettings.builder()
                                                .setColorFromString("#112233")
                                                .setLightOnDurationInMillis(100)
                                                .setLightOffDurationInMillis(200)
                                                .build())
                                .build())
                .build();
    }

    private static ApnsConfig apns() {
        return ApnsConfig.builder()
                .putHeader("apns-priority", "10")
                .setAps(
                        Aps.builder()
                                .setAlert(
                                        ApsAlert.builder()
                                                .setTitle("a")
                                                .setLocalizationKey("x")
                                                .build())
                                .setBadge(1)
                                .setContentAvailable(true)
                                .build())
                .putCustomData("custom", Map.of("a", 1))
                .setFcmOptions(ApnsFcmOptions.builder().setImage("https://a/b.png").build())
                .setLiveActivityToken("lat")
                .build();
    }

    @Test
    void sendsFiveHundredAtOnceAndReportsEachOfThem() throws Exception {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            messages.add(Message.builder().setToken((i % 10 == 0 ? "unreg-" : "t") + i).build());
        }

        BatchResponse batch = messaging.sendEach(messages);

        assertThat(batch.getSuccessCount()).isEqualTo(450);
        assertThat(batch.getFailureCount()).isEqualTo(50);
        for (int i = 0; i < 500; i++) {
            assertThat(batch.getResponses().get(i).isSuccessful()).isEqualTo(i % 10 != 0);
        }
        assertThat(emulator.stats().path("distinct").asInt()).isEqualTo(450);
    }

    @Test
    void aDryRunIsValidatedAndDeliversNothing() throws Exception {
        assertThat(messaging.send(Message.builder().setTopic("news").build(), true))
                .matches("projects/demo-project/messages/\\d+");
        assertThat(messaging.send(Message.builder().setToken("t1").build(), true))
                .isEqualTo("projects/demo-project/messages/fake_message_id");
        assertThat(emulator.stats().path("accepted").asInt()).isZero();
        assertThat(emulator.stats().path("validated").asInt()).isEqualTo(2);
    }

    @Test
    void subscribesToATopicAndIsReachedByIt() throws Exception {
        TopicManagementResponse answer =
                messaging.subscribeToTopic(List.of("t1", "t2", "unreg-1"), "news");
        messaging.send(Message.builder().setTopic("news").putData("k", "v").build());
        messaging.send(
                Message.builder().setCondition("'news' in topics && !('x' in topics)").build());

        assertThat(answer.getSuccessCount()).isEqualTo(2);
        assertThat(answer.getErrors()).hasSize(1);
        assertThat(answer.getErrors().get(0).getIndex()).isEqualTo(2);
        assertThat(emulator.stats().path("received").asInt()).isEqualTo(4);

        assertThat(messaging.unsubscribeFromTopic(List.of("t1", "t2"), "news").getSuccessCount())
                .isEqualTo(2);
        messaging.send(Message.builder().setTopic("news").putData("k", "v").build());
        assertThat(emulator.stats().path("received").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "unreg-1,    NOT_FOUND,          UNREGISTERED",
        "iosunreg-1, NOT_FOUND,          UNREGISTERED",
        "invalid-1,  INVALID_ARGUMENT,   INVALID_ARGUMENT",
        "apnsoff-1,  INVALID_ARGUMENT,   INVALID_ARGUMENT",
        "mismatch-1, PERMISSION_DENIED,  SENDER_ID_MISMATCH",
        "quota-1,    RESOURCE_EXHAUSTED, QUOTA_EXCEEDED",
        "unavail-1,  UNAVAILABLE,        UNAVAILABLE",
        "internal-1, INTERNAL,           INTERNAL",
        "apns-1,     UNAUTHENTICATED,    THIRD_PARTY_AUTH_ERROR",
        "projectquota-1, RESOURCE_EXHAUSTED, ",
        "unauth-1,   UNAUTHENTICATED, ",
    })
    void readsEveryErrorAsTheSdkReadsFcm(
            String token, ErrorCode code, @Nullable MessagingErrorCode fcmCode) throws Exception {
        // The SDK tries a 503 five times; this shortens its waits.
        emulator.control("PATCH", "settings", "{\"retry_after\":\"1s\"}");

        FirebaseMessagingException refusal =
                catchThrowableOfType(
                        FirebaseMessagingException.class,
                        () -> messaging.send(Message.builder().setToken(token).build()));

        assertThat(refusal.getErrorCode()).isEqualTo(code);
        assertThat(refusal.getMessagingErrorCode()).isEqualTo(fcmCode);
    }
}
