package kr.bongsu.gateway.admin;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/// A cookie of ours: no script reads it, no other site sends it, and with TLS it never travels
/// without.
///
/// @param kind what distinguishes it from our others
record OwnCookie(String kind) {

    /// Carries a session's token.
    static final OwnCookie SESSION = new OwnCookie("");

    /// Ties a browser that comes back from the OpenID provider to the one that was sent there.
    static final OwnCookie OPENID = new OwnCookie("openid-");

    /// Says that somebody has logged in with this browser before.
    static final OwnCookie KNOWN = new OwnCookie("known-");

    Optional<String> value(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(name(context.request())))
                .map(Cookie::getValue);
    }

    void give(RoutingContext context, String value, Duration lives) {
        context.response().addCookie(cookie(context, value).setMaxAge(lives.toSeconds()));
    }

    void take(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(name(context.request()), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(context.request().isSSL());
    }

    /// With the port, because cookies do not know ports: two gateways on one machine must not log
    /// each other's people out. With `__Host-` browsers hold us to the rest.
    private String name(HttpServerRequest request) {
        return (request.isSSL() ? "__Host-" : "")
                + "bongsu-"
                + kind
                + request.localAddress().port();
    }
}
