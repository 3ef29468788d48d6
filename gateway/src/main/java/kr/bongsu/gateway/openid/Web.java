package kr.bongsu.gateway.openid;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Asks the provider, each time within a limit for the whole answer, of which it takes no more than
/// [#MOST_BYTES]; follows no redirect.
final class Web implements AutoCloseable {

    static final int MOST_BYTES = 256 * 1024;

    private final HttpClient client;
    private final Duration limit;

    private Web(HttpClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /// @throws IllegalStateException with a sentence for a person when `trust` cannot be used
    static Web of(OpenIdSettings.Way way) {
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(way.limit())
                        .followRedirects(HttpClient.Redirect.NEVER);
        way.trust().ifPresent(file -> client.sslContext(trusting(file)));
        return new Web(client.build(), way.limit());
    }

    private static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, each);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "cannot use the authorities in " + file + "; it must be a readable PEM file",
                    e);
        }
    }

    /// @throws IOException when there is no answer, or another than 200
    String get(URI from) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                ask(HttpRequest.newBuilder(from).header("Accept", "application/json"));
        if (answer.statusCode() != 200) {
            throw new IOException(from + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest asked = request.timeout(limit).build();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(asked, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            // The request's own limit ends with the head; a body that stalls must end, too.
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(asked.uri() + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(asked.uri() + ": no answer in " + limit.toMillis() + " ms", e);
        } finally {
            boolean _ = answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
