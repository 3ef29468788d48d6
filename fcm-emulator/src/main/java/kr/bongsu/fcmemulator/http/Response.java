package kr.bongsu.fcmemulator.http;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A status, headers and a body, ready to be written as HTTP/1.1 or HTTP/2.
public final class Response {

    public static final AsciiString JSON = AsciiString.cached("application/json; charset=UTF-8");
    public static final AsciiString HTML = AsciiString.cached("text/html; charset=UTF-8");

    /// A header whose name is in lower case, as HTTP/2 demands.
    public record Header(AsciiString name, AsciiString value) {
        public static Header of(String name, String value) {
            return new Header(AsciiString.cached(name), new AsciiString(value));
        }
    }

    private final int status;
    private final AsciiString contentType;
    private final List<Header> headers;
    private final byte[] body;

    public Response(int status, AsciiString contentType, List<Header> headers, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.body = body;
    }

    public static Response json(int status, String body) {
        return new Response(status, JSON, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public Response with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Response(status, contentType, List.copyOf(more), body);
    }

    public int status() {
        return status;
    }

    AsciiString contentType() {
        return contentType;
    }

    List<Header> headers() {
        return headers;
    }

    /// The response's own array, not a copy; nobody writes to it.
    public byte[] body() {
        return body;
    }
}
