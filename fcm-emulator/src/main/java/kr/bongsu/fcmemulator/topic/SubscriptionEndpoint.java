package kr.bongsu.fcmemulator.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.bongsu.fcmemulator.error.ErrorBody;
import kr.bongsu.fcmemulator.fault.TokenStates;
import kr.bongsu.fcmemulator.fault.Trouble;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.oauth.Gate;

/// `/v1/projects/{project}/registrations/{token}/topicSubscriptions`: the topic interface of 2026,
/// one token at a time.
public final class SubscriptionEndpoint {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern PATH =
            Pattern.compile(
                    "/v1/projects/([^/]+)/registrations/([^/]+)/topicSubscriptions(?:/([^/]+))?");
    private static final int DEFAULT_PAGE = 1_000;
    private static final int MAX_PAGE = 2_000;

    private final Gate gate;
    private final Topics topics;
    private final TokenStates states;
    private final InstantSource clock;

    public SubscriptionEndpoint(Gate gate, Topics topics, TokenStates states, InstantSource clock) {
        this.gate = gate;
        this.topics = topics;
        this.states = states;
        this.clock = clock;
    }

    /// Answers a request whose path belongs to this interface; empty for any other.
    public Optional<Reply> answer(Request request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        Optional<Response> refusal = gate.refuse(request, path.group(1));
        return Optional.of(Reply.now(refusal.orElseGet(() -> answer(request, path))));
    }

    private Response answer(Request request, Matcher path) {
        try {
            String token = Request.decode(path.group(2));
            Optional<Response> refusal = states.of(token).flatMap(SubscriptionEndpoint::refuse);
            return refusal.orElseGet(() ->
                    path.group(3) == null
                            ? collection(request, token)
                            : item(request, token, Request.decode(path.group(3))));
        } catch (IllegalArgumentException e) {
            return error(400, "INVALID_ARGUMENT", "The percent-encoding of the request is broken.");
        }
    }

    private Response collection(Request request, String token) {
        return switch (request.method()) {
            case "POST" -> create(request, token);
            case "GET" -> list(request, token);
            default -> error(404, "NOT_FOUND", "Method not found.");
        };
    }

    private Response item(Request request, String token, String topic) {
        boolean isSubscribed = topics.isSubscribed(token, topic);
        boolean isMissingAllowed =
                request.parameter("allow_missing")
                        .or(() -> request.parameter("allowMissing"))
                        .isPresent();
        return switch (request.method()) {
            case "GET" -> isSubscribed ? found(token, topic) : missing();
            case "DELETE" -> {
                if (topics.unsubscribe(token, topic) == Topics.Change.UNCHANGED
                        && !isMissingAllowed) {
                    yield missing();
                }
                yield Response.json(200, "{}\n");
            }
            case "PATCH" ->
                    isSubscribed || !isMissingAllowed
                            ? found(token, topic)
                            : subscribe(token, topic);
            default -> error(404, "NOT_FOUND", "Method not found.");
        };
    }

    private Response create(Request request, String token) {
        // The SDKs send topic_name, the discovery document says topicName.
        Optional<String> topic =
                request.parameter("topic_name").or(() -> request.parameter("topicName"));
        if (topic.isEmpty() || !TopicName.isValid(TopicName.bare(topic.get()))) {
            return error(400, "INVALID_ARGUMENT", "Topic name contains invalid characters.");
        }
        return subscribe(token, TopicName.bare(topic.get()));
    }

    private Response subscribe(String token, String topic) {
        return switch (topics.subscribe(token, topic)) {
            case DONE -> found(token, topic);
            case UNCHANGED -> error(409, "ALREADY_EXISTS", "Requested entity already exists");
            case TOO_MANY -> error(429, "RESOURCE_EXHAUSTED", "Too many topic subscriptions.");
        };
    }

    private Response list(Request request, String token) {
        int size =
                request.parameter("pageSize")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(0);
        int from =
                request.parameter("pageToken")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(0);
        List<String> all = topics.topicsOf(token);
        int start = Math.min(from, all.size());
        int end =
                Math.min(all.size(), start + (size == 0 ? DEFAULT_PAGE : Math.min(size, MAX_PAGE)));
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode subscriptions = answer.putArray("topicSubscriptions");
        for (String topic : all.subList(start, end)) {
            subscriptions.add(subscription(token, topic));
        }
        if (end < all.size()) {
            answer.put("nextPageToken", Integer.toString(end));
        }
        return Response.json(200, answer.toPrettyString() + "\n");
    }

    private Response found(String token, String topic) {
        return Response.json(200, subscription(token, topic).toPrettyString() + "\n");
    }

    private ObjectNode subscription(String token, String topic) {
        return MAPPER.createObjectNode()
                .put(
                        "name",
                        "projects/"
                                + gate.project()
                                + "/registrations/"
                                + token
                                + "/topicSubscriptions/"
                                + topic)
                .put("topicName", topic)
                .put("createTime", clock.instant().toString());
    }

    private static Response missing() {
        return error(404, "NOT_FOUND", "Requested entity was not found.");
    }

    private static Response error(int code, String status, String message) {
        return ErrorBody.of(code, status, message).response();
    }

    /// The answer for a token in trouble; empty for troubles that concern only sending.
    private static Optional<Response> refuse(Trouble trouble) {
        return switch (trouble) {
            case UNREGISTERED, IOS_UNREGISTERED ->
                    Optional.of(
                            ErrorBody.of(404, "NOT_FOUND", "Requested entity was not found.")
                                    .fcm("UNREGISTERED")
                                    .response());
            case INVALID, APNS_DISABLED ->
                    Optional.of(
                            ErrorBody.of(
                                            400,
                                            "INVALID_ARGUMENT",
                                            "The registration token is not a valid FCM registration token")
                                    .fcm("INVALID_ARGUMENT")
                                    .response());
            case MISMATCH ->
                    Optional.of(
                            ErrorBody.of(403, "PERMISSION_DENIED", "SenderId mismatch")
                                    .fcm("SENDER_ID_MISMATCH")
                                    .response());
            case QUOTA, PROJECT_QUOTA ->
                    Optional.of(
                            error(429, "RESOURCE_EXHAUSTED", "Topic subscription rate exceeded."));
            case INTERNAL -> Optional.of(error(500, "INTERNAL", "Internal error encountered."));
            case UNAVAILABLE ->
                    Optional.of(error(503, "UNAVAILABLE", "The service is currently unavailable."));
            case APNS, HTML, GARBAGE, UNAUTHENTICATED, STALL, RESET, DISCONNECT, SLOW ->
                    Optional.empty();
        };
    }
}
