package kr.bongsu.gateway.fcm;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Rejection;

/// What FCM's answer means, after its table of error codes. Pure.
///
/// `details` come in any order and any of them can be absent: they are found by type, never by
/// place.
final class Answers {

    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

    /// FCM's wish when a quota is spent and it names no time.
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(60);

    private Answers() {}

    /// So long a push is held when Apple or a web push service refuses the project's key: it may be
    /// for the others that the key is good.
    private static final Duration KEY_PAUSE = Duration.ofMinutes(5);

    /// So long a push is held when FCM refuses who asks.
    private static final Duration CALLER_PAUSE = Duration.ofSeconds(30);

    /// Whether FCM refuses the access token itself, which is no fault of the push.
    static boolean refusesToken(int status, String body) {
        return status == 401 && errorCode(error(body)).isEmpty();
    }

    /// Whether FCM refuses who asks: the credentials, their permission, or the project.
    static boolean refusesCaller(int status, String body) {
        return (status == 401 || status == 403 || status == 404)
                && errorCode(error(body)).isEmpty();
    }

    /// Whether Apple or a web push service refuses the key that the project has for it.
    static boolean refusesKey(int status, String body) {
        return status == 401 && !errorCode(error(body)).isEmpty();
    }

    static Outcome outcome(int status, Optional<Duration> retryAfter, String body) {
        if (status == 200) {
            return accepted(body);
        }
        JsonObject error = error(body);
        String code = errorCode(error);
        String why = status + " " + (code.isEmpty() ? status(error) : code);
        return switch (status) {
            case 400 ->
                    new Outcome.Rejected(
                            concernsToken(error)
                                    ? Rejection.INVALID_TOKEN
                                    : Rejection.INVALID_MESSAGE,
                            why);
            case 401 -> new Outcome.Held(code.isEmpty() ? CALLER_PAUSE : KEY_PAUSE, why);
            case 403, 404 ->
                    switch (code) {
                        case "UNREGISTERED" -> new Outcome.Rejected(Rejection.UNREGISTERED, why);
                        case "SENDER_ID_MISMATCH" ->
                                new Outcome.Rejected(Rejection.SENDER_ID_MISMATCH, why);
                        // A permission or the project's path, mistakes of the configuration: no
                        // reason to drop the push.
                        case "" -> new Outcome.Held(CALLER_PAUSE, why);
                        default -> new Outcome.Retry(retryAfter, why);
                    };
            // With a code of FCM's it is the phone that gets too much, else the project's quota.
            case 429 ->
                    code.isEmpty()
                            ? new Outcome.Throttled(retryAfter.orElse(QUOTA_PAUSE), why)
                            : new Outcome.Retry(retryAfter, why, QUOTA_PAUSE);
            case 503 ->
                    retryAfter
                            .<Outcome>map(pause -> new Outcome.Throttled(pause, why))
                            .orElseGet(() -> new Outcome.Retry(Optional.empty(), why));
            // Every 5xx, and what FCM may invent one day: the push itself is not at fault.
            default -> new Outcome.Retry(retryAfter, why);
        };
    }

    private static String status(JsonObject error) {
        return error.getValue("status") instanceof String text ? text : "";
    }

    private static Outcome accepted(String body) {
        String usual = onlyName(body);
        if (!usual.isEmpty()) {
            return new Outcome.Accepted(usual.substring(usual.lastIndexOf('/') + 1));
        }
        return object(body).getValue("name") instanceof String name && !name.isEmpty()
                ? new Outcome.Accepted(name.substring(name.lastIndexOf('/') + 1))
                // Half an answer, or one of something between here and FCM.
                : new Outcome.Unknown("200 without a name");
    }

    /// The name in an object that has nothing else, as nearly every answer is; empty for any other
    /// text. Saves the objects of a JSON reader.
    private static String onlyName(String body) {
        int at = after(body, 0, "{");
        at = after(body, at, "\"name\"");
        at = after(body, at, ":");
        int begin = after(body, at, "\"");
        int end = begin < 0 ? -1 : body.indexOf('"', begin);
        if (end < 0 || body.lastIndexOf('\\', end) >= 0) {
            return "";
        }
        int close = after(body, end + 1, "}");
        return close >= 0 && body.substring(close).isBlank() ? body.substring(begin, end) : "";
    }

    /// Where the text goes on behind blanks and that part; -1 when the part is not there, or `from`
    /// is -1.
    private static int after(String text, int from, String part) {
        int at = from;
        while (at >= 0 && at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at >= 0 && text.startsWith(part, at) ? at + part.length() : -1;
    }

    private static boolean concernsToken(JsonObject error) {
        return detail(error, BAD_REQUEST).getValue("fieldViolations")
                        instanceof JsonArray violations
                && violations.stream()
                        .anyMatch(each ->
                                each instanceof JsonObject violation
                                        && "message.token".equals(violation.getValue("field")));
    }

    private static String errorCode(JsonObject error) {
        return detail(error, FCM_ERROR).getValue("errorCode") instanceof String code ? code : "";
    }

    private static JsonObject detail(JsonObject error, String type) {
        JsonArray details =
                error.getValue("details") instanceof JsonArray array ? array : new JsonArray();
        for (Object each : details) {
            if (each instanceof JsonObject detail && type.equals(detail.getValue("@type"))) {
                return detail;
            }
        }
        return new JsonObject();
    }

    private static JsonObject error(String body) {
        return object(body).getValue("error") instanceof JsonObject error
                ? error
                : new JsonObject();
    }

    /// An empty object for what is none: a proxy answers in HTML.
    private static JsonObject object(String body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException notJson) {
            return new JsonObject();
        }
    }
}
