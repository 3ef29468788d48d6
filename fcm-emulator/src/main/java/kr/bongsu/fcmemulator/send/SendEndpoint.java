package kr.bongsu.fcmemulator.send;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Scenario;
import kr.bongsu.fcmemulator.fault.Trouble;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Reply.Action;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.oauth.Access;
import kr.bongsu.fcmemulator.oauth.Gate;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.JsonReader;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Parsed;
import kr.bongsu.fcmemulator.schema.Schema.Field;
import kr.bongsu.fcmemulator.topic.Topics;

/// `POST /v1/projects/{project}/messages:send`.
///
/// The order of the checks: caller, project quota, JSON, target, fields, size; a dry run ends here;
/// then ordered faults, the state of the token, the limits of the device. Production's own order is
/// not documented.
public final class SendEndpoint {

    private static final Field MESSAGE = FcmSchema.SEND_REQUEST.field("message");
    private static final Field VALIDATE_ONLY = FcmSchema.SEND_REQUEST.field("validate_only");
    private static final Rejection NO_TARGET =
            Rejection.invalid("message", "Recipient of the message is not set.");

    private final Gate gate;
    private final Scenario scenario;
    private final Phones phones;
    private final Delivery delivery;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ProjectQuota quota = new ProjectQuota();
    private final Tally tally = new Tally();

    public SendEndpoint(
            Gate gate, Scenario scenario, Phones phones, Topics topics, Randomness randomness) {
        this.gate = gate;
        this.scenario = scenario;
        this.phones = phones;
        this.clock = randomness.clock();
        this.random = randomness.random();
        this.delivery =
                new Delivery(new MessageNames(gate.project(), clock, random), phones, topics);
    }

    /// What makes two runs differ: the time and chance.
    public record Randomness(InstantSource clock, RandomGenerator random) {}

    public Tally tally() {
        return tally;
    }

    public Reply answer(Request request, String project) {
        tally.request();
        Access access = gate.check(request);
        if (access != Access.ALLOWED) {
            return reject(Rejection.access(access));
        }
        if (!project.equals(gate.project())) {
            return reject(Rejection.otherProject(project));
        }
        Instant now = clock.instant();
        Behaviour.Limits limits = scenario.conduct().behaviour().limits();
        if (limits.isRefusedCharged() && !quota.take(limits.perMinute(), now)) {
            return rejectForNow(Rejection.projectQuota(project, limits.perMinute()));
        }
        return switch (JsonReader.read(request.body(), FcmSchema.SEND_REQUEST)) {
            case Parsed.Refused(var violations) -> reject(Rejection.transcoder(violations));
            case Parsed.Read(Node root) -> send(root, now);
        };
    }

    private Reply send(Node root, Instant now) {
        Behaviour behaviour = scenario.conduct().behaviour();
        Node message = root.node(MESSAGE);
        Target target = message == null ? null : Target.of(message);
        if (message == null || target == null) {
            return reject(NO_TARGET);
        }
        Behaviour.Checks checks = behaviour.checks();
        Rejection fault =
                Rules.check(message, target, checks.areTokensStrict(), checks.payloadLimit());
        if (fault != null) {
            return reject(fault);
        }
        if (root.flag(VALIDATE_ONLY)) {
            tally.validated();
            return accept(delivery.nameOfDryRun(target), latency());
        }
        Behaviour.Limits limits = behaviour.limits();
        if (!limits.isRefusedCharged() && !quota.take(limits.perMinute(), now)) {
            return rejectForNow(Rejection.projectQuota(gate.project(), limits.perMinute()));
        }
        String device = target.device();
        Optional<Trouble> trouble = scenario.faults().strike(device, now);
        if (trouble.isEmpty() && device != null) {
            trouble = stateOf(device, behaviour, now);
        }
        return trouble.isPresent()
                ? suffer(trouble.get(), message, target, now)
                : deliver(message, target, now, latency());
    }

    private Optional<Trouble> stateOf(String device, Behaviour behaviour, Instant now) {
        Optional<Trouble> state = scenario.tokens().of(device);
        if (state.isPresent()) {
            return state;
        }
        if (!behaviour.checks().areStrangersAccepted()
                && !scenario.tokens().isSet(device)
                && !phones.isSetUp(device)) {
            return Optional.of(Trouble.UNREGISTERED);
        }
        Behaviour.Limits limits = behaviour.limits();
        return phones.takeRate(device, limits.perDeviceMinute(), limits.perDeviceHour(), now)
                ? Optional.empty()
                : Optional.of(Trouble.QUOTA);
    }

    private Reply suffer(Trouble trouble, Node message, Target target, Instant now) {
        return switch (trouble) {
            case UNREGISTERED -> reject(Rejection.UNREGISTERED);
            case IOS_UNREGISTERED -> reject(Rejection.IOS_UNREGISTERED);
            case INVALID -> reject(Rejection.INVALID_TOKEN);
            case APNS_DISABLED -> reject(Rejection.APNS_DISABLED);
            case MISMATCH -> reject(Rejection.SENDER_ID_MISMATCH);
            case APNS -> reject(Rejection.THIRD_PARTY_AUTH);
            case QUOTA -> rejectForNow(Rejection.DEVICE_QUOTA);
            case PROJECT_QUOTA ->
                    rejectForNow(
                            Rejection.projectQuota(
                                    gate.project(), Behaviour.Limits.GOOGLE.perMinute()));
            case UNAVAILABLE -> rejectForNow(Rejection.UNAVAILABLE);
            case INTERNAL -> reject(Rejection.INTERNAL);
            case HTML -> reject(Rejection.HTML);
            case GARBAGE -> reject(Rejection.GARBAGE);
            case UNAUTHENTICATED -> reject(Rejection.access(Access.UNKNOWN));
            case STALL -> {
                tally.rejected("STALL");
                yield new Reply(new Action.Stall(), Duration.ZERO);
            }
            case RESET -> unanswered(new Action.ResetStream(), message, target, now);
            case DISCONNECT -> unanswered(new Action.ResetConnection(), message, target, now);
            case SLOW ->
                    deliver(message, target, now, scenario.conduct().behaviour().timing().slow());
        };
    }

    private Reply unanswered(Action ending, Node message, Target target, Instant now) {
        tally.accepted();
        tally.unanswered();
        delivery.deliver(message, target, now);
        return new Reply(ending, latency());
    }

    private Reply deliver(Node message, Target target, Instant now, Duration delay) {
        tally.accepted();
        return accept(delivery.deliver(message, target, now), delay);
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

    /// Refuses what may work later, with the `Retry-After` that is set, if any.
    private Reply rejectForNow(Rejection rejection) {
        Optional<Duration> wait = scenario.conduct().behaviour().timing().retryAfter();
        return reject(wait.isPresent() ? rejection.retryAfter(wait.get()) : rejection);
    }

    private Duration latency() {
        return scenario.conduct().behaviour().timing().latency().sample(random);
    }
}
