package kr.bongsu.fcmemulator.http;

/// Answers to requests that are no requests yet.
final class Refusals {

    private Refusals() {}

    static Response badGzip(Exception cause) {
        return badRequest(
                "The body says content-encoding: gzip but cannot be unpacked ("
                        + cause.getMessage()
                        + ").");
    }

    static Response badRequest(String message) {
        String safe = message.replace("\\", "\\\\").replace("\"", "\\\"");
        return Response.json(
                400,
                "{\n  \"error\": {\n    \"code\": 400,\n    \"message\": \""
                        + safe
                        + "\",\n    \"status\": \"INVALID_ARGUMENT\"\n  }\n}\n");
    }
}
