package kr.bongsu.fcmemulator.http;

import io.netty.handler.codec.http2.Http2Error;

/// Why Google's front end ends an HTTP/2 connection, with the error code and debug text observed
/// there.
public enum GoAway {
    MAX_AGE(Http2Error.NO_ERROR, "max_age"),
    SESSION_TIMEOUT(Http2Error.NO_ERROR, "session_timeout"),
    TOO_MANY_PINGS(Http2Error.ENHANCE_YOUR_CALM, "too_many_pings"),
    TOO_MANY_STREAMS(Http2Error.PROTOCOL_ERROR, "exceeded_max_concurrent_streams");

    private final Http2Error error;
    private final String debugText;

    GoAway(Http2Error error, String debugText) {
        this.error = error;
        this.debugText = debugText;
    }

    Http2Error error() {
        return error;
    }

    public String debugText() {
        return debugText;
    }
}
