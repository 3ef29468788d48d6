package kr.bongsu.supervisor.deploy.servers;

import io.vertx.core.Vertx;

/// Vert.x with one page.
public final class VertxServer {
    private VertxServer() {}

    public static void main(String[] args) {
        int port = Integer.parseInt(System.getenv("PORT"));
        String body = "v" + ProcessHandle.current().pid();
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response().end(body))
                .listen(port, "127.0.0.1")
                .onFailure(Throwable::printStackTrace);
    }
}
