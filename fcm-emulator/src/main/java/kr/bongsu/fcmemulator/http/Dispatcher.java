package kr.bongsu.fcmemulator.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Asks the service and carries out its reply, at once or when its delay has passed.
final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());
    private static final Response BUG =
            new Response(
                    500,
                    Response.JSON,
                    List.of(),
                    "{\"error\":{\"code\":500,\"message\":\"The emulator failed, see its log.\",\"status\":\"INTERNAL\"}}\n"
                            .getBytes(StandardCharsets.UTF_8));

    private final Service service;
    private final Deadlines deadlines;

    Dispatcher(Service service, Deadlines deadlines) {
        this.service = service;
        this.deadlines = deadlines;
    }

    void dispatch(Request request, Exchange exchange) {
        Reply reply;
        try {
            reply = service.answer(request);
        } catch (RuntimeException e) {
            // A bug in answering one request must not end the connection of the others. A path may
            // name a token.
            LOG.log(Level.SEVERE, "request_failed method=" + request.method(), e);
            reply = Reply.now(BUG);
        }
        if (reply.delay().isZero()) {
            carryOut(reply.action(), exchange);
        } else {
            Reply.Action action = reply.action();
            deadlines.add(reply.delay(), exchange, () -> carryOut(action, exchange));
        }
    }

    private static void carryOut(Reply.Action action, Exchange exchange) {
        if (!exchange.isOpen()) {
            return;
        }
        switch (action) {
            case Reply.Action.Respond(Response response) -> exchange.respond(response);
            case Reply.Action.Stall() -> {}
            case Reply.Action.ResetStream() -> exchange.resetStream();
            case Reply.Action.ResetConnection() -> exchange.resetConnection();
            case Reply.Action.Follow(Response head, var subscriber) ->
                    subscriber.accept(exchange.follow(head));
        }
    }
}
