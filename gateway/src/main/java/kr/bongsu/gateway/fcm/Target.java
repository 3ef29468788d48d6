package kr.bongsu.gateway.fcm;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where requests go, and the headers of requests and answers. All of it is constant but the token,
/// so that HPACK sends each value once a connection.
record Target(AsciiString scheme, AsciiString authority, AsciiString path) {

    private static final AsciiString POST = AsciiString.cached("POST");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString AUTHORIZATION = AsciiString.cached("authorization");
    private static final AsciiString JSON = AsciiString.cached("application/json; charset=UTF-8");
    private static final AsciiString RETRY_AFTER = AsciiString.cached("retry-after");
    private static final int MOST_DIGITS = 6;

    static Target of(FcmSettings settings) {
        URI endpoint = settings.way().endpoint();
        return new Target(
                AsciiString.cached(endpoint.getScheme()),
                AsciiString.cached(endpoint.getAuthority()),
                AsciiString.cached("/v1/projects/" + settings.project() + "/messages:send"));
    }

    Http2Headers headers(AsciiString authorization) {
        Http2Headers headers =
                new DefaultHttp2Headers(false, 8)
                        .method(POST)
                        .scheme(scheme)
                        .authority(authority)
                        .path(path);
        headers.add(CONTENT_TYPE, JSON);
        headers.add(AUTHORIZATION, authorization);
        return headers;
    }

    static int status(Http2Headers answer) {
        return AsciiString.of(answer.status()).parseInt();
    }

    static Optional<Duration> retryAfter(Http2Headers answer) {
        @Nullable CharSequence seconds = answer.get(RETRY_AFTER);
        if (seconds == null
                || seconds.isEmpty()
                || seconds.length() > MOST_DIGITS
                || !seconds.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.toString())));
    }
}
