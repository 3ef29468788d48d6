package kr.bongsu.gateway.admin;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/// The cookie that carries a session's token: no script reads it, no other site sends it, and with
/// TLS it never travels without.
final class SessionCookie {

    private static final String IDLE = "Bongsu-Idle";

    private SessionCookie() {}

    static Optional<String> token(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(name(context.request())))
                .map(Cookie::getValue);
    }

    /// How long ago the person did something, as the page says; zero when it says nothing. A
    /// browser that opens an event stream sends no header of ours, so its address says it.
    static Duration idle(HttpServerRequest request) {
        String header = request.getHeader(IDLE);
        String seconds = header == null ? request.getParam("idle") : header;
        return seconds != null && seconds.matches("\\d{1,7}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : Duration.ZERO;
    }

    static void give(RoutingContext context, String token, Duration lives) {
        context.response().addCookie(cookie(context, token).setMaxAge(lives.toSeconds()));
    }

    static void take(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(name(context.request()), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(context.request().isSSL());
    }

    /// With the port, because cookies do not know ports: two gateways on one machine must not log
    /// each other's people out. With `__Host-` browsers hold us to the rest.
    private static String name(HttpServerRequest request) {
        return (request.isSSL() ? "__Host-" : "") + "bongsu-" + request.localAddress().port();
    }
}
