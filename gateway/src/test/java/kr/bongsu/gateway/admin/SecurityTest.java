package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.ext.web.Route;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.ledger.EventKind;
import kr.bongsu.gateway.ledger.PushState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what, for every call that the API's document names; and the document names all.
class SecurityTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PERSONAL =
            Pattern.compile("01000000000|\\b000000000\\d\\b|token-\\d|제목|본문");

    @TempDir Path folder;
    private Stage stage;
    private TestAccess files;
    private Person nobody;

    /// One call of the document.
    ///
    /// @param scope what it needs; empty when a login is enough
    private record Call(String method, String path, String scope, boolean open) {

        String address() {
            return path.replace("{id}", "1")
                    .replace("/links/{name}", "/links/" + Stage.LINK)
                    .replace("/applications/{name}", "/applications/" + Stage.APPLICATION)
                    .replaceAll("\\{\\w+}", "somebody");
        }

        boolean changes() {
            return !method.equals("GET");
        }
    }

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        files = stage.files();
        nobody = stage.nobody();
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    @Test
    void theDocumentNamesEveryRouteAndNoOther() throws Exception {
        Set<String> routes = new TreeSet<>();
        for (Route route : stage.server().router(stage.more()).getRoutes()) {
            String path = route.getPath();
            if (path != null && route.methods() != null && path.matches("/(api|v1)(/.*)?")) {
                route.methods()
                        .forEach(method ->
                                routes.add(method + " " + path.replaceAll(":(\\w+)", "{$1}")));
            }
        }
        assertThat(calls().stream().map(call -> call.method + " " + call.path))
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void theDocumentNamesAllThatMayHappenToAPush() {
        Set<String> words = new TreeSet<>(Set.of("received"));
        Arrays.stream(EventKind.values()).map(EventKind::word).forEach(words::add);
        Arrays.stream(PushState.values())
                .filter(PushState::isFinal)
                .map(PushState::word)
                .forEach(words::add);
        JsonArray documented =
                (JsonArray)
                        JsonPointer.from(
                                        "/components/schemas/PushInFull/allOf/1/properties/timeline"
                                                + "/items/properties/what/enum")
                                .queryJson(ApiDocument.read());
        assertThat(documented.stream().map(String.class::cast))
                .containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void everyCallHasARule() throws Exception {
        assertThat(closed())
                .allSatisfy(call ->
                        assertThat(call.scope)
                                .as(call.toString())
                                .matches(scope ->
                                        scope.isEmpty()
                                                ? call.path.startsWith("/api/session")
                                                : Scope.of(scope).isPresent()));
    }

    @Test
    void withoutALoginNothingIsAnswered() throws Exception {
        for (Call call : calls()) {
            HttpResponse<String> answer = nobody.send(call.method, call.address(), "{}");
            if (call.open) {
                assertThat(answer.statusCode()).as(call.toString()).isIn(200, 400, 404);
            } else {
                refused(call, answer, 401);
            }
        }
    }

    @Test
    void aForgedKeyAndAForgedSessionAreNoLogin() throws Exception {
        String cookie = "bongsu-" + nobody.port();
        for (Call call : closed()) {
            for (String[] forged :
                    new String[][] {
                        {"Authorization", "Bearer bongsu_" + "A".repeat(43)},
                        {"Cookie", cookie + "=" + "A".repeat(43)},
                        {"Cookie", cookie + "="},
                        {"Authorization", "Basic YWRtaW46YWRtaW4="}
                    }) {
                refused(call, nobody.send(call.method, call.address(), "{}", forged), 401);
            }
        }
    }

    @Test
    void aRoleThatMayNotIsRefused() throws Exception {
        for (Role role : Role.values()) {
            Person person = nobody.login(role.word(), TestAccess.PASSWORD);
            for (Call call : closed()) {
                if (call.scope.isEmpty()) {
                    continue;
                }
                boolean may = role.scopes().contains(Scope.of(call.scope).orElseThrow());
                HttpResponse<String> answer = person.send(call.method, call.address(), "{}");
                if (may) {
                    assertThat(answer.statusCode()).as(role + " " + call).isIn(200, 400, 404, 409);
                } else {
                    refused(call, answer, 403);
                }
            }
        }
    }

    @Test
    void aKeyOfAnotherScopeIsRefused() throws Exception {
        for (Scope scope : Scope.values()) {
            String key = files.keys().add("only-" + scope.word(), Set.of(scope));
            for (Call call : closed()) {
                if (!call.scope.isEmpty() && !call.scope.equals(scope.word())) {
                    String[] header = {"Authorization", "Bearer " + key};
                    refused(call, nobody.send(call.method, call.address(), "{}", header), 403);
                }
            }
        }
    }

    @Test
    void aChangeWithoutTheTokenOfThisLoginIsRefused() throws Exception {
        Person admin = nobody.login("admin", TestAccess.PASSWORD);
        String another = nobody.login("admin", TestAccess.PASSWORD).csrf();
        for (Call call : closed()) {
            if (call.changes()) {
                for (String forged : new String[] {"", "A".repeat(43), another}) {
                    refused(
                            call,
                            admin.send(call.method, call.address(), "{}", "X-CSRF-Token", forged),
                            403);
                }
            }
        }
    }

    @Test
    void nothingIsServedToAPageOfAnotherSite() throws Exception {
        Person admin = nobody.login("admin", TestAccess.PASSWORD);
        for (String site : new String[] {"cross-site", "same-site"}) {
            for (Call call : closed()) {
                refused(
                        call,
                        admin.send(call.method, call.address(), "{}", "Sec-Fetch-Site", site),
                        403);
            }
        }
        HttpResponse<String> asked =
                admin.send("GET", "/api/overview", "", "Origin", "https://evil.example");
        assertThat(asked.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(
                        nobody.send(
                                        "OPTIONS",
                                        "/api/users",
                                        "",
                                        "Origin",
                                        "https://evil.example",
                                        "Access-Control-Request-Method",
                                        "POST")
                                .headers()
                                .map()
                                .keySet())
                .noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void noPersonalDataIsInAnythingAViewerCanRead() throws Exception {
        String unmasked =
                nobody.login("operator", TestAccess.PASSWORD)
                        .post("/api/pushes/1/unmask", "{\"reason\":\"a complaint\"}")
                        .body();
        for (String seen : new String[] {unmasked, "1,0000000000,x", "token-1", "본문"}) {
            assertThat(PERSONAL.matcher(seen).find()).as("the scan sees " + seen).isTrue();
        }
        Person viewer = nobody.login("viewer", TestAccess.PASSWORD);
        List<String> read = new ArrayList<>();
        for (Call call : calls()) {
            if (!call.changes()) {
                read.add(viewer.get(call.address()).body());
            }
        }
        for (String more :
                new String[] {"?limit=500", "?phone=01000000000", "?order=oldest&page=1"}) {
            read.add(viewer.get("/api/pushes" + more).body());
        }
        // A scan of empty pages would find nothing, either.
        assertThat(read)
                .anyMatch(body -> body.startsWith("\ufeffid,") && body.contains(",010****0000,"))
                .anyMatch(
                        body -> body.contains("\"last_telegram_at\"") && body.contains(Stage.LINK))
                .anyMatch(body -> body.contains("\"name\":\"" + Stage.APPLICATION + "\""))
                .anyMatch(body -> body.contains("\"devices\":[{"));
        read.add(viewer.post("/api/pushes/1/unmask", "{\"reason\":\"curious\"}").body());
        assertThat(read).noneMatch(body -> PERSONAL.matcher(body).find());
        assertThat(Files.readString(files.audit()))
                .contains("push.unmask", "a complaint")
                .doesNotContain("curious");
    }

    @Test
    void aSearchDoesNotTellWhatItsAnswerMasks() throws Exception {
        Person viewer = nobody.login("viewer", TestAccess.PASSWORD);
        Person operator = nobody.login("operator", TestAccess.PASSWORD);
        String key = files.keys().add("reader", Set.of(Scope.READ));
        String[] keyed = {"Authorization", "Bearer " + key};
        for (String path : new String[] {"/api/pushes", "/api/pushes.csv"}) {
            for (String column :
                    new String[] {"customer", "phone", "token", "title", "body", "text"}) {
                for (String way : new String[] {".prefix", ".contains"}) {
                    String asked = path + "?count=no&" + column + way + "=0100";
                    HttpResponse<String> refused = viewer.get(asked);
                    assertThat(refused.statusCode()).as(asked).isEqualTo(403);
                    assertThat(new JsonObject(refused.body()).getString("code"))
                            .isEqualTo("personal");
                    assertThat(nobody.send("GET", asked, "", keyed).statusCode()).isEqualTo(403);
                    assertThat(operator.get(asked).statusCode()).as(asked).isEqualTo(200);
                }
            }
            HttpResponse<String> whole = viewer.get(path + "?phone=01000000000");
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).contains("010****0000");
            assertThat(viewer.get(path + "?service.prefix=x").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everyAnswerSaysHowABrowserMustTreatIt() throws Exception {
        Person viewer = nobody.login("viewer", TestAccess.PASSWORD);
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Call call : calls()) {
            answers.add(nobody.send(call.method, call.address(), "{}"));
            if (!call.changes()) {
                answers.add(viewer.get(call.address()));
            }
        }
        answers.add(viewer.get("/api/nothing"));
        answers.add(viewer.get("/v1/nothing"));
        answers.add(viewer.get("/assets/nothing.js"));
        answers.add(viewer.get("/login/openid?code=x"));
        answers.add(nobody.send("PUT", "/api/session", "{}"));
        answers.add(nobody.post("/api/session", "{\"name\":\"" + "x".repeat(5_000) + "\"}"));
        answers.add(nobody.post("/api/session", "no json"));
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 400, 401, 403, 404, 413);
        assertThat(answers)
                .allSatisfy(answer -> {
                    String what = answer.request() + " " + answer.statusCode();
                    String policy =
                            answer.headers().firstValue("Content-Security-Policy").orElse("");
                    assertThat(policy)
                            .as(what)
                            .contains("default-src 'none'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe", "*");
                    assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                            .as(what)
                            .contains("nosniff");
                    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
                            .as(what)
                            .contains("same-origin");
                    assertThat(answer.headers().firstValue("Cache-Control"))
                            .as(what)
                            .contains("no-store");
                });
    }

    private static void refused(Call call, HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(call + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    private List<Call> closed() throws Exception {
        return calls().stream().filter(call -> !call.open).toList();
    }

    private List<Call> calls() throws Exception {
        List<Call> calls = new ArrayList<>();
        calls.add(new Call("GET", "/v1/openapi.json", "", true));
        calls.addAll(calls("/v1/openapi.json"));
        calls.addAll(calls("/api"));
        // Logging out comes last: what comes after it would not be logged in.
        calls.sort(Comparator.comparing(call -> call.method.equals("DELETE")));
        return calls;
    }

    private List<Call> calls(String document) throws Exception {
        JsonObject paths = new JsonObject(nobody.get(document).body()).getJsonObject("paths");
        List<Call> calls = new ArrayList<>();
        for (String path : paths.fieldNames()) {
            JsonObject methods = paths.getJsonObject(path);
            for (String method : methods.fieldNames()) {
                assertThat(METHODS).contains(method);
                JsonObject call = methods.getJsonObject(method);
                calls.add(
                        new Call(
                                method.toUpperCase(Locale.ROOT),
                                path,
                                call.getString("x-scope", ""),
                                new JsonArray().equals(call.getJsonArray("security"))));
            }
        }
        return calls;
    }
}
