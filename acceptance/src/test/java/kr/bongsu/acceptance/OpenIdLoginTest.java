package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped gateway and a real OpenID provider: whole logins through the provider's own pages.
class OpenIdLoginTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private OpenIdProvider provider;
    private Command.Started gateway;

    /// A login that has begun in a browser.
    ///
    /// @param cookie of the browser
    private record Begun(String cookie, String address) {}

    @BeforeEach
    void start() throws Exception {
        provider = OpenIdProvider.start("http://127.0.0.1:" + port + "/login/openid");
        Files.createFile(
                folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("secret"), OpenIdProvider.SECRET + "\n");
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(
                file,
                """
                fcm: { project: p, token_command: [echo, none], endpoint: "https://127.0.0.1:1" }
                links: [ { name: a, lane: single, host: 127.0.0.1, port: 1 } ]
                http:
                  port: %d
                  openid:
                    issuer: %s
                    client: %s
                    secret_file: ./secret
                    console: http://127.0.0.1:%d
                    scopes: [profile, groups]
                    roles: { operator: [push-operators], admin: [push-admins] }
                    limit: 30s
                """
                        .formatted(port, provider.issuer(), OpenIdProvider.CLIENT, port));
        gateway = Command.of(Shipped.LAUNCHER, "gateway", "--config", file).start(folder);
        Await.until("it is ready", LIMIT, () -> gateway.printed().contains("\"ready\""));
    }

    @AfterEach
    void end() throws Exception {
        provider.close();
        gateway.process().destroy();
        assertThat(gateway.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        http.close();
    }

    @Test
    void aPersonOfTheProviderLogsInAndNobodyElseDoes() throws Exception {
        Begun mine = begin();
        Map<String, String> brought = provider.logIn(mine.address, "kim");
        HttpResponse<String> in = finish(mine, brought);
        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        JsonNode user = json(in).path("user");
        assertThat(user.path("name").asText()).isEqualTo("kim");
        assertThat(user.path("role").asText()).isEqualTo("operator");
        String session =
                in.headers().allValues("Set-Cookie").stream()
                        .filter(each -> each.startsWith("bongsu-" + port))
                        .map(OpenIdLoginTest::pair)
                        .findFirst()
                        .orElseThrow();
        assertThat(
                        http.send(
                                        to("/api/overview").header("Cookie", session).build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                .isEqualTo(200);

        refused(finish(mine, brought), "not-proven");
        theCodeOfAnotherIsOfNoUse();
        Begun guest = begin();
        refused(finish(guest, provider.logIn(guest.address, "guest")), "no-role");
        aProviderThatIsDownKeepsNobodyElseOut();
        assertThat(Files.readString(folder.resolve("data/audit.jsonl")))
                .containsSubsequence(
                        "kim (openid)", "\"login\"", "guest (openid)", "\"login.refused\"");
    }

    /// Whoever gets hold of a code has not the verifier of the browser it is for.
    private void theCodeOfAnotherIsOfNoUse() throws Exception {
        Begun his = begin();
        Map<String, String> stolen = provider.logIn(his.address, "lee");
        Begun thief = begin();
        String state = thief.address.replaceAll(".*[?&]state=([^&]+).*", "$1");
        refused(finish(thief, stolen), "not-begun");
        Map<String, String> disguised = new HashMap<>(stolen);
        disguised.put("state", state);
        refused(finish(thief, disguised), "not-proven");
    }

    private void aProviderThatIsDownKeepsNobodyElseOut() throws Exception {
        provider.close();
        refused(post("/api/session/openid", Map.of(), ""), "unavailable");
        String[] words = Files.readString(folder.resolve("data/first-password")).split("\\s+", -1);
        HttpResponse<String> admin =
                post("/api/session", Map.of("name", words[0], "password", words[1]), "");
        assertThat(json(admin).at("/user/role").asText()).isEqualTo("admin");
    }

    private Begun begin() throws Exception {
        HttpResponse<String> begun = post("/api/session/openid", Map.of(), "");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        return new Begun(pair(cookie), json(begun).path("address").asText());
    }

    /// What a browser sends back of a cookie.
    private static String pair(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpResponse<String> finish(Begun begun, Map<String, String> brought) throws Exception {
        return post("/api/session/openid/finish", brought, begun.cookie);
    }

    private static void refused(HttpResponse<String> answer, String code) throws IOException {
        assertThat(json(answer).path("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .allMatch(each -> each.startsWith("bongsu-openid-") && each.contains("Max-Age=0"));
    }

    private HttpResponse<String> post(String path, Map<String, String> body, String cookie)
            throws Exception {
        HttpRequest.Builder request =
                to(path).header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        new ObjectMapper().writeValueAsString(body)));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
