package kr.bongsu.gateway.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What the API can do, as OpenAPI 3.1 says it. A test holds it to the routes.
final class ApiDocument {

    private static final String FILE = "openapi.json";

    private ApiDocument() {}

    static JsonObject read() {
        try (InputStream file = ApiDocument.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing from this installation");
            }
            return new JsonObject(Buffer.buffer(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void answer(RoutingContext context) {
        context.json(read());
    }
}
