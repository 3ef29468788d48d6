package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import kr.bongsu.fcmemulator.http.Response;

/// The shapes of control answers.
final class Answers {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Answers() {}

    static Response ok(JsonNode json) {
        return Response.json(200, json.toPrettyString() + "\n");
    }

    static Response done() {
        return Response.json(200, "{}\n");
    }

    static Response problem(int status, String sentence) {
        return Response.json(
                status, MAPPER.createObjectNode().put("error", sentence).toPrettyString() + "\n");
    }

    static Response wrongMethod(String allowed) {
        return problem(405, "this path takes " + allowed);
    }
}
