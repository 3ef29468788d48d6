package kr.bongsu.fcmemulator.send;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import kr.bongsu.fcmemulator.error.ErrorBody;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Response.Header;
import kr.bongsu.fcmemulator.oauth.Access;
import kr.bongsu.fcmemulator.oauth.AccessErrors;
import kr.bongsu.fcmemulator.schema.Violation;

/// A refusal: the code it is counted under and the answer, word for word as captured from
/// production where there is a capture.
///
/// @param code the FCM error code where the answer carries one, else the status or a name for what
///   it is
record Rejection(String code, Response response) {

    private static final String NOT_VALID_TOKEN =
            "The registration token is not a valid FCM registration token";
    private static final String QUOTA_PAGE =
            "https://cloud.google.com/docs/quota#requesting_higher_quota";

    static final Rejection UNREGISTERED =
            fcm(ErrorBody.of(404, "NOT_FOUND", "Requested entity was not found."), "UNREGISTERED");
    static final Rejection IOS_UNREGISTERED =
            new Rejection(
                    "UNREGISTERED",
                    ErrorBody.of(404, "NOT_FOUND", "Requested entity was not found.")
                            .fcm("UNREGISTERED")
                            .apns(410, "Unregistered")
                            .response());
    static final Rejection APNS_DISABLED =
            new Rejection(
                    "INVALID_ARGUMENT",
                    ErrorBody.of(400, "INVALID_ARGUMENT", "APNs device token is disabled.")
                            .fcm("INVALID_ARGUMENT")
                            .apns(410, "Unregistered")
                            .response());
    static final Rejection INVALID_TOKEN =
            new Rejection(
                    "INVALID_ARGUMENT",
                    ErrorBody.of(400, "INVALID_ARGUMENT", NOT_VALID_TOKEN)
                            .fcm("INVALID_ARGUMENT")
                            .badRequest(List.of(new Violation("message.token", NOT_VALID_TOKEN)))
                            .response());
    static final Rejection SENDER_ID_MISMATCH =
            fcm(ErrorBody.of(403, "PERMISSION_DENIED", "SenderId mismatch"), "SENDER_ID_MISMATCH");
    static final Rejection THIRD_PARTY_AUTH =
            new Rejection(
                    "THIRD_PARTY_AUTH_ERROR",
                    ErrorBody.of(401, "UNAUTHENTICATED", "Auth error from APNS or Web Push Service")
                            .fcm("THIRD_PARTY_AUTH_ERROR")
                            .apns(403, "InvalidProviderToken")
                            .response());

    /// The subject is not captured; the shape is documented.
    static final Rejection DEVICE_QUOTA =
            new Rejection(
                    "QUOTA_EXCEEDED",
                    ErrorBody.of(429, "RESOURCE_EXHAUSTED", "Device message rate exceeded.")
                            .fcm("QUOTA_EXCEEDED")
                            .quotaFailure("device", "Too many messages to one registration token.")
                            .response());

    static final Rejection INTERNAL =
            fcm(ErrorBody.of(500, "INTERNAL", "Internal error encountered."), "INTERNAL");
    static final Rejection UNAVAILABLE =
            fcm(
                    ErrorBody.of(503, "UNAVAILABLE", "The service is currently unavailable."),
                    "UNAVAILABLE");
    static final Rejection HTML =
            new Rejection("HTML_502", new Response(502, Response.HTML, List.of(), page()));
    static final Rejection GARBAGE =
            new Rejection("GARBAGE_200", Response.json(200, "{\"name\": \"projects/"));
    static final Rejection BAD_CONDITION =
            new Rejection(
                    "INVALID_ARGUMENT",
                    ErrorBody.of(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")
                            .response());
    static final Rejection TOO_LARGE =
            new Rejection(
                    "INVALID_ARGUMENT",
                    ErrorBody.of(
                                    400,
                                    "INVALID_ARGUMENT",
                                    "Message is too large. The maximum is 4K (4096 bytes).")
                            .badRequest(List.of())
                            .fcm("INVALID_ARGUMENT")
                            .response());

    /// A fault that FCM itself found, in one field.
    static Rejection invalid(String field, String description) {
        return new Rejection(
                "INVALID_ARGUMENT",
                ErrorBody.of(400, "INVALID_ARGUMENT", description)
                        .badRequest(List.of(new Violation(field, description)))
                        .fcm("INVALID_ARGUMENT")
                        .response());
    }

    /// A fault that Apple's service found.
    static Rejection apns(String reason) {
        return new Rejection(
                "INVALID_ARGUMENT",
                ErrorBody.of(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")
                        .fcm("INVALID_ARGUMENT")
                        .apns(400, reason)
                        .response());
    }

    /// Faults that the transcoder found before FCM saw the request: no FcmError.
    static Rejection transcoder(List<Violation> violations) {
        StringBuilder message = new StringBuilder();
        for (Violation violation : violations) {
            message.append(message.isEmpty() ? "" : "\n").append(violation.description());
        }
        return new Rejection(
                "INVALID_ARGUMENT",
                ErrorBody.of(400, "INVALID_ARGUMENT", message.toString())
                        .badRequest(violations)
                        .response());
    }

    static Rejection projectQuota(String project, long limit) {
        return new Rejection(
                "RATE_LIMIT_EXCEEDED",
                ErrorBody.of(
                                429,
                                "RESOURCE_EXHAUSTED",
                                "Quota exceeded for quota metric 'Send requests' and limit 'Send requests per minute'"
                                        + " of service 'fcm.googleapis.com' for consumer 'project_number:123'.")
                        .info(
                                "RATE_LIMIT_EXCEEDED",
                                "service",
                                "fcm.googleapis.com",
                                "consumer",
                                "projects/" + project,
                                "quota_metric",
                                "fcm.googleapis.com/send_requests",
                                "quota_limit",
                                "SendsPerMinutePerProject",
                                "quota_limit_value",
                                Long.toString(limit),
                                "quota_unit",
                                "1/min/{project}",
                                "quota_location",
                                "global")
                        .help("Request a higher quota limit.", QUOTA_PAGE)
                        .response());
    }

    /// The caller itself is refused: no FcmError.
    static Rejection access(Access access) {
        String code = access == Access.INSUFFICIENT_SCOPE ? "PERMISSION_DENIED" : "UNAUTHENTICATED";
        return new Rejection(code, AccessErrors.of(access));
    }

    static Rejection otherProject(String project) {
        return new Rejection("PERMISSION_DENIED", AccessErrors.otherProject(project));
    }

    Rejection retryAfter(Duration wait) {
        return new Rejection(
                code, response.with(Header.of("retry-after", Long.toString(wait.toSeconds()))));
    }

    private static Rejection fcm(ErrorBody body, String code) {
        return new Rejection(code, body.fcm(code).response());
    }

    private static byte[] page() {
        return String.format(
                        Locale.ROOT,
                        "<!DOCTYPE html>%n<html lang=en>%n<meta charset=utf-8>%n<title>Error 502 (Server Error)!!1</title>%n"
                                + "<p><b>502.</b> <ins>That's an error.</ins>%n"
                                + "<p>The server encountered a temporary error and could not complete your request."
                                + "<p>Please try again in 30 seconds. <ins>That's all we know.</ins>%n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
