package kr.bongsu.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Mask;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;

/// One push to one token, to see that it arrives or whether FCM would take it. It passes by the
/// ledger, the lanes and the rules, and one is under way at a time.
public final class TestPushRoutes implements ConsoleServer.Routes {

    /// Less than a page waits for an answer.
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final String LEDGER = "test-push";

    private final Attempt attempt;
    private final Access access;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(1);

    /// The way to FCM.
    @FunctionalInterface
    public interface Attempt {
        /// Sends it, or has it checked without delivering it.
        void send(Push push, boolean deliver, Consumer<Outcome> whenDone);
    }

    public TestPushRoutes(Attempt attempt, Access access, InstantSource clock) {
        this.attempt = attempt;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.post("/api/test-push")
                .handler(context ->
                        vertx.executeBlocking(() -> send(context), false)
                                .onSuccess(context::json)
                                .onFailure(context::fail));
    }

    private JsonObject send(RoutingContext context) throws InterruptedException {
        Caller _ = access.require(context, Scope.TEST);
        Body body = Body.of(context);
        DeviceToken token = new DeviceToken(body.secret("token").strip());
        if (!token.isUsable()) {
            throw new Problem(
                    400, "'token' is no registration token: it has spaces or is no ASCII");
        }
        boolean deliver = Boolean.TRUE.equals(body.json().getValue("deliver"));
        Message message =
                new Message(
                        body.json().containsKey("service") ? body.text("service") : "",
                        body.text("title"),
                        body.text("body"),
                        LEDGER,
                        LEDGER);
        if (!free.tryAcquire()) {
            throw new Problem(429, "a test push is under way already", LIMIT);
        }
        try {
            String _ =
                    access.admit(
                            context,
                            Scope.TEST,
                            new Access.Act(
                                    deliver ? "test-push.deliver" : "test-push.check",
                                    Mask.token(token.value()),
                                    "service " + message.service()));
            return answer(message, token, deliver);
        } finally {
            free.release();
        }
    }

    private JsonObject answer(Message message, DeviceToken token, boolean deliver)
            throws InterruptedException {
        long begun = clock.millis();
        Push push =
                new Push(
                        new PushId(LEDGER, begun),
                        Lane.SINGLE,
                        message,
                        new Recipient("0", "0", token, "Bongsu", "1"),
                        0);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        attempt.send(push, deliver, outcome::complete);
        Outcome said;
        try {
            said = outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException none) {
            said = new Outcome.Unknown("no answer within " + LIMIT.toSeconds() + " s");
        }
        return json(said).put("delivered", deliver).put("millis", clock.millis() - begun);
    }

    private static JsonObject json(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(String name) -> json("accepted", name);
            case Outcome.Rejected(var reason, String detail) ->
                    json("rejected", detail).put("reason", reason.name());
            case Outcome.Retry(var _, String reason, var _) -> json("retry", reason);
            case Outcome.Throttled(var _, String reason) -> json("throttled", reason);
            case Outcome.Held(var _, String reason) -> json("held", reason);
            case Outcome.Unknown(String reason) -> json("unknown", reason);
        };
    }

    private static JsonObject json(String outcome, String detail) {
        return new JsonObject().put("outcome", outcome).put("detail", detail);
    }
}
