package kr.bongsu.gateway.admin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Serves the console's files from the class path and from memory, so that none is unpacked into
/// the temporary folder. What is not there is left to the next handler.
final class ConsoleFiles implements Handler<RoutingContext> {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String FOLDER = "/console";
    private static final String ASSETS = "/assets/";

    /// Their names change with their content.
    private static final String FOR_EVER = "public, immutable, max-age=31536000";

    private final Vertx vertx;

    /// Those that were read, which are no more than there are.
    private final Map<String, Buffer> files = new ConcurrentHashMap<>();

    ConsoleFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.normalizedPath();
        if (!METHODS.contains(context.request().method()) || path.contains("..")) {
            context.next();
            return;
        }
        String name = path.equals("/") ? "/index.html" : path;
        Optional<Buffer> known = Optional.ofNullable(files.get(name));
        if (known.isPresent()) {
            answer(context, name, known.get());
            return;
        }
        vertx.executeBlocking(() -> read(name), false)
                .onFailure(context::fail)
                .onSuccess(read -> {
                    if (read.isEmpty()) {
                        context.next();
                    } else {
                        files.put(name, read.get());
                        answer(context, name, read.get());
                    }
                });
    }

    private static Optional<Buffer> read(String name) throws IOException {
        // A folder is a resource too, but has no name with an ending.
        if (name.lastIndexOf('.') < name.lastIndexOf('/')) {
            return Optional.empty();
        }
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
        }
    }

    private static void answer(RoutingContext context, String name, Buffer file) {
        String type = MimeMapping.mimeTypeForFilename(name);
        boolean text = type != null && (type.startsWith("text/") || type.endsWith("javascript"));
        if (type != null) {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, text ? type + ";charset=utf-8" : type);
        }
        if (name.startsWith(ASSETS)) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
        }
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(file.length()))
                    .end();
        } else {
            context.end(file);
        }
    }
}
