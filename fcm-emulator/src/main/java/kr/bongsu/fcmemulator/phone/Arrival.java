package kr.bongsu.fcmemulator.phone;

import java.util.Map;
import java.util.Objects;
import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Schema.Field;
import org.jspecify.annotations.Nullable;

/// A message as one platform sees it: overrides applied, ready to be shown or handed to the app.
///
/// @param id what identifies the message across repeats: `data.mid`, else the Android tag, else
///   `apns-collapse-id`, else its name
/// @param isVisible whether the system shows it; a data message goes to the app alone
/// @param replacementKey a later one with the same key replaces this one on the screen; null when
///   nothing does
public record Arrival(
        String id,
        boolean isVisible,
        @Nullable String title,
        @Nullable String body,
        @Nullable String replacementKey) {

    private static final Field DATA = FcmSchema.MESSAGE.field("data");
    private static final Field NOTIFICATION = FcmSchema.MESSAGE.field("notification");
    private static final Field TITLE = FcmSchema.NOTIFICATION.field("title");
    private static final Field BODY = FcmSchema.NOTIFICATION.field("body");
    private static final Field ANDROID = FcmSchema.MESSAGE.field("android");
    private static final Field ANDROID_NOTIFICATION = FcmSchema.ANDROID.field("notification");
    private static final Field ANDROID_TITLE = FcmSchema.ANDROID_NOTIFICATION.field("title");
    private static final Field ANDROID_BODY = FcmSchema.ANDROID_NOTIFICATION.field("body");
    private static final Field TAG = FcmSchema.ANDROID_NOTIFICATION.field("tag");
    private static final Field APNS = FcmSchema.MESSAGE.field("apns");
    private static final Field APNS_HEADERS = FcmSchema.APNS.field("headers");
    private static final Field APNS_PAYLOAD = FcmSchema.APNS.field("payload");
    private static final Field WEBPUSH = FcmSchema.MESSAGE.field("webpush");
    private static final Field WEB_NOTIFICATION = FcmSchema.WEBPUSH.field("notification");

    /// Applies the rules of one platform.
    ///
    /// @param name the message's name, the id of a message that brings no own
    public static Arrival of(Node message, String name, Platform platform) {
        Node common = message.node(NOTIFICATION);
        String title = common == null ? null : common.text(TITLE);
        String body = common == null ? null : common.text(BODY);
        String id = idOf(message, name);
        return switch (platform) {
            case ANDROID -> {
                Node own = child(message.node(ANDROID), ANDROID_NOTIFICATION);
                if (own == null) {
                    yield new Arrival(id, common != null, title, body, null);
                }
                yield new Arrival(
                        id,
                        true,
                        either(own.text(ANDROID_TITLE), title),
                        either(own.text(ANDROID_BODY), body),
                        own.text(TAG));
            }
            case IOS -> {
                Object alert = alert(message);
                String key = apnsCollapseId(message);
                if (alert instanceof Map<?, ?> parts) {
                    yield new Arrival(
                            id,
                            true,
                            either(text(parts, "title"), title),
                            either(text(parts, "body"), body),
                            key);
                }
                yield alert instanceof String text
                        ? new Arrival(id, true, title, text, key)
                        : new Arrival(id, common != null, title, body, key);
            }
            case WEB -> {
                Node web = message.node(WEBPUSH);
                Map<String, Object> own = web == null ? Map.of() : web.struct(WEB_NOTIFICATION);
                yield new Arrival(
                        id,
                        common != null || !own.isEmpty(),
                        either(text(own, "title"), title),
                        either(text(own, "body"), body),
                        text(own, "tag"));
            }
        };
    }

    /// The same, with the texts of the one before where they are equal: what a phone keeps of a
    /// campaign is one text and not one for each message.
    Arrival sharing(@Nullable Arrival before) {
        return new Arrival(
                id,
                isVisible,
                before == null ? title : same(title, before.title),
                before == null ? body : same(body, before.body),
                same(replacementKey, id));
    }

    private static @Nullable String same(@Nullable String text, @Nullable String kept) {
        return text != null && text.equals(kept) ? kept : text;
    }

    /// What identifies a message across repeats.
    static String idOf(Node message, String name) {
        String mid = message.map(DATA).get("mid");
        if (mid != null) {
            return mid;
        }
        Node android = child(message.node(ANDROID), ANDROID_NOTIFICATION);
        String tag = android == null ? null : android.text(TAG);
        String own = either(tag, apnsCollapseId(message));
        return own == null ? name : own;
    }

    private static @Nullable String apnsCollapseId(Node message) {
        Node apns = message.node(APNS);
        return apns == null ? null : apns.map(APNS_HEADERS).get("apns-collapse-id");
    }

    private static @Nullable Object alert(Node message) {
        Node apns = message.node(APNS);
        return apns != null && apns.struct(APNS_PAYLOAD).get("aps") instanceof Map<?, ?> aps
                ? aps.get("alert")
                : null;
    }

    private static @Nullable Node child(@Nullable Node parent, Field field) {
        return parent == null ? null : parent.node(field);
    }

    private static @Nullable String text(Map<?, ?> struct, String key) {
        Object value = struct.get(key);
        return value == null ? null : Objects.toString(value);
    }

    private static @Nullable String either(@Nullable String own, @Nullable String fallback) {
        return own == null ? fallback : own;
    }
}
