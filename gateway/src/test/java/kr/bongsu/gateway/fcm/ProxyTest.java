package kr.bongsu.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.push.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client behind an HTTP proxy, which alone knows the way to Google's hosts.
class ProxyTest {

    @TempDir Path folder;

    @Test
    void tokensAndPushesGoThroughTheProxyByTheNamesOfTheirHosts() throws Exception {
        try (EmulatedFcm fcm = EmulatedFcm.start(folder);
                Relay proxy = Relay.proxyTo(fcm.tlsPort())) {
            fetchTokensFrom("https://oauth2.googleapis.com/token");
            try (FcmClient client = EmulatedFcm.started(behind(fcm, proxy.port()))) {
                for (int i = 0; i < 100; i++) {
                    assertThat(EmulatedFcm.sent(client, i, EmulatedFcm.TOKEN))
                            .isInstanceOf(Outcome.Accepted.class);
                }
                assertThat(fcm.stat("accepted")).isEqualTo(100);
                assertThat(proxy.asked())
                        .contains("fcm.googleapis.com:443", "oauth2.googleapis.com:443");
            }
        }
    }

    @Test
    void whileTheProxyRefusesPushesWaitUnsent() throws Exception {
        try (EmulatedFcm fcm = EmulatedFcm.start(folder)) {
            // The emulator's plaintext port answers CONNECT with an error, as a proxy may.
            try (FcmClient client = EmulatedFcm.started(behind(fcm, fcm.port()))) {
                assertThat(EmulatedFcm.sent(client, 1, EmulatedFcm.TOKEN))
                        .isInstanceOf(Outcome.Held.class);
                Await.until("nothing is open", () -> client.connections() == 0);
                assertThat(fcm.stat("accepted")).isZero();
            }
        }
    }

    private void fetchTokensFrom(String uri) throws IOException {
        Path file = folder.resolve("service-account.json");
        JsonObject account = new JsonObject(Files.readString(file)).put("token_uri", uri);
        Files.writeString(file, account.encode());
    }

    private static FcmSettings behind(EmulatedFcm fcm, int proxyPort) {
        FcmSettings direct = fcm.settings(URI.create("https://fcm.googleapis.com"));
        return new FcmSettings(
                direct.project(),
                direct.credentials(),
                new FcmSettings.Way(
                        direct.way().endpoint(),
                        direct.way().trust(),
                        Optional.of(new FcmSettings.Proxy("127.0.0.1", proxyPort)),
                        direct.way().requestLimit(),
                        direct.way().connections()),
                direct.sending());
    }
}
