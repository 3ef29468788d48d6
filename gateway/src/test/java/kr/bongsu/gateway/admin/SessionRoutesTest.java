package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.access.Account;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logging in and out, accounts and the audit log, as a browser uses them.
class SessionRoutesTest {

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService reading = Executors.newVirtualThreadPerTaskExecutor();
    private TestAccess files;
    private Ledger ledger;
    private ConsoleServer server;
    private Person nobody;
    private Person admin;

    @BeforeEach
    void start() throws Exception {
        files = new TestAccess(folder).withEachRole();
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        server = server();
        nobody = Person.anonymous(http, server.start());
        admin = nobody.login("admin", TestAccess.PASSWORD);
    }

    private ConsoleServer server() {
        return TestConsole.withoutLinks(folder, ledger, files.access());
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
        http.close();
        reading.close();
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> answer =
                nobody.post(
                        "/api/session",
                        "{\"name\":\"viewer\",\"password\":\"" + TestAccess.PASSWORD + "\"}");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(each ->
                        each.startsWith("bongsu-" + nobody.port() + "=")
                                && each.contains("Max-Age=43200"))
                .allSatisfy(
                        each -> assertThat(each).contains("HTTPOnly", "SameSite=Strict", "Path=/"));
        JsonObject user = new JsonObject(answer.body()).getJsonObject("user");
        assertThat(user.getString("role")).isEqualTo("viewer");
        assertThat(user.getJsonArray("scopes")).isEqualTo(new JsonArray().add("read"));
    }

    @Test
    void aStrangerWhoGuessesDoesNotLockOutABrowserInWhichOneHasLoggedIn() throws Exception {
        String right = "{\"name\":\"viewer\",\"password\":\"" + TestAccess.PASSWORD + "\"}";
        String known =
                nobody.post("/api/session", right).headers().allValues("Set-Cookie").stream()
                        .filter(each -> each.startsWith("bongsu-known-"))
                        .findFirst()
                        .orElseThrow();
        assertThat(known).contains("HTTPOnly", "SameSite=Strict");
        for (int i = 0; i < Account.MOST_FAILURES; i++) {
            nobody.post("/api/session", "{\"name\":\"viewer\",\"password\":\"guess\"}");
        }
        assertThat(nobody.post("/api/session", right).statusCode()).isEqualTo(401);
        ok(
                nobody.send(
                        "POST",
                        "/api/session",
                        right,
                        "Cookie",
                        known.substring(0, known.indexOf(';'))));
    }

    @Test
    void aRefusalTakesNoShorterForANameThatIsNone() throws Exception {
        for (String name : List.of("viewer", "nobody-of-that-name")) {
            long begun = System.nanoTime();
            HttpResponse<String> answer =
                    nobody.post(
                            "/api/session", "{\"name\":\"" + name + "\",\"password\":\"guess\"}");
            assertThat(answer.statusCode()).isEqualTo(401);
            // A timer may ring a little early.
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThan(Duration.ofMillis(SessionRoutes.STEP_MILLIS - 20));
        }
    }

    @Test
    void loggingOutEndsTheSessionAndNotOnlyTheCookie() throws Exception {
        assertThat(admin.get("/api/users").statusCode()).isEqualTo(200);
        assertThat(admin.send("DELETE", "/api/session", "").statusCode()).isEqualTo(200);
        assertThat(admin.get("/api/users").statusCode()).isEqualTo(401);
        assertThat(new JsonObject(admin.get("/api/session").body()).getValue("user")).isNull();
    }

    @Test
    void aLoginOutlivesTheServerAndALogoutDoes() throws Exception {
        Person viewer = nobody.login("viewer", TestAccess.PASSWORD);
        try (ConsoleServer next = server()) {
            int port = next.start();
            String cookie = viewer.cookie().replace("" + viewer.port(), "" + port);
            Person there = new Person(http, port, cookie, viewer.csrf());
            ok(there.get("/api/overview"));
            ok(there.send("DELETE", "/api/session", ""));
        }
        assertThat(viewer.get("/api/overview").statusCode()).as("the first server").isEqualTo(401);
        assertThat(actions(ok(admin.get("/api/audit?limit=1")))).containsExactly("logout");
    }

    @Test
    void whoLogsOutIsLoggedOutAlsoWhenThatCannotBeWrittenDown() throws Exception {
        Person viewer = nobody.login("viewer", TestAccess.PASSWORD);
        Files.delete(files.audit());
        Files.createDirectory(files.audit());
        HttpResponse<String> answer = viewer.send("DELETE", "/api/session", "");
        ok(answer);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(each -> each.startsWith("bongsu-") && each.contains("Max-Age=0"));
        assertThat(viewer.get("/api/overview").statusCode()).isEqualTo(401);
        assertThat(admin.post("/api/users/viewer/password", "").statusCode())
                .as("a change that nobody would know of")
                .isEqualTo(503);
    }

