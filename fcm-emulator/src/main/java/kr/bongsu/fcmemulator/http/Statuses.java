package kr.bongsu.fcmemulator.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;

/// What every response carries.
final class Statuses {

    /// Google's front end adds these; constant values cost a client's header table nothing after
    /// the first answer.
    static final List<Response.Header> COMMON =
            List.of(
                    Response.Header.of("vary", "Origin, X-Origin, Referer"),
                    Response.Header.of("server", "scaffolding on HTTPServer2"),
                    Response.Header.of("x-xss-protection", "0"),
                    Response.Header.of("x-frame-options", "SAMEORIGIN"),
                    Response.Header.of("x-content-type-options", "nosniff"));

    private Statuses() {}

    static CharSequence text(int status) {
        return HttpResponseStatus.valueOf(status).codeAsText();
    }
}
