package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.openid.FakeProvider;
import kr.bongsu.gateway.openid.OpenId;
import kr.bongsu.gateway.openid.OpenIdSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logging in by an OpenID provider, as the console's page does it.
class OpenIdRoutesTest {

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeProvider provider;
    private Ledger ledger;
    private Served served;

    /// A gateway's console with a provider.
    private record Served(ConsoleServer server, OpenId openId, Person nobody)
            implements AutoCloseable {
        @Override
        public void close() {
            server.close();
            openId.close();
        }
    }

    /// A browser that has been sent to the provider.
    ///
    /// @param cookie as the browser keeps it
    private record Sent(String cookie, String nonce, String state) {}

    @BeforeEach
    void start() throws Exception {
        provider = new FakeProvider();
        new TestAccess(folder).withEachRole();
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        served = serve(provider.settings(folder));
    }

    @AfterEach
    void stop() {
        served.close();
        ledger.close();
        provider.close();
        http.close();
    }

    private Served serve(OpenIdSettings settings) throws Exception {
        OpenId openId = new OpenId(settings, InstantSource.system());
        ConsoleServer server =
                TestConsole.withoutLinks(
                        folder, ledger, new TestAccess(folder, Optional.of(openId)).access());
        return new Served(server, openId, Person.anonymous(http, server.start()));
    }

    @Test
    void whoeverComesBackIsLoggedInWithTheRoleOfHisGroups() throws Exception {
        JsonObject before = ok(served.nobody.get("/api/session"));
        assertThat(before.getValue("user")).isNull();
        assertThat(before.getJsonObject("logins"))
                .isEqualTo(new JsonObject().put("local", true).put("openid", "Acme ID"));

        HttpResponse<String> answer = login();
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(each -> each.startsWith("bongsu-openid-") && each.contains("Max-Age=0"))
                .allMatch(each -> each.contains("HTTPOnly") && each.contains("SameSite=Strict"));
        JsonObject user = ok(answer).getJsonObject("user");
        assertThat(user.getString("name")).isEqualTo("kim");
        assertThat(user.getString("role")).isEqualTo("operator");
        assertThat(user.getString("login")).isEqualTo("openid");

        Person kim = person(answer);
        assertThat(ok(kim.get("/api/session")).getJsonObject("user")).isEqualTo(user);
        ok(kim.get("/api/overview"));
        assertThat(kim.get("/api/users").statusCode()).isEqualTo(403);
        assertThat(kim.post("/api/session/password", "{\"old\":\"a\",\"new\":\"b\"}").statusCode())
                .as("the gateway has no password of his")
                .isEqualTo(403);

        JsonObject after = ok(kim.send("DELETE", "/api/session", ""));
        assertThat(after.getString("farewell"))
                .isEqualTo(provider.issuer() + "/end?client_id=bongsu+console");
        assertThat(kim.get("/api/overview").statusCode()).isEqualTo(401);
        assertThat(Files.readString(folder.resolve("audit.jsonl")))
                .containsSubsequence(
                        "\"who\":\"kim (openid)\",\"action\":\"login\"",
                        "subject u-17",
                        "\"who\":\"kim (openid)\",\"action\":\"logout\"");
    }

    @Test
    void anAdministratorSeesWhoIsLoggedInAndLogsHimOut() throws Exception {
        Person kim = person(login());
        Person viewer = served.nobody.login("viewer", TestAccess.PASSWORD);
        Person admin = served.nobody.login("admin", TestAccess.PASSWORD);
        assertThat(viewer.get("/api/sessions").statusCode()).isEqualTo(403);

        JsonArray sessions = ok(admin.get("/api/sessions")).getJsonArray("sessions");
        assertThat(sessions.encode()).doesNotContain("csrf", "token", kim.csrf());
        assertThat(sessions.stream().map(JsonObject.class::cast))
                .extracting(
                        each -> each.getString("who"),
                        each -> each.getString("name"),
                        each -> each.getString("login"),
                        each -> each.getString("role"))
                .containsExactlyInAnyOrder(
                        tuple("admin", "admin", "local", "admin"),
                        tuple("viewer", "viewer", "local", "viewer"),
                        tuple("kim (openid)", "kim", "openid", "operator"));
        assertThat(sessions.stream().map(JsonObject.class::cast))
                .allSatisfy(each ->
                        assertThat(each.getInstant("active_at"))
                                .isBetween(each.getInstant("since"), Instant.now()));

        assertThat(admin.send("DELETE", "/api/sessions/kim", "").statusCode())
                .as("an account of that name is somebody else")
                .isEqualTo(404);
        assertThat(viewer.send("DELETE", "/api/sessions/admin", "").statusCode()).isEqualTo(403);
        ok(admin.send("DELETE", "/api/sessions/kim%20(openid)", ""));
        assertThat(kim.get("/api/overview").statusCode()).isEqualTo(401);
        ok(viewer.get("/api/overview"));
        assertThat(ok(admin.get("/api/sessions")).getJsonArray("sessions")).hasSize(2);
        assertThat(Files.readString(folder.resolve("audit.jsonl")))
                .contains("\"action\":\"session.end\",\"object\":\"kim (openid)\"");
    }

