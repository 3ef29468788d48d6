package kr.bongsu.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.admin.Problem;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// Reads what is asked for by `POST /v1/pushes`; whatever is wrong is named. Pure.
final class PushRequest {

    static final int MOST_RECIPIENTS = 10_000;

    /// What is farther is a mistake, and the ledger's times end somewhere.
    private static final Duration FARTHEST = Duration.ofDays(366);

    private static final int LONGEST_SPREAD = 86_400;
    private static final int TITLE = 256;
    private static final int BODY = 2_048;
    private static final int ID = 64;
    private static final int TOKEN = 512;
    private static final Set<String> KEYS =
            Set.of(
                    "service",
                    "title",
                    "body",
                    "group",
                    "uuid",
                    "lane",
                    "send_at",
                    "spread_s",
                    "recipients");
    private static final Set<String> RECIPIENT_KEYS =
            Set.of("customer", "phone", "token", "company", "type");

    /// The beginning and end of each object and list, each name and each value.
    private static final int MOST_TOKENS =
            4 + 2 * KEYS.size() + MOST_RECIPIENTS * (2 + 2 * RECIPIENT_KEYS.size());

    private static final JsonFactory JSON = new JsonFactory();

    private PushRequest() {}

    /// The body as a JSON object. One of more values than any request of ours has is not built, for
    /// small ones take many times their text.
    static JsonObject body(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            for (int tokens = 0; json.nextToken() != null; tokens++) {
                if (tokens > MOST_TOKENS) {
                    throw new Problem(400, "the body has more values than a request may have");
                }
            }
            return new JsonObject(text);
        } catch (IOException | DecodeException notOne) {
            throw new Problem(400, "the body is no JSON object");
        }
    }

    /// @param key under which it is known when it comes again
    /// @param from who sends it, as a line's name
    static Submission read(JsonObject json, Optional<String> key, String from, Instant now) {
        onlyKnown(json, KEYS, "");
        List<Recipient> recipients = recipients(json);
        Message message =
                new Message(
                        text(json, "service", "", ID),
                        required(json, "title", "", TITLE),
                        required(json, "body", "", BODY),
                        text(json, "group", "", ID),
                        text(json, "uuid", "", ID));
        Submission submission =
                new Submission(
                        key,
                        from,
                        lane(json, recipients.size()),
                        0,
                        now,
                        List.of(
                                new Submission.Addressed(
                                        message, sendAt(json, now), spread(json), recipients)));
        return key.isEmpty() ? submission : submission.with(Likeness.of(submission));
    }

    private static Lane lane(JsonObject json, int recipients) {
        String word = text(json, "lane", "", ID);
        return switch (word) {
            case "" -> recipients == 1 ? Lane.SINGLE : Lane.MULTI;
            case "single" -> Lane.SINGLE;
            case "multi" -> Lane.MULTI;
            default -> throw new Problem(400, "'lane' must be single or multi");
        };
    }

    private static Optional<Instant> sendAt(JsonObject json, Instant now) {
        String text = text(json, "send_at", "", ID);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Instant time = time(text);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(now.plus(FARTHEST))) {
            throw new Problem(
                    400,
                    "'send_at' must be no more than "
                            + FARTHEST.toDays()
                            + " days ahead, and not before 1970");
        }
        return Optional.of(time);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            throw new Problem(400, "'send_at' must be a time such as 2026-03-02T09:00:00+09:00");
        }
    }

    private static Optional<Duration> spread(JsonObject json) {
        Object value = json.getValue("spread_s");
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Integer seconds && seconds >= 0 && seconds <= LONGEST_SPREAD) {
            return Optional.of(Duration.ofSeconds(seconds));
        }
        throw new Problem(
                400, "'spread_s' must be a whole number of seconds from 0 to " + LONGEST_SPREAD);
    }

    private static List<Recipient> recipients(JsonObject json) {
        if (!(json.getValue("recipients") instanceof JsonArray array)
                || array.isEmpty()
                || array.size() > MOST_RECIPIENTS) {
            throw new Problem(
                    400, "'recipients' must be a list of 1 to " + MOST_RECIPIENTS + " objects");
        }
        List<Recipient> recipients = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            String path = "recipients[" + i + "].";
            if (!(array.getValue(i) instanceof JsonObject each)) {
                throw new Problem(400, "'recipients[" + i + "]' must be an object");
            }
            onlyKnown(each, RECIPIENT_KEYS, path);
            recipients.add(
                    new Recipient(
                            text(each, "customer", path, ID),
                            text(each, "phone", path, ID),
                            new DeviceToken(required(each, "token", path, TOKEN)),
                            text(each, "company", path, ID),
                            text(each, "type", path, ID)));
        }
        return recipients;
    }

    private static void onlyKnown(JsonObject json, Set<String> known, String path) {
        for (String name : json.fieldNames()) {
            if (!known.contains(name)) {
                throw new Problem(400, "'" + path + name + "' is not known");
            }
        }
    }

    /// What no ledger keeps as it is would not be the same when it comes again.
    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(c ->
                        c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static String required(JsonObject json, String name, String path, int most) {
        String text = text(json, name, path, most);
        if (text.isBlank()) {
            throw new Problem(400, "'" + path + name + "' is missing");
        }
        return text;
    }

    private static String text(JsonObject json, String name, String path, int most) {
        Object value = json.getValue(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text && text.length() <= most) {
            if (!isWhole(text)) {
                throw new Problem(400, "'" + path + name + "' has NUL or half a character");
            }
            return text;
        }
        throw new Problem(
                400, "'" + path + name + "' must be a text of at most " + most + " characters");
    }
}
