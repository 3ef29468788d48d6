package kr.bongsu.fcmemulator.http;

import io.netty.util.AsciiString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One whole request: its body has arrived, is not compressed any more and is within the limit.
public final class Request {

    /// Reads a header by its lower-case name.
    @FunctionalInterface
    public interface Headers {
        @Nullable CharSequence get(AsciiString name);
    }

    private final String method;
    private final String path;
    private final String query;
    private final Headers headers;
    private final byte[] body;

    public Request(String method, String target, Headers headers, byte[] body) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
        this.headers = headers;
        this.body = body;
    }

    public String method() {
        return method;
    }

    /// The path as sent, still percent-encoded.
    public String path() {
        return path;
    }

    public @Nullable CharSequence header(AsciiString name) {
        return headers.get(name);
    }

    /// The request's own array, not a copy; nobody writes to it.
    public byte[] body() {
        return body;
    }

    public Optional<String> parameter(String name) {
        return formValue(query, name);
    }

    /// The decoded value of a field in `application/x-www-form-urlencoded` text.
    ///
    /// @throws IllegalArgumentException when its percent-encoding is broken
    public static Optional<String> formValue(String form, String name) {
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key).equals(name)) {
                return Optional.of(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    public static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
