package kr.bongsu.gateway.fcm;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a server of OAuth 2 for a token, within a limit that holds for the whole answer.
record TokenServer(HttpClient http, Duration limit) {

    TokenSource.Grant ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        // The request's own timeout ends with the answer's head; a body that stalls must end too.
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(
                        request.timeout(limit).build(), HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(refusal(response));
            }
            return grant(response.body());
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer in " + limit.toMillis() + " ms", e);
        }
    }

    /// Reads `access_token` and `expires_in`.
    static TokenSource.Grant grant(String json) throws IOException {
        try {
            JsonObject object = new JsonObject(json);
            if (object.getValue("access_token") instanceof String token
                    && object.getValue("expires_in") instanceof Number seconds
                    && !token.isBlank()) {
                return new TokenSource.Grant(token, Duration.ofSeconds(seconds.longValue()));
            }
        } catch (DecodeException notJson) {
            // The sentence below says it; the answer itself may hold a token.
        }
        throw new IOException("the answer is no token");
    }

    private static String refusal(HttpResponse<String> response) {
        try {
            JsonObject json = new JsonObject(response.body());
            return response.statusCode()
                    + " "
                    + json.getValue("error")
                    + ": "
                    + json.getValue("error_description");
        } catch (DecodeException notJson) {
            return "status " + response.statusCode();
        }
    }
}
