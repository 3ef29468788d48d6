package kr.bongsu.gateway.fcm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;

/// One push as the body of a `messages:send` request.
///
/// The push's tag stands in `android.notification.tag`, `apns-collapse-id`, the web's `tag` and
/// `Topic`, and `data.mid`, so that a message that arrives a second time replaces the first.
final class MessageBody {

    /// FCM's limit for keys and values, in UTF-8.
    static final int LIMIT = 4096;

    private static final int LONGEST_BADGE = 5;
    private static final JsonFactory JSON = new JsonFactory();

    private final MessageTemplate template;
    private final Push push;
    private final Instant now;
    private final String tag;
    private final Map<String, String> data = new LinkedHashMap<>();
    private final String title;
    private final String text;

    MessageBody(MessageTemplate template, Push push, Instant now) {
        this.template = template;
        this.push = push;
        this.now = now;
        this.tag = push.id().tag();
        template.data().forEach((key, value) -> data.put(key, value.fill(push)));
        data.put("mid", tag);
        this.title = template.notification().map(each -> each.title().fill(push)).orElse("");
        this.text = template.notification().map(each -> each.body().fill(push)).orElse("");
    }

    /// Bytes that count against [#LIMIT]: keys and values, for the platform where they are most.
    int payloadBytes() {
        int bytes = 0;
        for (Map.Entry<String, String> entry : data.entrySet()) {
            bytes += utf8(entry.getKey()) + utf8(entry.getValue());
        }
        if (!isShown()) {
            return bytes + "apscontent-available1".length();
        }
        int id = "tag".length() + tag.length();
        int android = id;
        int apns =
                "apsalertbadgecontent-available1".length()
                        + LONGEST_BADGE
                        + template.platforms().apns().sound().map(s -> 5 + utf8(s)).orElse(0);
        int web =
                template.platforms()
                        .webpush()
                        .map(each -> id + each.icon().map(icon -> 4 + utf8(icon)).orElse(0))
                        .orElse(0);
        return bytes
                + "title".length()
                + utf8(title)
                + "body".length()
                + utf8(text)
                + Math.max(android, Math.max(apns, web));
    }

    /// @param validateOnly FCM checks it and delivers it to nobody
    byte[] json(boolean validateOnly) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (validateOnly) {
                json.writeBooleanField("validate_only", true);
            }
            json.writeObjectFieldStart("message");
            json.writeStringField("token", push.recipient().token().value());
            if (isShown()) {
                json.writeObjectFieldStart("notification");
                shown(json);
                json.writeEndObject();
            }
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, String> entry : data.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            android(json, template.platforms().android());
            apns(json, template.platforms().apns());
            if (template.platforms().webpush().isPresent()) {
                webpush(json, template.platforms().webpush().get());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void android(JsonGenerator json, MessageTemplate.Android android) throws IOException {
        json.writeObjectFieldStart("android");
        json.writeStringField("priority", isUrgent() ? "HIGH" : "NORMAL");
        optional(json, "ttl", life().map(life -> life.toSeconds() + "s"));
        optional(json, "collapse_key", android.collapseKey());
        if (isShown()) {
            json.writeObjectFieldStart("notification");
            json.writeStringField("tag", tag);
            optional(json, "channel_id", android.channel());
            optional(json, "sound", android.sound());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void apns(JsonGenerator json, MessageTemplate.Apns apns) throws IOException {
        json.writeObjectFieldStart("apns");
        json.writeObjectFieldStart("headers");
        json.writeStringField("apns-collapse-id", tag);
        if (!isShown() || !isUrgent()) {
            // Apple refuses a message without anything to show at priority 10.
            json.writeStringField("apns-priority", "5");
        }
        optional(
                json,
                "apns-expiration",
                life().map(life -> Long.toString(now.plus(life).getEpochSecond())));
        for (Map.Entry<String, String> header : apns.headers().entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("payload");
        json.writeObjectFieldStart("aps");
        if (isShown()) {
            json.writeObjectFieldStart("alert");
            shown(json);
            json.writeEndObject();
            if (apns.badge().isPresent()) {
                json.writeNumberField("badge", apns.badge().get());
            }
            optional(json, "sound", apns.sound());
        }
        if (apns.contentAvailable() || !isShown()) {
            json.writeNumberField("content-available", 1);
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void webpush(JsonGenerator json, MessageTemplate.Webpush webpush) throws IOException {
        json.writeObjectFieldStart("webpush");
        json.writeObjectFieldStart("headers");
        json.writeStringField("Urgency", isUrgent() ? "high" : "normal");
        json.writeStringField("Topic", tag);
        optional(json, "TTL", life().map(life -> Long.toString(life.toSeconds())));
        json.writeEndObject();
        if (isShown()) {
            json.writeObjectFieldStart("notification");
            shown(json);
            json.writeStringField("tag", tag);
            optional(json, "icon", webpush.icon());
            json.writeEndObject();
        }
        if (webpush.link().isPresent()) {
            json.writeObjectFieldStart("fcm_options");
            json.writeStringField("link", webpush.link().get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void shown(JsonGenerator json) throws IOException {
        json.writeStringField("title", title);
        json.writeStringField("body", text);
    }

    private boolean isShown() {
        return template.notification().isPresent();
    }

    private boolean isUrgent() {
        return template.terms().isUrgent();
    }

    private Optional<Duration> life() {
        return template.terms().life();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /// The length as UTF-8, without encoding.
    private static int utf8(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
