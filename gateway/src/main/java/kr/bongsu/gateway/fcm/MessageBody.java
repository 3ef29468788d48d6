package kr.bongsu.gateway.fcm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Recipient;

/// Writes the body of a `messages:send` request.
///
/// The push's tag stands in `android.notification.tag`, `apns-collapse-id` and `data.mid`, so that
/// a message that arrives a second time replaces the first on the phone.
final class MessageBody {

    /// FCM's limit for keys and values of `data` and `notification`, in UTF-8.
    static final int LIMIT = 4096;

    private static final JsonFactory JSON = new JsonFactory();

    private MessageBody() {}

    /// Bytes that count against [#LIMIT].
    static int payloadBytes(Push push) {
        Message message = push.message();
        int text = utf8(message.title()) + utf8(message.body());
        Recipient recipient = push.recipient();
        return 2 * text
                + utf8(message.group())
                + utf8(recipient.customer())
                + utf8(recipient.company())
                + utf8(recipient.type())
                + utf8(push.id().tag())
                + "push_grp_idcsnormcs_cnrp_nametypemsg_titlemsg_contentsmidtitlebody".length();
    }

    static byte[] json(Push push) {
        Message message = push.message();
        Recipient recipient = push.recipient();
        String tag = push.id().tag();
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("message");
            json.writeStringField("token", recipient.token().value());
            json.writeObjectFieldStart("notification");
            json.writeStringField("title", message.title());
            json.writeStringField("body", message.body());
            json.writeEndObject();
            json.writeObjectFieldStart("data");
            json.writeStringField("push_grp_id", message.group());
            json.writeStringField("csno", recipient.customer());
            json.writeStringField("rcms_cnrp_name", recipient.company());
            json.writeStringField("type", recipient.type());
            json.writeStringField("msg_title", message.title());
            json.writeStringField("msg_contents", message.body());
            json.writeStringField("mid", tag);
            json.writeEndObject();
            android(json, tag);
            apns(json, push, tag);
            json.writeEndObject();
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void android(JsonGenerator json, String tag) throws IOException {
        json.writeObjectFieldStart("android");
        json.writeStringField("priority", "HIGH");
        json.writeObjectFieldStart("notification");
        json.writeStringField("tag", tag);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void apns(JsonGenerator json, Push push, String tag) throws IOException {
        json.writeObjectFieldStart("apns");
        json.writeObjectFieldStart("headers");
        json.writeStringField("apns-collapse-id", tag);
        json.writeEndObject();
        json.writeObjectFieldStart("payload");
        json.writeObjectFieldStart("aps");
        json.writeObjectFieldStart("alert");
        json.writeStringField("title", push.message().title());
        json.writeStringField("body", push.message().body());
        json.writeEndObject();
        json.writeNumberField("badge", 1);
        json.writeNumberField("content-available", 1);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
