package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.ErrorCode;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.internal.ApacheHttp2Transport;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.MessagingErrorCode;
import com.google.firebase.messaging.Notification;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void readsAnErrorAsTheSdkReadsFcm() {
        FirebaseMessagingException refusal =
                catchThrowableOfType(
                        FirebaseMessagingException.class,
                        () -> messaging.send(Message.builder().setToken("unreg-1").build()));

        assertThat(refusal.getErrorCode()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal.getMessagingErrorCode()).isEqualTo(MessagingErrorCode.UNREGISTERED);
    }
}
