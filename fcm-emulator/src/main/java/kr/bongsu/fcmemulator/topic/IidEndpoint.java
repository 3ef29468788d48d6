package kr.bongsu.fcmemulator.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.util.Optional;
import kr.bongsu.fcmemulator.fault.TokenStates;
import kr.bongsu.fcmemulator.fault.Trouble;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.oauth.Access;
import kr.bongsu.fcmemulator.oauth.Gate;

/// `POST /iid/v1:batchAdd` and `:batchRemove`: the older way to subscribe, up to 1,000 tokens at a
/// time.
public final class IidEndpoint {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final AsciiString ACCESS_TOKEN_AUTH = AsciiString.cached("access_token_auth");
    private static final int MAX_TOKENS = 1_000;

    private final Gate gate;
    private final Topics topics;
    private final TokenStates states;

    public IidEndpoint(Gate gate, Topics topics, TokenStates states) {
        this.gate = gate;
        this.topics = topics;
        this.states = states;
    }

    public Reply answer(Request request, boolean isAdding) {
        CharSequence tokenAuth = request.header(ACCESS_TOKEN_AUTH);
        if (gate.check(request) != Access.ALLOWED
                || tokenAuth == null
                || !"true".contentEquals(tokenAuth)) {
            return error(401, "Unauthorized");
        }
        JsonNode body;
        try {
            body = MAPPER.readTree(request.body());
        } catch (JsonProcessingException e) {
            return error(400, "InvalidJson");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        String topic = TopicName.bare(body.path("to").asText());
        JsonNode tokens = body.path("registration_tokens");
        if (!TopicName.isValid(topic)) {
            return error(400, "InvalidTopicName");
        }
        if (!tokens.isArray() || tokens.isEmpty() || tokens.size() > MAX_TOKENS) {
            return error(400, "InvalidTokens");
        }
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode results = answer.putArray("results");
        for (JsonNode token : tokens) {
            String problem = change(token.asText(), topic, isAdding);
            ObjectNode result = results.addObject();
            if (!problem.isEmpty()) {
                result.put("error", problem);
            }
        }
        return Reply.now(Response.json(200, answer.toString()));
    }

    private String change(String token, String topic, boolean isAdding) {
        Optional<Trouble> trouble = states.of(token);
        if (trouble.isPresent()) {
            String code = code(trouble.get());
            if (!code.isEmpty()) {
                return code;
            }
        }
        if (!isAdding) {
            topics.unsubscribe(token, topic);
            return "";
        }
        return topics.subscribe(token, topic) == Topics.Change.TOO_MANY ? "TOO_MANY_TOPICS" : "";
    }

    /// The per-token code of this interface; empty for troubles that concern only sending.
    private static String code(Trouble trouble) {
        return switch (trouble) {
            case UNREGISTERED, IOS_UNREGISTERED -> "NOT_FOUND";
            case INVALID, APNS_DISABLED -> "INVALID_ARGUMENT";
            case MISMATCH -> "PERMISSION_DENIED";
            case QUOTA, PROJECT_QUOTA -> "RESOURCE_EXHAUSTED";
            case INTERNAL, UNAVAILABLE -> "INTERNAL";
            case APNS, HTML, GARBAGE, UNAUTHENTICATED, STALL, RESET, DISCONNECT, SLOW -> "";
        };
    }

    private static Reply error(int status, String text) {
        return Reply.now(
                Response.json(status, MAPPER.createObjectNode().put("error", text).toString()));
    }
}
