package kr.bongsu.gateway.admin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Serves the console's files from the class path and from memory, so that none is unpacked into
/// the temporary folder; as packed by the build where a browser takes that. What is not there is
/// left to the next handler.
final class ConsoleFiles implements Handler<RoutingContext> {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String FOLDER = "/console";
    private static final String ASSETS = "/assets/";

    /// Their names change with their content.
    private static final String FOR_EVER = "public, immutable, max-age=31536000";

    private final Vertx vertx;

    /// Those that were read, which are no more than there are.
    private final Map<String, Served> files = new ConcurrentHashMap<>();

    ConsoleFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    /// How the build packed a file, best first.
    private enum Packing {
        BROTLI("br", ".br"),
        GZIP("gzip", ".gz");

        private final String word;
        private final String ending;

        Packing(String word, String ending) {
            this.word = word;
            this.ending = ending;
        }
    }

    /// A file as it is, and packed.
    private record Served(Buffer plain, Map<Packing, Buffer> packed) {

        private static Optional<Served> read(String name) throws IOException {
            Optional<Buffer> plain = bytes(name);
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            Map<Packing, Buffer> packed = new EnumMap<>(Packing.class);
            for (Packing each : Packing.values()) {
                bytes(name + each.ending).ifPresent(bytes -> packed.put(each, bytes));
            }
            return Optional.of(new Served(plain.get(), packed));
        }

        private static Optional<Buffer> bytes(String name) throws IOException {
            try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(Buffer.buffer(in.readAllBytes()));
            }
        }

        private Optional<Packing> bestOf(@Nullable String accepted) {
            Set<String> words =
                    accepted == null
                            ? Set.of()
                            : Arrays.stream(accepted.split(","))
                                    .map(String::strip)
                                    .collect(Collectors.toSet());
            return packed.keySet().stream().filter(each -> words.contains(each.word)).findFirst();
        }
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.normalizedPath();
        if (!METHODS.contains(context.request().method()) || path.contains("..")) {
            context.next();
            return;
        }
        String name = path.equals("/") ? "/index.html" : path;
        Optional<Served> known = Optional.ofNullable(files.get(name));
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

    private static Optional<Served> read(String name) throws IOException {
        // A folder is a resource too, but has no name with an ending.
        return name.lastIndexOf('.') < name.lastIndexOf('/') ? Optional.empty() : Served.read(name);
    }

    private static void answer(RoutingContext context, String name, Served file) {
        HttpServerResponse response = context.response();
        String type = MimeMapping.mimeTypeForFilename(name);
        boolean text = type != null && (type.startsWith("text/") || type.endsWith("javascript"));
        if (type != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, text ? type + ";charset=utf-8" : type);
        }
        if (name.startsWith(ASSETS)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
        }
        if (!file.packed.isEmpty()) {
            response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        Optional<Packing> packing = file.bestOf(accepted);
        packing.ifPresent(each -> response.putHeader(HttpHeaders.CONTENT_ENCODING, each.word));
        Buffer bytes = packing.map(file.packed::get).orElse(file.plain);
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes.length())).end();
        } else {
            context.end(bytes);
        }
    }
}
