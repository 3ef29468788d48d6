package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.link.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console over TLS, with a certificate of its own.
class ConsoleTlsTest {

    @TempDir Path folder;

    @Test
    void theCookieNeverTravelsInClear() throws Exception {
        TestCertificates ours = TestCertificates.of(folder, "console", "ip:127.0.0.1", "EC");
        ConsoleServer.Tls tls =
                new ConsoleServer.Tls(
                        ours.certificate(folder.resolve("console.pem")),
                        ours.key(folder.resolve("console.key")));
        try (Ledger ledger =
                        Ledger.open(
                                LedgerSettings.file(folder.resolve("ledger.db")),
                                Submissions.ROOMY,
                                () -> Submissions.NOW);
                ConsoleServer server =
                        new ConsoleServer(
                                new ConsoleServer.Address("127.0.0.1", 0, Optional.of(tls)),
                                ledger,
                                TestConsole.noLinks(folder),
                                TestAccess.SENDING,
                                new TestAccess(folder).withEachRole().access());
                HttpClient http = HttpClient.newBuilder().sslContext(trusting(ours)).build()) {
            int port = server.start();
            HttpResponse<String> answer = http.send(login("https", port), ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .anyMatch(each -> each.startsWith("__Host-bongsu-" + port + "="))
                    .allSatisfy(each ->
                            assertThat(each)
                                    .startsWith("__Host-bongsu-")
                                    .contains("Secure", "HTTPOnly", "SameSite=Strict"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThatThrownBy(() -> http.send(login("http", port), ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static HttpRequest login(String scheme, int port) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/api/session"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"name\":\"viewer\",\"password\":\""
                                        + TestAccess.PASSWORD
                                        + "\"}"))
                .build();
    }

    private static HttpResponse.BodyHandler<String> ofString() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static SSLContext trusting(TestCertificates certificates) throws Exception {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates.store());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
