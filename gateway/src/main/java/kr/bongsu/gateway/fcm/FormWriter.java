package kr.bongsu.gateway.fcm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;

/// Writes a template as a form. For one form.
///
/// The push's tag stands in `android.notification.tag`, `apns-collapse-id`, the web's `tag` and
/// `Topic`, and `data.mid`, so that a message that arrives a second time replaces the first.
final class FormWriter {

    private static final int LONGEST_BADGE = 5;
    private static final Text TAG = Text.of("{mid}");
    private static final JsonFactory JSON = new JsonFactory();

    /// FCM's limit of a message's life.
    private static final Duration LONGEST = Duration.ofDays(28);

    private final MessageTemplate template;
    private final boolean isDated;
    private final Map<String, Text> data;
    private final ByteArrayBuilder bytes = new ByteArrayBuilder();
    private final JsonGenerator json;
    private final List<MessageForm.Piece> pieces = new ArrayList<>();
    private final List<MessageForm.Value> values = new ArrayList<>();
    private final Map<Text, Integer> texts = new HashMap<>();

    /// @param isDated for pushes that have an end of their own
    FormWriter(MessageTemplate template, boolean isDated) {
        this.template = template;
        this.isDated = isDated;
        this.data = new LinkedHashMap<>(template.data());
        data.put("mid", TAG);
        try {
            this.json = JSON.createGenerator(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    MessageForm form() {
        try {
            json.writeStartObject();
            json.writeObjectFieldStart("message");
            place("token", value((push, _) -> push.recipient().token().value()));
            if (isShown()) {
                json.writeObjectFieldStart("notification");
                shown();
                json.writeEndObject();
            }
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, Text> entry : data.entrySet()) {
                place(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            android(template.platforms().android());
            apns(template.platforms().apns());
            if (template.platforms().webpush().isPresent()) {
                webpush(template.platforms().webpush().get());
            }
            json.writeEndObject();
            json.writeEndObject();
            cut(MessageForm.Piece.END);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new MessageForm(pieces, values, weight(), template.terms().validateOnly());
    }

    private void android(MessageTemplate.Android android) throws IOException {
        json.writeObjectFieldStart("android");
        json.writeStringField("priority", isUrgent() ? "HIGH" : "NORMAL");
        if (isDated) {
            place("ttl", value((push, now) -> left(push, now).toSeconds() + "s"));
        } else {
            optional("ttl", life().map(life -> life.toSeconds() + "s"));
        }
        optional("collapse_key", android.collapseKey());
        if (isShown()) {
            json.writeObjectFieldStart("notification");
            place("tag", TAG);
            optional("channel_id", android.channel());
            optional("sound", android.sound());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void apns(MessageTemplate.Apns apns) throws IOException {
        json.writeObjectFieldStart("apns");
        json.writeObjectFieldStart("headers");
        place("apns-collapse-id", TAG);
        if (!isShown() || !isUrgent()) {
            // Apple refuses a message without anything to show at priority 10.
            json.writeStringField("apns-priority", "5");
        }
        if (isDated || life().isPresent()) {
            place(
                    "apns-expiration",
                    value((push, now) ->
                            Long.toString(now.plus(left(push, now)).getEpochSecond())));
        }
        for (Map.Entry<String, String> header : apns.headers().entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("payload");
        json.writeObjectFieldStart("aps");
        if (isShown()) {
            json.writeObjectFieldStart("alert");
            shown();
            json.writeEndObject();
            if (apns.badge().isPresent()) {
                json.writeNumberField("badge", apns.badge().get());
            }
            optional("sound", apns.sound());
        }
        if (apns.contentAvailable() || !isShown()) {
            json.writeNumberField("content-available", 1);
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void webpush(MessageTemplate.Webpush webpush) throws IOException {
        json.writeObjectFieldStart("webpush");
        json.writeObjectFieldStart("headers");
        json.writeStringField("Urgency", isUrgent() ? "high" : "normal");
        place("Topic", TAG);
        if (isDated) {
            place("TTL", value((push, now) -> Long.toString(left(push, now).toSeconds())));
        } else {
            optional("TTL", life().map(life -> Long.toString(life.toSeconds())));
        }
        json.writeEndObject();
        if (isShown()) {
            json.writeObjectFieldStart("notification");
            shown();
            place("tag", TAG);
            optional("icon", webpush.icon());
            json.writeEndObject();
        }
        if (webpush.link().isPresent()) {
            json.writeObjectFieldStart("fcm_options");
            json.writeStringField("link", webpush.link().get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void shown() throws IOException {
        MessageTemplate.Notification notification = template.notification().orElseThrow();
        place("title", notification.title());
        place("body", notification.body());
    }

    private MessageForm.Weight weight() {
        int keys = 0;
        List<Integer> counted = new ArrayList<>();
        for (Map.Entry<String, Text> entry : data.entrySet()) {
            keys += Text.utf8(entry.getKey());
            counted.add(index(entry.getValue()));
        }
        if (!isShown()) {
            return new MessageForm.Weight(keys, counted, "apscontent-available1".length(), 0);
        }
        MessageTemplate.Notification notification = template.notification().orElseThrow();
        counted.add(index(notification.title()));
        counted.add(index(notification.body()));
        keys += "title".length() + "body".length();
        int sound = template.platforms().apns().sound().map(each -> 5 + Text.utf8(each)).orElse(0);
        int icon =
                template.platforms()
                        .webpush()
                        .flatMap(MessageTemplate.Webpush::icon)
                        .map(each -> 4 + Text.utf8(each))
                        .orElse(0);
        return new MessageForm.Weight(
                keys,
                counted,
                "apsalertbadgecontent-available1".length() + LONGEST_BADGE + sound,
                "tag".length() + icon);
    }

    private void place(String name, Text text) throws IOException {
        place(name, index(text));
    }

    private void place(String name, int value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue("");
        cut(value);
    }

    /// Ends a piece.
    private void cut(int value) throws IOException {
        json.flush();
        pieces.add(new MessageForm.Piece(bytes.toByteArray(), value));
        bytes.reset();
    }

    private int index(Text text) {
        return texts.computeIfAbsent(text, each -> value((push, _) -> each.fill(push)));
    }

    private int value(MessageForm.Value value) {
        values.add(value);
        return values.size() - 1;
    }

    private void optional(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private boolean isShown() {
        return template.notification().isPresent();
    }

    private boolean isUrgent() {
        return template.terms().isUrgent();
    }

    /// The template's life, or what is left until the push is of no use.
    private Duration left(Push push, Instant now) {
        Duration whole = life().orElse(LONGEST);
        Duration left =
                push.times().expiresAt().map(end -> Duration.between(now, end)).orElse(whole);
        Duration least = left.compareTo(whole) < 0 ? left : whole;
        return least.isNegative() ? Duration.ZERO : least;
    }

    private Optional<Duration> life() {
        return template.terms().life();
    }
}
