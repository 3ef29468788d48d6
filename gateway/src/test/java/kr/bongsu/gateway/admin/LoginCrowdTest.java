package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.access.Accounts;
import kr.bongsu.gateway.access.Audit;
import kr.bongsu.gateway.access.Login;
import kr.bongsu.gateway.access.Passwords;
import kr.bongsu.gateway.access.Sessions;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strangers who log in by the hundred, each of whom takes long.
class LoginCrowdTest {

    private static final String GUESS = "{\"name\":\"viewer\",\"password\":\"guess\"}";
    private static final String RIGHT =
            "{\"name\":\"viewer\",\"password\":\"" + TestAccess.PASSWORD + "\"}";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Slow slow = new Slow();
    private Ledger ledger;
    private ConsoleServer server;
    private Person nobody;
    private String key;

    /// Makes each login that asks for the time wait, while it is told to.
    private static final class Slow implements InstantSource {

        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicInteger held = new AtomicInteger();
        private volatile boolean holds;

        @Override
        public Instant instant() {
            if (holds) {
                held.incrementAndGet();
                try {
                    boolean _ = end.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
            return Instant.now();
        }
    }

    @BeforeEach
    void start() throws Exception {
        TestAccess files = new TestAccess(folder).withEachRole();
        key = files.key();
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        InstantSource clock = InstantSource.system();
        Access access =
                new Access(
                        files.keys(),
                        files.staff(),
                        new Logins(
                                new Login(
                                        new Accounts(folder.resolve("accounts")),
                                        new Passwords(10),
                                        slow),
                                Optional.empty()),
                        new Sessions(Sessions.Limits.USUAL, clock, folder.resolve("sessions")),
                        new Audit(files.audit(), clock));
        server = TestConsole.withoutLinks(folder, ledger, access);
        nobody = Person.anonymous(http, server.start());
    }

    @AfterEach
    void stop() {
        slow.end.countDown();
        server.close();
        ledger.close();
        http.close();
    }

    @Test
    void keepsUpNobodyButOtherStrangers() throws Exception {
        String known =
                nobody.post("/api/session", RIGHT).headers().allValues("Set-Cookie").stream()
                        .filter(each -> each.startsWith("bongsu-known-"))
                        .map(each -> each.substring(0, each.indexOf(';')))
                        .findFirst()
                        .orElseThrow();
        slow.holds = true;
        List<CompletableFuture<HttpResponse<String>>> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            crowd.add(guess());
        }
        Await.until("somebody is being checked", () -> slow.held.get() > 0);
        Await.until("others are turned away", () -> crowd.stream().anyMatch(each -> each.isDone()));
        for (int i = 0; i < 20; i++) {
            assertThat(nobody.get("/api/session").statusCode()).isEqualTo(200);
            assertThat(
                            nobody.send("GET", "/api/pushes", "", "Authorization", "Bearer " + key)
                                    .statusCode())
                    .isEqualTo(200);
        }
        assertThat(slow.held.get()).as("a thread of its own").isEqualTo(1);
        slow.holds = false;
        HttpResponse<String> owner = nobody.send("POST", "/api/session", RIGHT, "Cookie", known);
        assertThat(owner.statusCode()).as(owner.body()).isEqualTo(200);
        slow.end.countDown();
        List<Integer> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : crowd) {
            answers.add(each.get(60, TimeUnit.SECONDS).statusCode());
        }
        assertThat(answers).contains(401, 503).doesNotContain(200);
    }

    private CompletableFuture<HttpResponse<String>> guess() {
        return http.sendAsync(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + nobody.port() + "/api/session"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(GUESS))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
