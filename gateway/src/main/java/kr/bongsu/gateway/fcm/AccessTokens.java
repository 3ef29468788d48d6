package kr.bongsu.gateway.fcm;

import io.netty.util.AsciiString;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Holds an access token that is always fresh: fetched by one flight when four fifths of its life
/// are over, and kept in use until the next one is there.
final class AccessTokens implements AutoCloseable {

    private static final Log LOG = Log.of(AccessTokens.class);
    private static final long LOOK_SECONDS = 10;
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// Google refuses a second grant for the same reason only so often.
    private static final Duration FORCED_AT_MOST_EVERY = Duration.ofSeconds(10);

    private final ServiceAccount account;
    private final HttpClient http;
    private final InstantSource clock;
    private final Runnable arrived;
    private final Semaphore wish = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable AccessToken current;
    private boolean failing;

    /// @param arrived is called when there is a new token, on a thread of this class
    AccessTokens(ServiceAccount account, HttpClient http, InstantSource clock, Runnable arrived) {
        this.account = account;
        this.http = http;
        this.clock = clock;
        this.arrived = arrived;
        this.thread = Thread.ofVirtual().name("fcm-access-token").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The token to use now; null while there is none.
    @Nullable AccessToken current() {
        AccessToken token = current;
        return token != null && token.isGood(clock.instant()) ? token : null;
    }

    /// FCM has refused this token; fetches another unless that has happened already or just now.
    void refused(AsciiString authorization) {
        AccessToken token = current;
        if (token != null
                && token.authorization().equals(authorization)
                && clock.instant().isAfter(token.grantedAt().plus(FORCED_AT_MOST_EVERY))) {
            current = null;
            wish.release();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (fetch()) {
                    pause = FIRST_PAUSE;
                    awaitStale();
                } else {
                    Thread.sleep(pause);
                    pause =
                            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                                    ? pause.multipliedBy(2)
                                    : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until four fifths of the token's life are over by the wall clock, which may jump, or
    /// somebody wants another one.
    private void awaitStale() throws InterruptedException {
        AccessToken token = current;
        Thread.sleep(FIRST_PAUSE);
        if (token != null) {
            Duration life = Duration.between(token.grantedAt(), token.expiresAt());
            Instant refreshAt = token.grantedAt().plus(life.multipliedBy(4).dividedBy(5));
            boolean wanted = false;
            while (!wanted && clock.instant().isBefore(refreshAt)) {
                wanted = wish.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
            }
            wish.drainPermits();
        }
    }

    /// @return whether there is a new token
    private boolean fetch() throws InterruptedException {
        try {
            return grant(clock.instant());
        } catch (RuntimeException e) {
            // Whatever an odd answer or a broken key may cause: this thread is the only one that
            // fetches tokens.
            return failed(String.valueOf(e));
        }
    }

    private boolean grant(Instant now) throws InterruptedException {
        String form =
                "grant_type=" + encode(GRANT) + "&assertion=" + encode(account.assertion(now));
        HttpRequest request =
                HttpRequest.newBuilder(account.tokenUri())
                        .timeout(REQUEST_LIMIT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        // The request's own timeout ends with the answer's head; a body that stalls must end too.
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(REQUEST_LIMIT.toSeconds(), TimeUnit.SECONDS);
            JsonObject json = new JsonObject(response.body());
            if (response.statusCode() != 200) {
                return failed(
                        response.statusCode()
                                + " "
                                + json.getString("error")
                                + ": "
                                + json.getString("error_description"));
            }
            current =
                    new AccessToken(
                            AsciiString.cached("Bearer " + json.getString("access_token")),
                            now,
                            now.plusSeconds(json.getLong("expires_in")));
            LOG.info("fcm.access-token", "account", account.email(), "expires", current);
            failing = false;
            arrived.run();
            return true;
        } catch (ExecutionException e) {
            return failed(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return failed("no answer in " + REQUEST_LIMIT.toSeconds() + " s");
        }
    }

    private boolean failed(String why) {
        if (!failing) {
            LOG.error(
                    "fcm.no-access-token",
                    "account",
                    account.email(),
                    "from",
                    account.tokenUri(),
                    "why",
                    why,
                    "means",
                    "pushes wait in the ledger; it keeps trying",
                    "remedy",
                    "check the credentials, the clock and the network");
        }
        failing = true;
        return false;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
