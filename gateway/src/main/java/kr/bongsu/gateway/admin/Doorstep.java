package kr.bongsu.gateway.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/// Turns away requests whose address nobody can decode, before a router logs at length that it
/// cannot.
///
/// @param inside takes all others
record Doorstep(Handler<HttpServerRequest> inside) implements Handler<HttpServerRequest> {

    private static final int ESCAPE = 3;

    @Override
    public void handle(HttpServerRequest request) {
        if (isDecodable(request.uri())) {
            inside.handle(request);
        } else {
            request.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "application/problem+json")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(
                            new JsonObject()
                                    .put("type", "about:blank")
                                    .put("title", "Bad Request")
                                    .put("status", 400)
                                    .put("detail", "the address has a '%' that escapes nothing")
                                    .encode());
        }
    }

    private static boolean isDecodable(String address) {
        for (int at = address.indexOf('%'); at >= 0; at = address.indexOf('%', at + ESCAPE)) {
            if (at + ESCAPE > address.length()
                    || Character.digit(address.charAt(at + 1), 16) < 0
                    || Character.digit(address.charAt(at + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
