package kr.bongsu.fcmemulator;

import java.util.Optional;
import kr.bongsu.fcmemulator.control.ControlEndpoint;
import kr.bongsu.fcmemulator.error.ErrorBody;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Service;
import kr.bongsu.fcmemulator.oauth.TokenEndpoint;
import kr.bongsu.fcmemulator.send.SendEndpoint;
import kr.bongsu.fcmemulator.topic.IidEndpoint;
import kr.bongsu.fcmemulator.topic.SubscriptionEndpoint;

/// Finds the endpoint for a path, sending first: every other request is rare.
record Routes(
        SendEndpoint send,
        TokenEndpoint token,
        SubscriptionEndpoint subscriptions,
        IidEndpoint iid,
        ControlEndpoint control)
        implements Service {

    private static final String PROJECTS = "/v1/projects/";
    private static final String SEND = "/messages:send";
    private static final Response NOT_FOUND =
            ErrorBody.of(404, "NOT_FOUND", "Method not found.").response();

    @Override
    public Reply answer(Request request) {
        String path = request.path();
        boolean isPost = request.method().equals("POST");
        if (isPost && path.startsWith(PROJECTS) && path.endsWith(SEND)) {
            int end = path.length() - SEND.length();
            return send.answer(
                    request, end > PROJECTS.length() ? path.substring(PROJECTS.length(), end) : "");
        }
        if (path.equals("/token")) {
            return token.answer(request);
        }
        if (isPost && path.equals("/iid/v1:batchAdd")) {
            return iid.answer(request, true);
        }
        if (isPost && path.equals("/iid/v1:batchRemove")) {
            return iid.answer(request, false);
        }
        Optional<Reply> reply = subscriptions.answer(request).or(() -> control.answer(request));
        return reply.orElseGet(() -> Reply.now(NOT_FOUND));
    }
}
