package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every call that changes something, made so that it succeeds: each is one line in the audit log.
class ChangesTest {

    private static final String NEW_PASSWORD = "left-horse-9";

    /// A provider has to be there for it; that its login is audited, [OpenIdRoutesTest] shows.
    private static final Set<String> BY_A_PROVIDER =
            Set.of("POST /api/session/openid", "POST /api/session/openid/finish");

    @TempDir Path folder;
    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    /// One of them.
    ///
    /// @param call method and path, as the document has them
    /// @param at what stands in the path's place, if it has one
    /// @param action the audit log's word
    private record Change(String call, String at, String body, String action) {

        String method() {
            return call.substring(0, call.indexOf(' '));
        }

        String address() {
            return call.substring(call.indexOf(' ') + 1).replaceAll("\\{\\w+}", at);
        }
    }

    @Test
    void everyChangeIsOneLineInTheAuditLog() throws Exception {
        Person admin = stage.nobody().login("admin", TestAccess.PASSWORD);
        Person viewer = stage.nobody().login("viewer", TestAccess.PASSWORD);
        Set<String> made = new TreeSet<>(BY_A_PROVIDER);
        for (Change change : changes(new JsonObject(admin.get("/api/upkeep").body()))) {
            Person who =
                    switch (change.action) {
                        case "login" -> stage.nobody();
                        case "password.change" -> viewer;
                        default -> admin;
                    };
            List<String> before = Files.readAllLines(stage.files().audit());
            HttpResponse<String> answer = who.send(change.method(), change.address(), change.body);
            assertThat(answer.statusCode()).as(change + ": " + answer.body()).isEqualTo(200);
            List<String> after = Files.readAllLines(stage.files().audit());
            assertThat(after).as(change.toString()).hasSize(before.size() + 1);
            JsonObject line = new JsonObject(after.getLast());
            assertThat(line.getString("action")).isEqualTo(change.action);
            assertThat(line.getString("who")).isEqualTo(who.equals(viewer) ? "viewer" : "admin");
            assertThat(line.getString("object")).as(change.toString()).isNotEmpty();
            made.add(change.call);
        }
        assertThat(made).as("what the document names").isEqualTo(documented());
    }

    private static List<Change> changes(JsonObject upkeep) {
        String login =
                new JsonObject().put("name", "admin").put("password", TestAccess.PASSWORD).encode();
        String password =
                new JsonObject().put("old", TestAccess.PASSWORD).put("new", NEW_PASSWORD).encode();
        String why = "{\"reason\":\"maintenance\"}";
        String line = Stage.LINK;
        String push = "" + Stage.RESERVED;
        return List.of(
                new Change("POST /api/session", "", login, "login"),
                new Change("POST /api/session/password", "", password, "password.change"),
                new Change("POST /api/links/{name}/hold", line, why, "link.hold"),
                new Change("POST /api/links/{name}/release", line, "", "link.release"),
                new Change(
                        "POST /api/links/{name}/endpoint",
                        line,
                        "{\"host\":\"127.0.0.1\",\"port\":2}",
                        "link.endpoint"),
                new Change("POST /api/links/{name}/trace", line, "{}", "link.trace"),
                new Change("DELETE /api/links/{name}/trace", line, "", "link.trace-end"),
                new Change("POST /api/lanes/{lane}/pause", "multi", why, "lane.pause"),
                new Change("POST /api/lanes/{lane}/resume", "multi", "", "lane.resume"),
                new Change("POST /api/pushes/{id}/unmask", "1", why, "push.unmask"),
                new Change("POST /api/pushes/{id}/hold", push, "", "push.hold"),
                new Change("POST /api/pushes/{id}/let-go", push, "", "push.let-go"),
                new Change("POST /api/pushes/{id}/cancel", push, "", "push.cancel"),
                new Change("POST /api/pushes/{id}/send-again", push, "", "push.send-again"),
                new Change("POST /api/processes/{id}/start", "1", "", "process.start"),
                new Change("POST /api/processes/{id}/stop", "2", "", "process.stop"),
                new Change("POST /api/processes/{id}/restart", "3", "", "process.restart"),
                new Change("POST /api/processes/{id}/reload", "4", "", "process.reload"),
                new Change(
                        "POST /api/applications/{name}/scale",
                        Stage.APPLICATION,
                        "{\"count\":3}",
                        "process.scale"),
                new Change(
                        "POST /api/upkeep/flush",
                        "",
                        new JsonObject().put("name", upkeep.getString("name")).encode(),
                        "ledger.flush"),
                new Change(
                        "POST /api/test-push",
                        "",
                        "{\"token\":\"dGhpcw:APA91b-0\",\"title\":\"t\",\"body\":\"b\"}",
                        "test-push.check"),
                new Change(
                        "POST /api/users",
                        "",
                        "{\"name\":\"lee\",\"role\":\"viewer\"}",
                        "user.add"),
                new Change(
                        "POST /api/users/{name}/role",
                        "lee",
                        "{\"role\":\"operator\"}",
                        "user.role"),
                new Change("POST /api/users/{name}/password", "lee", "", "user.password"),
                new Change("DELETE /api/users/{name}", "lee", "", "user.remove"),
                new Change("DELETE /api/sessions/{who}", "viewer", "", "session.end"),
                new Change("DELETE /api/session", "", "", "logout"));
    }

    private static Set<String> documented() {
        JsonObject paths = ApiDocument.read().getJsonObject("paths");
        Set<String> calls = new TreeSet<>();
        for (String path : paths.fieldNames()) {
            for (String method : paths.getJsonObject(path).fieldNames()) {
                if (!method.equals("get")) {
                    calls.add(method.toUpperCase(Locale.ROOT) + " " + path);
                }
            }
        }
        return calls;
    }
}
