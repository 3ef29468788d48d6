package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Holds the answers that tests get to what the API's documents say of them.
public final class Documented {

    /// Told of all calls in the documents' own words: too much at once, and a body that is too
    /// long.
    private static final Set<Integer> OF_ANY_CALL = Set.of(413, 503);

    private static final List<Documented> ALL =
            List.of(
                    new Documented("/kr/bongsu/gateway/admin/openapi.json"),
                    new Documented("/intake/openapi.json"));

    private final JsonObject document;
    private final Schemas schemas;

    private Documented(String file) {
        try (InputStream bytes = Documented.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new AssertionError(file + " is missing");
            }
            this.document =
                    new JsonObject(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
            this.schemas = new Schemas(document);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The same answer, when it is as the documents say.
    public static HttpResponse<String> held(HttpResponse<String> answer) {
        List<String> faults = faults(answer);
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    answer.request() + " is not answered as documented: " + faults);
        }
        return answer;
    }

    /// Nothing for a call that the documents do not name.
    private static List<String> faults(HttpResponse<String> answer) {
        String method = answer.request().method();
        String path = answer.uri().getRawPath();
        for (Documented each : ALL) {
            Optional<JsonObject> call = each.call(method, path);
            if (call.isPresent()) {
                return each.faults(call.get().getJsonObject("responses"), answer);
            }
        }
        return List.of();
    }

    private Optional<JsonObject> call(String method, String path) {
        JsonObject paths = document.getJsonObject("paths");
        return paths.fieldNames().stream()
                .filter(each -> Pattern.matches(each.replaceAll("\\{\\w+}", "[^/]+"), path))
                .map(paths::getJsonObject)
                .filter(each -> each.containsKey(method.toLowerCase(Locale.ROOT)))
                .map(each -> each.getJsonObject(method.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private List<String> faults(JsonObject responses, HttpResponse<String> answer) {
        JsonObject response = responses.getJsonObject("" + answer.statusCode());
        String type =
                answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        if (response == null) {
            return OF_ANY_CALL.contains(answer.statusCode())
                    ? List.of()
                    : List.of("status " + answer.statusCode() + " is not documented");
        }
        JsonObject media = schemas.resolved(response).getJsonObject("content").getJsonObject(type);
        if (media == null) {
            return List.of("content of type " + type + " is not documented");
        }
        List<String> faults = new ArrayList<>();
        if (type.endsWith("json")) {
            schemas.check(
                    media.getJsonObject("schema"), new JsonObject(answer.body()), "body", faults);
        }
        return faults;
    }
}
