package kr.bongsu.gateway.result;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;

/// Posts what is told to an address of the core system; any answer of the 200s takes it.
///
/// A body has at most so many outcomes and [#MOST_BYTES]; one whose content is refused (400, 413,
/// 422) is posted in halves, down to the outcomes that are refused by themselves.
public final class Webhook implements Destination, AutoCloseable {

    static final int MOST_BYTES = 512 * 1024;

    private static final Set<Integer> REFUSES_CONTENT = Set.of(400, 413, 422);

    /// When more are refused by themselves, it may be no fault of theirs: it is asked again later,
    /// without these.
    private static final int MOST_REFUSED = 20;

    private final Settings settings;
    private final HttpClient client;
    private final InstantSource clock;

    /// How a body holds several.
    public enum Format {
        ARRAY("application/json"),
        LINES("application/x-ndjson");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        String body(List<String> objects) {
            return switch (this) {
                case ARRAY -> "[" + String.join(",\n", objects) + "]\n";
                case LINES -> String.join("\n", objects) + "\n";
            };
        }
    }

    /// Where to post, and how the core system knows who posts.
    ///
    /// @param trust PEM file of one more authority to believe
    /// @param token the file of a bearer token
    /// @param secret the file of a key with which bodies are signed
    /// @param batch outcomes in a body at most
    /// @param limit how long an answer may take
    public record Settings(
            URI url,
            Optional<Path> trust,
            Optional<Path> token,
            Optional<Path> secret,
            Format format,
            int batch,
            Duration limit) {}

    private Webhook(Settings settings, HttpClient client, InstantSource clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    /// Connects to nobody before there is something to tell.
    ///
    /// @param trust whose certificates are believed
    public static Webhook of(Settings settings, SSLContext trust, InstantSource clock) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(trust)
                        .connectTimeout(settings.limit)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        return new Webhook(settings, client, clock);
    }

    @Override
    public List<PushOutcome> tell(List<PushOutcome> outcomes)
            throws IOException, InterruptedException {
        List<PushOutcome> refused = new ArrayList<>();
        List<PushOutcome> body = new ArrayList<>();
        int bytes = 0;
        for (PushOutcome each : outcomes) {
            int more = ResultJson.of(each).getBytes(StandardCharsets.UTF_8).length + 2;
            if (!body.isEmpty() && (body.size() == settings.batch || bytes + more > MOST_BYTES)) {
                post(body, refused);
                body = new ArrayList<>();
                bytes = 0;
            }
            body.add(each);
            bytes += more;
        }
        post(body, refused);
        return refused;
    }

    @Override
    public void tell(DayTotal total) throws IOException, InterruptedException {
        HttpResponse<Void> answer = post(settings.format.body(List.of(ResultJson.of(total))));
        if (!isTaken(answer)) {
            throw refused(answer, List.of());
        }
    }

    private void post(List<PushOutcome> some, List<PushOutcome> refused)
            throws IOException, InterruptedException {
        HttpResponse<Void> answer =
                post(settings.format.body(some.stream().map(ResultJson::of).toList()));
        if (isTaken(answer)) {
            return;
        }
        if (!REFUSES_CONTENT.contains(answer.statusCode()) || refused.size() == MOST_REFUSED) {
            throw refused(answer, refused);
        }
        if (some.size() == 1) {
            refused.add(some.getFirst());
        } else {
            int half = some.size() / 2;
            post(some.subList(0, half), refused);
            post(some.subList(half, some.size()), refused);
        }
    }

    private static boolean isTaken(HttpResponse<Void> answer) {
        return answer.statusCode() >= 200 && answer.statusCode() <= 299;
    }

    private static Refused refused(HttpResponse<Void> answer, List<PushOutcome> ones) {
        return new Refused("it answers " + answer.statusCode(), retryAfter(answer), ones);
    }

    private HttpResponse<Void> post(String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(settings.url)
                        .timeout(settings.limit)
                        .header("Content-Type", settings.format.type)
                        .header("Idempotency-Key", Signature.digest(body))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        // Read anew each time, so that they can be changed while the gateway runs.
        if (settings.token.isPresent()) {
            request.header("Authorization", "Bearer " + Signature.secret(settings.token.get()));
        }
        if (settings.secret.isPresent()) {
            long second = clock.instant().getEpochSecond();
            request.header(
                    Signature.HEADER,
                    Signature.of(second, body, Signature.secret(settings.secret.get())));
        }
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            // The request's own limit ends with the headers; a body may never end.
            return answer.get(2 * settings.limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("it cannot be reached: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("its answer does not end", e);
        } finally {
            boolean _ = answer.cancel(true);
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<Void> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(each -> each.matches("[0-9]{1,6}"))
                .map(each -> Duration.ofSeconds(Long.parseLong(each)));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
