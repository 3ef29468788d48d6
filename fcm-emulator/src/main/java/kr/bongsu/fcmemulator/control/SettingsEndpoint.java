package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Conduct;
import kr.bongsu.fcmemulator.fault.Latency;
import kr.bongsu.fcmemulator.fault.Spans;
import kr.bongsu.fcmemulator.http.Connections;
import kr.bongsu.fcmemulator.http.Http2Policy;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.phone.Throttle;

/// `GET` and `PATCH /control/settings`: what is not named keeps its value; all of it or nothing
/// takes effect.
final class SettingsEndpoint {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] NAMES = {
        "latency",
        "slow",
        "retry_after",
        "access_token_life",
        "strict_tokens",
        "accept_unknown_tokens",
        "payload_limit",
        "project_per_minute",
        "device_per_minute",
        "device_per_hour",
        "charge_refused",
        "collapsible_burst",
        "collapsible_refill",
        "receipt_url",
        "max_streams",
        "max_age",
        "idle",
        "pings",
        "over_limit"
    };

    private final Conduct conduct;
    private final Connections connections;
    private final Receipts receipts;

    SettingsEndpoint(Conduct conduct, Connections connections, Receipts receipts) {
        this.conduct = conduct;
        this.connections = connections;
        this.receipts = receipts;
    }

    Response answer(Request request) {
        return switch (request.method()) {
            case "GET" -> Answers.ok(json());
            case "PATCH" -> {
                Form form = Form.read(request.body(), NAMES);
                Behaviour behaviour =
                        new Behaviour(
                                timing(form, conduct.behaviour().timing()),
                                checks(form, conduct.behaviour().checks()),
                                limits(form, conduct.behaviour().limits()));
                Http2Policy policy = policy(form, connections.policy());
                if (form.has("receipt_url")) {
                    receipts.to(form.text("receipt_url"));
                }
                conduct.behaviour(behaviour);
                connections.policy(policy);
                yield Answers.ok(json());
            }
            default -> Answers.wrongMethod("GET or PATCH");
        };
    }

    private static Behaviour.Timing timing(Form form, Behaviour.Timing old) {
        Optional<Duration> retryAfter =
                form.has("retry_after") ? form.span("retry_after") : old.retryAfter();
        return new Behaviour.Timing(
                form.text("latency").map(Latency::parse).orElse(old.latency()),
                form.span("slow").orElse(old.slow()),
                retryAfter,
                form.span("access_token_life").orElse(old.tokenLife()));
    }

    private static Behaviour.Checks checks(Form form, Behaviour.Checks old) {
        return new Behaviour.Checks(
                form.flag("strict_tokens").orElse(old.areTokensStrict()),
                form.flag("accept_unknown_tokens").orElse(old.areStrangersAccepted()),
                form.number("payload_limit").orElse(old.payloadLimit()));
    }

    private static Behaviour.Limits limits(Form form, Behaviour.Limits old) {
        return new Behaviour.Limits(
                form.number("project_per_minute").map(Integer::longValue).orElse(old.perMinute()),
                form.number("device_per_minute").orElse(old.perDeviceMinute()),
                form.number("device_per_hour").orElse(old.perDeviceHour()),
                form.flag("charge_refused").orElse(old.isRefusedCharged()),
                new Throttle(
                        form.number("collapsible_burst").orElse(old.collapsible().burst()),
                        form.span("collapsible_refill").orElse(old.collapsible().refill())));
    }

    private static Http2Policy policy(Form form, Http2Policy old) {
        return new Http2Policy(
                form.number("max_streams").orElse(old.maxStreams()),
                form.span("max_age").orElse(old.maxAge()),
                form.span("idle").orElse(old.idle()),
                form.number("pings").orElse(old.pings()),
                form.choice("over_limit", Http2Policy.OverLimit.class).orElse(old.overLimit()));
    }

    private ObjectNode json() {
        Behaviour behaviour = conduct.behaviour();
        Http2Policy policy = connections.policy();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("latency", behaviour.timing().latency().text());
        json.put("slow", Spans.format(behaviour.timing().slow()));
        json.put("retry_after", behaviour.timing().retryAfter().map(Spans::format).orElse(null));
        json.put("access_token_life", Spans.format(behaviour.timing().tokenLife()));
        json.put("strict_tokens", behaviour.checks().areTokensStrict());
        json.put("accept_unknown_tokens", behaviour.checks().areStrangersAccepted());
        json.put("payload_limit", behaviour.checks().payloadLimit());
        json.put("project_per_minute", behaviour.limits().perMinute());
        json.put("device_per_minute", behaviour.limits().perDeviceMinute());
        json.put("device_per_hour", behaviour.limits().perDeviceHour());
        json.put("charge_refused", behaviour.limits().isRefusedCharged());
        json.put("collapsible_burst", behaviour.limits().collapsible().burst());
        json.put("collapsible_refill", Spans.format(behaviour.limits().collapsible().refill()));
        json.put("receipt_url", receipts.url().orElse(null));
        json.put("max_streams", policy.maxStreams());
        json.put("max_age", Spans.format(policy.maxAge()));
        json.put("idle", Spans.format(policy.idle()));
        json.put("pings", policy.pings());
        json.put("over_limit", Form.wireName(policy.overLimit()));
        return json;
    }
}
