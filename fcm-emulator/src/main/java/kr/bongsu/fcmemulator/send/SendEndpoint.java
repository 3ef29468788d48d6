package kr.bongsu.fcmemulator.send;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Conduct;
import kr.bongsu.fcmemulator.fault.Trouble;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Reply.Action;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Response.Header;
import kr.bongsu.fcmemulator.oauth.Access;
import kr.bongsu.fcmemulator.oauth.Grants;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.JsonReader;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Parsed;
import kr.bongsu.fcmemulator.schema.Schema.Field;

/// `POST /v1/projects/{project}/messages:send`.
public final class SendEndpoint {

    private static final Field MESSAGE = FcmSchema.SEND_REQUEST.field("message");
    private static final Field VALIDATE_ONLY = FcmSchema.SEND_REQUEST.field("validate_only");

    private final String project;
    private final Grants grants;
    private final Conduct conduct;
    private final Phones phones;
    private final RandomGenerator random;
    private final Tally tally = new Tally();
    private final MessageNames names;

    public SendEndpoint(
            String project, Grants grants, Conduct conduct, Phones phones, RandomGenerator random) {
        this.project = project;
        this.grants = grants;
        this.conduct = conduct;
        this.phones = phones;
        this.random = random;
        this.names = new MessageNames(java.time.InstantSource.system(), random);
    }

    public Tally tally() {
        return tally;
    }

    public Reply answer(Request request, String requestedProject) {
        tally.request();
        Access access = grants.check(request.header(HttpHeaderNames.AUTHORIZATION));
        if (access != Access.ALLOWED) {
            return reject(Rejection.access(access));
        }
        if (!requestedProject.equals(project)) {
            return reject(Rejection.otherProject(requestedProject));
        }
        return switch (JsonReader.read(request.body(), FcmSchema.SEND_REQUEST)) {
            case Parsed.Refused(var violations) -> reject(Rejection.transcoder(violations));
            case Parsed.Read(Node root) -> send(root);
        };
    }

    private Reply send(Node root) {
        Node message = root.node(MESSAGE);
        Target target = message == null ? null : Target.of(message);
        if (message == null || target == null) {
            return reject(Rejection.invalid("message", "Recipient of the message is not set."));
        }
        Rejection fault = Rules.check(message, target);
        if (fault != null) {
            return reject(fault);
        }
        boolean isDryRun = root.flag(VALIDATE_ONLY);
        return switch (target) {
            case Target.Token(String token) -> toDevice(message, token, isDryRun);
            case Target.Fid(String fid) -> toDevice(message, fid, isDryRun);
            case Target.Topic _, Target.Condition _ -> {
                if (isDryRun) {
                    tally.validated();
                } else {
                    tally.accepted();
                }
                yield accept(names.forTopic(project), latency());
            }
        };
    }

    private Reply toDevice(Node message, String token, boolean isDryRun) {
        if (isDryRun) {
            tally.validated();
            return accept("projects/" + project + "/messages/fake_message_id", latency());
        }
        Optional<Trouble> trouble = Trouble.ofToken(token);
        return trouble.isPresent()
                ? suffer(trouble.get(), message, token)
                : deliver(message, token, latency());
    }

    private Reply suffer(Trouble trouble, Node message, String token) {
        return switch (trouble) {
            case UNREGISTERED -> reject(Rejection.UNREGISTERED);
            case IOS_UNREGISTERED -> reject(Rejection.IOS_UNREGISTERED);
            case INVALID -> reject(Rejection.INVALID_TOKEN);
            case APNS_DISABLED -> reject(Rejection.APNS_DISABLED);
            case MISMATCH -> reject(Rejection.SENDER_ID_MISMATCH);
            case APNS -> reject(Rejection.THIRD_PARTY_AUTH);
            case QUOTA -> reject(retryLater(Rejection.DEVICE_QUOTA));
            case PROJECT_QUOTA -> reject(retryLater(Rejection.projectQuota(project, 600_000)));
            case UNAVAILABLE -> reject(retryLater(Rejection.UNAVAILABLE));
            case INTERNAL -> reject(Rejection.INTERNAL);
            case HTML -> reject(Rejection.HTML);
            case GARBAGE -> reject(Rejection.GARBAGE);
            case UNAUTHENTICATED -> reject(Rejection.UNAUTHENTICATED);
            case STALL -> {
                tally.rejected("STALL");
                yield new Reply(new Action.Stall(), Duration.ZERO);
            }
            case RESET ->
                    new Reply(new Action.ResetStream(), deliver(message, token, latency()).delay());
            case DISCONNECT ->
                    new Reply(
                            new Action.ResetConnection(),
                            deliver(message, token, latency()).delay());
            case SLOW -> deliver(message, token, conduct.behaviour().slow());
        };
    }

    private Reply deliver(Node message, String token, Duration delay) {
        String name = names.forToken(project);
        tally.accepted();
        phones.deliver(token, name, message);
        return accept(name, delay);
    }

    private static Reply accept(String name, Duration delay) {
        // Google's server prints its answers this way.
        byte[] body = ("{\n  \"name\": \"" + name + "\"\n}\n").getBytes(StandardCharsets.UTF_8);
        return new Reply(
                new Action.Respond(new Response(200, Response.JSON, List.of(), body)), delay);
    }

    private Reply reject(Rejection rejection) {
        tally.rejected(rejection.code());
        return new Reply(new Action.Respond(rejection.response()), latency());
    }

    private Rejection retryLater(Rejection rejection) {
        Behaviour behaviour = conduct.behaviour();
        return behaviour.retryAfter().isEmpty()
                ? rejection
                : new Rejection(
                        rejection.code(),
                        rejection
                                .response()
                                .with(
                                        Header.of(
                                                "retry-after",
                                                Long.toString(
                                                        behaviour
                                                                .retryAfter()
                                                                .get()
                                                                .toSeconds()))));
    }

    private Duration latency() {
        return conduct.behaviour().latency().sample(random);
    }
}
