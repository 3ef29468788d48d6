package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kr.bongsu.fcmemulator.fault.Scenario;
import kr.bongsu.fcmemulator.http.Connections;
import kr.bongsu.fcmemulator.http.GoAway;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Response.Header;
import kr.bongsu.fcmemulator.oauth.Grants;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.topic.Topics;

/// The paths that FCM does not have: `/stats`, `/control/...`, `/events` and the page.
public final class ControlEndpoint {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FAULTS = "/control/faults";
    private static final String PHONES = "/control/phones";
    private static final Response EVENT_STREAM =
            new Response(
                    200,
                    AsciiString.cached("text/event-stream"),
                    List.of(Header.of("cache-control", "no-cache")),
                    new byte[0]);

    /// What the control paths look at and change.
    public record Subjects(
            Counters counters,
            Scenario scenario,
            Connections connections,
            Grants grants,
            Topics topics) {}

    private final Subjects subjects;
    private final Events events;
    private final SettingsEndpoint settings;
    private final FaultsEndpoint faults;
    private final PhonesEndpoint phones;
    private final Page page = new Page();

    public ControlEndpoint(
            Subjects subjects,
            Events events,
            Receipts receipts,
            Phones phones,
            InstantSource clock) {
        this.subjects = subjects;
        this.events = events;
        this.settings =
                new SettingsEndpoint(
                        subjects.scenario().conduct(), subjects.connections(), receipts);
        this.faults = new FaultsEndpoint(subjects.scenario().faults(), clock);
        this.phones = new PhonesEndpoint(phones, subjects.scenario().tokens(), clock);
    }

    /// Answers a request whose path is one of these; empty for any other.
    public Optional<Reply> answer(Request request) {
        String path = request.path();
        if (path.equals("/events")) {
            return Optional.of(
                    new Reply(new Reply.Action.Follow(EVENT_STREAM, events::watch), Duration.ZERO));
        }
        if (path.startsWith("/control/")) {
            return Optional.of(Reply.now(control(request)));
        }
        return path.equals("/stats")
                ? Optional.of(Reply.now(Answers.ok(subjects.counters().json())))
                : page.find(path).map(Reply::now);
    }

    private Response control(Request request) {
        if (request.body().length > 0 && !isJson(request)) {
            // A page of another site can post a form here from the user's browser, but not JSON.
            return Answers.problem(415, "send the body with content-type: application/json");
        }
        try {
            return route(request);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Answers.problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Response route(Request request) {
        String path = request.path();
        if (path.equals(FAULTS) || path.startsWith(FAULTS + "/")) {
            return faults.answer(request, rest(path, FAULTS));
        }
        if (path.equals(PHONES) || path.startsWith(PHONES + "/")) {
            return phones.answer(request, Request.decode(rest(path, PHONES)));
        }
        return switch (path) {
            case "/control/settings" -> settings.answer(request);
            case "/control/connections" -> Answers.ok(connections());
            case "/control/topics" -> Answers.ok(topics());
            case "/control/repeats" -> Answers.ok(phones.repeats());
            case "/control/goaway" ->
                    request.method().equals("POST") ? goAway(request) : postOnly();
            case "/control/revoke" -> request.method().equals("POST") ? revoke() : postOnly();
            case "/control/reset" -> request.method().equals("POST") ? reset() : postOnly();
            default -> Answers.problem(404, "there is no " + path);
        };
    }

    private Response goAway(Request request) {
        GoAway reason =
                Form.read(request.body(), "reason")
                        .choice("reason", GoAway.class)
                        .orElse(GoAway.MAX_AGE);
        List<Connections.Link> links = subjects.connections().open();
        for (Connections.Link link : links) {
            link.goAway(reason);
        }
        return Answers.ok(MAPPER.createObjectNode().put("connections", links.size()));
    }

    private Response revoke() {
        subjects.grants().revokeAll();
        return Answers.done();
    }

    private Response reset() {
        subjects.counters().reset();
        subjects.scenario().faults().clear();
        subjects.scenario().tokens().clear();
        subjects.topics().clear();
        return Answers.done();
    }

    private ObjectNode connections() {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode array = json.putArray("connections");
        for (Connections.Link link : subjects.connections().open()) {
            array.addObject()
                    .put("peer", link.peer())
                    .put("protocol", link.protocol())
                    .put("streams", link.activeStreams())
                    .put("requests", link.requests());
        }
        return json;
    }

    private ObjectNode topics() {
        ObjectNode json = MAPPER.createObjectNode();
        ObjectNode sizes = json.putObject("topics");
        subjects.topics().sizes().forEach(sizes::put);
        return json;
    }

    private static Response postOnly() {
        return Answers.wrongMethod("POST");
    }

    private static String rest(String path, String prefix) {
        return path.length() > prefix.length() ? path.substring(prefix.length() + 1) : "";
    }

    private static boolean isJson(Request request) {
        CharSequence type = request.header(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.toString().startsWith("application/json");
    }
}