    @Test
    void theCookieOfALoginThatHasBegunStaysWithOurPages() throws Exception {
        HttpResponse<String> begun = served.nobody.post("/api/session/openid", "{}");
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("bongsu-openid-")
                .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=600");
    }

    @Test
    void whatAnotherBrowserBringsBackLogsNobodyIn() throws Exception {
        Sent mine = begin();
        Sent other = begin();
        provider.gives(provider.kim(mine.nonce).build());
        for (String cookie : new String[] {"", other.cookie, mine.cookie + "x"}) {
            HttpResponse<String> answer = finish(cookie, mine.state);
            assertThat(answer.statusCode()).as(cookie).isEqualTo(403);
            assertThat(code(answer)).isEqualTo("not-begun");
        }
        ok(finish(mine.cookie, mine.state));
    }

    @Test
    void aTokenOfAnotherLoginLogsNobodyIn() throws Exception {
        Sent sent = begin();
        provider.gives(provider.kim(begin().nonce).build());
        HttpResponse<String> answer = finish(sent.cookie, sent.state);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("not-proven");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .noneMatch(each -> each.startsWith("bongsu-" + served.nobody.port()));
    }

    @Test
    void whoeverHasNoRoleIsToldSoAndItIsWrittenDown() throws Exception {
        Sent sent = begin();
        provider.gives(provider.kim(sent.nonce).claim("groups", List.of("all")).build());
        HttpResponse<String> answer = finish(sent.cookie, sent.state);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("no-role");
        assertThat(answer.body()).contains("Acme ID knows you as kim");
        assertThat(Files.readString(folder.resolve("audit.jsonl")))
                .contains("\"who\":\"kim (openid)\",\"action\":\"login.refused\"");
    }

    @Test
    void aProviderThatIsDownIsAProblemAndNoBarToOthers() throws Exception {
        Sent sent = begin();
        Person kim = person(login());
        provider.close();
        for (HttpResponse<String> answer :
                List.of(
                        served.nobody.post("/api/session/openid", "{}"),
                        finish(sent.cookie, sent.state))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(code(answer)).isEqualTo("unavailable");
        }
        ok(kim.get("/api/overview"));
        ok(served.nobody.login("viewer", TestAccess.PASSWORD).get("/api/overview"));
        assertThat(ok(kim.send("DELETE", "/api/session", "")).getValue("farewell")).isNull();
    }

