package kr.bongsu.fcmemulator.control;

import io.netty.util.AsciiString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Response.Header;

/// The static files of the page that shows the phones.
final class Page {

    /// Everything comes from the emulator itself; a message's text can never become script.
    private static final List<Header> HEADERS =
            List.of(
                    Header.of("content-security-policy", "default-src 'self'"),
                    Header.of("cache-control", "no-cache"));

    private final Response html = load("index.html", "text/html; charset=UTF-8");
    private final Response css = load("page.css", "text/css; charset=UTF-8");
    private final Response js = load("page.js", "text/javascript; charset=UTF-8");
    private final Response icon = load("icon.svg", "image/svg+xml");

    Optional<Response> find(String path) {
        return switch (path) {
            case "/" -> Optional.of(html);
            case "/page.css" -> Optional.of(css);
            case "/page.js" -> Optional.of(js);
            case "/icon.svg" -> Optional.of(icon);
            default -> Optional.empty();
        };
    }

    private static Response load(String name, String type) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return new Response(200, AsciiString.cached(type), HEADERS, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
