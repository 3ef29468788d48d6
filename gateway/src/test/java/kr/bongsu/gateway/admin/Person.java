package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What a browser sends for somebody: the cookie of his session and, as the console does, the CSRF
/// token. Every answer is held to the API's documents.
record Person(HttpClient http, int port, String cookie, String csrf) {

    static Person anonymous(HttpClient http, int port) {
        return new Person(http, port, "", "");
    }

    Person login(String name, String password) throws Exception {
        HttpResponse<String> answer =
                post(
                        "/api/session",
                        new JsonObject().put("name", name).put("password", password).encode());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return as(answer);
    }

    /// With the cookie and the token of an answer.
    Person as(HttpResponse<String> answer) {
        String cookie =
                answer.headers().allValues("Set-Cookie").stream()
                        .filter(each -> each.matches("(__Host-)?bongsu-\\d+=.*"))
                        .findFirst()
                        .orElseThrow();
        return new Person(
                http,
                port,
                cookie.substring(0, cookie.indexOf(';')),
                new JsonObject(answer.body()).getString("csrf"));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "");
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return Documented.held(http.send(request.build(), Beginning::of));
    }
}