    @Test
    void whoeverComesWithNothingAgainAndAgainHasToWaitAndOthersNeedNot() throws Exception {
        Sent sent = begin();
        HttpResponse<String> answer = finish(sent.cookie, "x");
        for (int i = 0; i < 100 && answer.statusCode() != 429; i++) {
            assertThat(code(answer)).isEqualTo("not-begun");
            answer = finish(sent.cookie, "x");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(served.nobody.post("/api/session/openid", "{}").statusCode()).isEqualTo(429);
        try (HttpClient elsewhere =
                HttpClient.newBuilder().localAddress(InetAddress.ofLiteral("127.0.0.2")).build()) {
            ok(Person.anonymous(elsewhere, served.nobody.port()).post("/api/session/openid", "{}"));
        }
    }

    @Test
    void aLoginThatSucceedsForgivesThoseThatWereLeft() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 20; i++) {
                ok(served.nobody.post("/api/session/openid", "{}"));
            }
            ok(login());
        }
    }

    @Test
    void onlyAPageOfOursBeginsOrEndsALogin() throws Exception {
        Sent sent = begin();
        provider.gives(provider.kim(sent.nonce).build());
        for (String[] headers :
                new String[][] {
                    {"Content-Type", "text/plain"},
                    {"Content-Type", "application/x-www-form-urlencoded"},
                    {"Sec-Fetch-Site", "cross-site"},
                    {"Sec-Fetch-Site", "none"}
                }) {
            for (String path : new String[] {"/api/session/openid", "/api/session/openid/finish"}) {
                assertThat(
                                new Person(http, served.nobody.port(), sent.cookie, "")
                                        .send("POST", path, body(sent.state), headers)
                                        .statusCode())
                        .as(path + List.of(headers))
                        .isEqualTo(403);
            }
        }
        HttpResponse<String> page = served.nobody.get("/login/openid?code=c&state=" + sent.state);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aChangedConfigurationCountsForWhoIsLoggedInAlready() throws Exception {
        Person kim = person(login());
        OpenIdSettings usual = provider.settings(folder);
        OpenIdSettings.Claims fewer =
                new OpenIdSettings.Claims(
                        "preferred_username", "groups", Map.of(Role.VIEWER, Set.of("push ops")));
        try (Served next =
                serve(
                        new OpenIdSettings(
                                usual.issuer(),
                                usual.client(),
                                fewer,
                                usual.door(),
                                usual.way()))) {
            Person there = at(next, kim);
            assertThat(ok(there.get("/api/session")).getJsonObject("user").getString("role"))
                    .isEqualTo("viewer");
        }
        OpenIdSettings.Claims none =
                new OpenIdSettings.Claims(
                        "preferred_username", "groups", Map.of(Role.VIEWER, Set.of("others")));
        try (Served next =
                serve(
                        new OpenIdSettings(
                                usual.issuer(), usual.client(), none, usual.door(), usual.way()))) {
            assertThat(at(next, kim).get("/api/overview").statusCode()).isEqualTo(401);
        }
        assertThat(kim.get("/api/overview").statusCode()).as("ended for good").isEqualTo(401);
    }

    @Test
    void accountsOfOurOwnCanBeSwitchedOff() throws Exception {
        Person viewer = served.nobody.login("viewer", TestAccess.PASSWORD);
        OpenIdSettings usual = provider.settings(folder);
        try (Served next =
                serve(
                        new OpenIdSettings(
                                usual.issuer(),
                                usual.client(),
                                usual.claims(),
                                FakeProvider.door(false),
                                usual.way()))) {
            assertThat(at(next, viewer).get("/api/overview").statusCode()).isEqualTo(401);
            HttpResponse<String> refused =
                    next.nobody.post(
                            "/api/session",
                            "{\"name\":\"viewer\",\"password\":\"" + TestAccess.PASSWORD + "\"}");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("log in by Acme ID");
            assertThat(
                            ok(next.nobody.get("/api/session"))
                                    .getJsonObject("logins")
                                    .getBoolean("local"))
                    .isFalse();
        }
    }

    /// Somebody's session, shown to another gateway on the same files.
    private Person at(Served other, Person person) {
        int port = other.nobody.port();
        return new Person(
                http, port, person.cookie().replace("" + person.port(), "" + port), person.csrf());
    }

    private HttpResponse<String> login() throws Exception {
        Sent sent = begin();
        provider.gives(provider.kim(sent.nonce).build());
        HttpResponse<String> answer = finish(sent.cookie, sent.state);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Sent begin() throws Exception {
        HttpResponse<String> begun = served.nobody.post("/api/session/openid", "{}");
        URI address = URI.create(ok(begun).getString("address"));
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        Map<String, String> query = FakeProvider.fields(address.getRawQuery());
        return new Sent(
                cookie.substring(0, cookie.indexOf(';')),
                query.getOrDefault("nonce", ""),
                query.getOrDefault("state", ""));
    }

    private HttpResponse<String> finish(String cookie, String state) throws Exception {
        return new Person(http, served.nobody.port(), cookie, "")
                .post("/api/session/openid/finish", body(state));
    }

    private static String body(String state) {
        return new JsonObject().put("code", "a-code").put("state", state).encode();
    }

    private Person person(HttpResponse<String> answer) {
        String cookie =
                answer.headers().allValues("Set-Cookie").stream()
                        .filter(each -> each.startsWith("bongsu-" + served.nobody.port() + "="))
                        .findFirst()
                        .orElseThrow();
        return new Person(
                http,
                served.nobody.port(),
                cookie.substring(0, cookie.indexOf(';')),
                new JsonObject(answer.body()).getString("csrf"));
    }

    private static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("code");
    }

    private static JsonObject ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }
}
