package kr.bongsu.fcmemulator;

import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Service;
import kr.bongsu.fcmemulator.send.SendEndpoint;

/// Finds the endpoint for a path.
final class Routes implements Service {

    private static final String PROJECTS = "/v1/projects/";
    private static final String SEND = "/messages:send";
    private static final Response NOT_FOUND =
            Response.json(
                    404,
                    "{\n  \"error\": {\n    \"code\": 404,\n    \"message\": \"Method not found.\",\n    \"status\": \"NOT_FOUND\"\n  }\n}\n");

    private final SendEndpoint send;
    private final Service token;
    private final Service stats;

    Routes(SendEndpoint send, Service token, Service stats) {
        this.send = send;
        this.token = token;
        this.stats = stats;
    }

    @Override
    public Reply answer(Request request) {
        String path = request.path();
        if (path.startsWith(PROJECTS) && path.endsWith(SEND) && request.method().equals("POST")) {
            return send.answer(
                    request, path.substring(PROJECTS.length(), path.length() - SEND.length()));
        }
        return switch (path) {
            case "/token" -> token.answer(request);
            case "/stats" -> stats.answer(request);
            default -> Reply.now(NOT_FOUND);
        };
    }
}
