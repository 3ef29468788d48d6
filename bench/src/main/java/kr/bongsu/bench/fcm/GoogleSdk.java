package kr.bongsu.bench.fcm;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.internal.ApacheHttp2Transport;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.BatchResponse;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import kr.bongsu.gateway.push.Push;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.ssl.SSLContexts;

/// Google's SDK with its own transport and its own limits, routed to a server of this machine.
@SuppressWarnings("deprecation") // registration tokens are what the world has
final class GoogleSdk implements AutoCloseable {

    private static final int BATCH = 500;

    private final CloseableHttpAsyncClient http;
    private final FirebaseApp app;
    private final FirebaseMessaging messaging;

    /// @param folder of the emulator, whose certificate authority it trusts
    GoogleSdk(Path folder, int port) throws IOException, GeneralSecurityException {
        HttpHost target = new HttpHost("https", "127.0.0.1", port);
        http =
                HttpAsyncClientBuilder.create()
                        .setH2Config(H2Config.custom().setMaxConcurrentStreams(100).build())
                        .setConnectionManager(
                                PoolingAsyncClientConnectionManagerBuilder.create()
                                        .setMaxConnTotal(200)
                                        .setMaxConnPerRoute(100)
                                        .setDefaultTlsConfig(
                                                TlsConfig.custom()
                                                        .setVersionPolicy(
                                                                HttpVersionPolicy.NEGOTIATE)
                                                        .build())
                                        .setTlsStrategy(
                                                ClientTlsStrategyBuilder.create()
                                                        .setSslContext(
                                                                SSLContexts.custom()
                                                                        .loadTrustMaterial(
                                                                                folder.resolve(
                                                                                        "trust.p12"),
                                                                                "changeit"
                                                                                        .toCharArray())
                                                                        .build())
                                                        .buildAsync())
                                        .build())
                        .setRoutePlanner((host, context) -> new HttpRoute(target, null, true))
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .build();
        app =
                FirebaseApp.initializeApp(
                        FirebaseOptions.builder()
                                .setCredentials(
                                        GoogleCredentials.create(
                                                new AccessToken(
                                                        "x".repeat(200),
                                                        Date.from(
                                                                Instant.now().plusSeconds(3_600)))))
                                .setProjectId("demo-project")
                                .setHttpTransport(new ApacheHttp2Transport(http))
                                .build(),
                        folder.toString());
        messaging = FirebaseMessaging.getInstance(app);
    }

    /// Sends so many full batches, one after the other.
    ///
    /// @return how many messages were accepted
    int send(int batches) throws FirebaseMessagingException {
        int accepted = 0;
        for (int batch = 0; batch < batches; batch++) {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                messages.add(message(Pushes.of("bench", batch * BATCH + i)));
            }
            BatchResponse answer = messaging.sendEach(messages);
            if (answer.getFailureCount() > 0) {
                throw new IllegalStateException(
                        String.valueOf(answer.getResponses().getFirst().getException()));
            }
            accepted += answer.getSuccessCount();
        }
        return accepted;
    }

    private static Message message(Push push) {
        return Message.builder()
                .setToken(push.recipient().token().value())
                .setNotification(
                        Notification.builder()
                                .setTitle(push.message().title())
                                .setBody(push.message().body())
                                .build())
                .putData("msg_title", push.message().title())
                .putData("msg_contents", push.message().body())
                .putData("mid", push.id().tag())
                .setAndroidConfig(
                        AndroidConfig.builder()
                                .setPriority(AndroidConfig.Priority.HIGH)
                                .setNotification(
                                        AndroidNotification.builder()
                                                .setTag(push.id().tag())
                                                .build())
                                .build())
                .build();
    }

    @Override
    public void close() throws IOException {
        app.delete();
        http.close();
    }
}