    @Test
    void whoReadsFarBackInTheAuditLogHoldsUpNobodyElse() throws Exception {
        String key = files.key();
        String[] header = {"Authorization", "Bearer " + key};
        // A pipe that nobody writes to: whoever opens it waits.
        Files.delete(files.audit());
        assertThat(new ProcessBuilder("mkfifo", "" + files.audit()).start().waitFor()).isZero();
        List<CompletableFuture<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            readers.add(
                    CompletableFuture.supplyAsync(
                            () -> status("/api/audit?text=x", header), reading));
        }
        try {
            for (int i = 0; i < 6; i++) {
                assertThat(status("/api/overview", header)).isEqualTo(200);
            }
            assertThat(readers).noneMatch(CompletableFuture::isDone);
        } finally {
            // Whoever opens it for both ways waits for nobody.
            try (FileChannel _ =
                    FileChannel.open(
                            files.audit(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new))
                        .get(60, TimeUnit.SECONDS);
            }
        }
    }

    private int status(String path, String... headers) {
        try {
            return nobody.send("GET", path, "", headers).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLoginFromAFormOrAnotherSiteIsRefused() throws Exception {
        String body = "{\"name\":\"admin\",\"password\":\"" + TestAccess.PASSWORD + "\"}";
        for (String[] headers :
                new String[][] {
                    {"Content-Type", "text/plain"},
                    {"Content-Type", "application/x-www-form-urlencoded"},
                    {"Sec-Fetch-Site", "cross-site"}
                }) {
            assertThat(nobody.send("POST", "/api/session", body, headers).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoeverMakesAnAccountDoesNotKnowItsPasswordForLong() throws Exception {
        JsonObject made = ok(admin.post("/api/users", "{\"name\":\"Lee\",\"role\":\"operator\"}"));
        String once = made.getString("password");
        Person lee = nobody.login("lee", once);
        assertThat(lee.get("/api/overview").statusCode()).isEqualTo(403);
        assertThat(lee.post("/api/links/x/release", "").statusCode()).isEqualTo(403);
        HttpResponse<String> weak = change(lee, once, "password");
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(weak.body()).getString("code")).isEqualTo("length");
        assertThat(new JsonObject(change(lee, "x", "left-horse-9").body()).getString("code"))
                .isEqualTo("wrong");
        HttpResponse<String> changed = change(lee, once, "left-horse-9");
        assertThat(ok(lee.as(changed).get("/api/overview")).getString("version")).isNotEmpty();
        assertThat(lee.get("/api/overview").statusCode()).as("the former session").isEqualTo(401);
    }

    @Test
    void aChangeOfAnAccountEndsItsSessions() throws Exception {
        Person viewer = nobody.login("viewer", TestAccess.PASSWORD);
        ok(admin.post("/api/users/viewer/role", "{\"role\":\"operator\"}"));
        assertThat(viewer.get("/api/overview").statusCode()).isEqualTo(401);
        Person again = nobody.login("viewer", TestAccess.PASSWORD);
        String once = ok(admin.post("/api/users/viewer/password", "")).getString("password");
        assertThat(again.get("/api/overview").statusCode()).isEqualTo(401);
        Person last = nobody.login("viewer", once);
        ok(admin.send("DELETE", "/api/users/viewer", ""));
        assertThat(last.get("/api/session").body()).contains("null");
        assertThat(
                        nobody.post(
                                        "/api/session",
                                        "{\"name\":\"viewer\",\"password\":\"" + once + "\"}")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theLastAdministratorAndAnUnknownAccountAreProblems() throws Exception {
        assertThat(admin.send("DELETE", "/api/users/admin", "").statusCode()).isEqualTo(409);
        assertThat(admin.send("DELETE", "/api/users/nobody", "").statusCode()).isEqualTo(404);
        assertThat(admin.post("/api/users", "{\"name\":\"a b\",\"role\":\"viewer\"}").statusCode())
                .isEqualTo(400);
        assertThat(ok(admin.get("/api/users")).getJsonArray("users")).hasSize(3);
    }

    @Test
    void whatWasDoneIsInTheAuditLogAndPagesOfItAreRead() throws Exception {
        ok(admin.post("/api/users", "{\"name\":\"lee\",\"role\":\"viewer\"}"));
        nobody.post("/api/session", "{\"name\":\"viewer\",\"password\":\"wrong\"}");
        nobody.post("/api/session", "{\"name\":\"my-password\",\"password\":\"oops\"}");
        JsonObject first = ok(admin.get("/api/audit?limit=2"));
        assertThat(actions(first)).containsExactly("login.refused", "user.add");
        JsonObject second = ok(admin.get("/api/audit?limit=2&before=" + first.getLong("before")));
        assertThat(actions(second)).containsExactly("login");
        assertThat(second.getValue("before")).isNull();
        assertThat(actions(ok(admin.get("/api/audit?text=LEE")))).containsExactly("user.add");
        assertThat(ok(admin.get("/api/audit")).encode()).doesNotContain("my-password", "oops");
    }

    private static HttpResponse<String> change(Person person, String old, String fresh)
            throws Exception {
        return person.post(
                "/api/session/password",
                new JsonObject().put("old", old).put("new", fresh).encode());
    }

    private static List<String> actions(JsonObject page) {
        return page.getJsonArray("entries").stream()
                .map(each -> ((JsonObject) each).getString("action"))
                .toList();
    }

    private static JsonObject ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }
}
