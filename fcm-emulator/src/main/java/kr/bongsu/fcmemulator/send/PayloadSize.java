package kr.bongsu.fcmemulator.send;

import java.util.List;
import java.util.Map;
import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Schema.Field;
import org.jspecify.annotations.Nullable;

/// How many bytes of a message count against the 4 KB: keys and values as UTF-8, for the platform
/// where they are most.
///
/// The exact formula of production is not documented; a single capture fits a limit of about 4,506
/// for one data entry.
final class PayloadSize {

    private static final Field DATA = FcmSchema.MESSAGE.field("data");
    private static final Field NOTIFICATION = FcmSchema.MESSAGE.field("notification");
    private static final List<Field> NOTIFICATION_TEXTS =
            List.of(
                    FcmSchema.NOTIFICATION.field("title"),
                    FcmSchema.NOTIFICATION.field("body"),
                    FcmSchema.NOTIFICATION.field("image"));
    private static final Field ANDROID = FcmSchema.MESSAGE.field("android");
    private static final Field ANDROID_DATA = FcmSchema.ANDROID.field("data");
    private static final Field ANDROID_NOTIFICATION = FcmSchema.ANDROID.field("notification");
    private static final List<Field> ANDROID_TEXTS =
            List.of(
                    FcmSchema.ANDROID_NOTIFICATION.field("title"),
                    FcmSchema.ANDROID_NOTIFICATION.field("body"),
                    FcmSchema.ANDROID_NOTIFICATION.field("tag"),
                    FcmSchema.ANDROID_NOTIFICATION.field("image"),
                    FcmSchema.ANDROID_NOTIFICATION.field("click_action"));
    private static final Field APNS = FcmSchema.MESSAGE.field("apns");
    private static final Field APNS_PAYLOAD = FcmSchema.APNS.field("payload");
    private static final Field WEBPUSH = FcmSchema.MESSAGE.field("webpush");
    private static final Field WEBPUSH_DATA = FcmSchema.WEBPUSH.field("data");
    private static final Field WEBPUSH_NOTIFICATION = FcmSchema.WEBPUSH.field("notification");

    private PayloadSize() {}

    static int of(Node message) {
        int notification = texts(message.node(NOTIFICATION), NOTIFICATION_TEXTS);
        int data = map(message.map(DATA));
        Node android = message.node(ANDROID);
        int forAndroid = notification + data;
        if (android != null) {
            forAndroid =
                    notification
                            + (android.has(ANDROID_DATA) ? map(android.map(ANDROID_DATA)) : data)
                            + texts(android.node(ANDROID_NOTIFICATION), ANDROID_TEXTS);
        }
        Node apns = message.node(APNS);
        int forApns = apns == null ? 0 : data + forApns(notification, apns.struct(APNS_PAYLOAD));
        Node webpush = message.node(WEBPUSH);
        int forWeb = webpush == null ? 0 : forWeb(notification, data, webpush);
        return Math.max(forAndroid, Math.max(forApns, forWeb));
    }

    /// An alert takes the place of the notification.
    private static int forApns(int notification, Map<String, Object> payload) {
        boolean hasAlert = payload.get("aps") instanceof Map<?, ?> aps && aps.containsKey("alert");
        return struct(payload) + (hasAlert ? 0 : notification);
    }

    /// A web notification and its data take the place of the others.
    private static int forWeb(int notification, int data, Node webpush) {
        Map<String, Object> own = webpush.struct(WEBPUSH_NOTIFICATION);
        return (own.isEmpty() ? notification : struct(own))
                + (webpush.has(WEBPUSH_DATA) ? map(webpush.map(WEBPUSH_DATA)) : data);
    }

    private static int texts(@Nullable Node node, List<Field> fields) {
        int size = 0;
        if (node != null) {
            for (Field field : fields) {
                String text = node.text(field);
                size += text == null ? 0 : utf8(field.name()) + utf8(text);
            }
        }
        return size;
    }

    private static int map(Map<String, String> map) {
        int size = 0;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            size += utf8(entry.getKey()) + utf8(entry.getValue());
        }
        return size;
    }

    private static int struct(Object value) {
        int size = 0;
        switch (value) {
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    size += utf8(String.valueOf(entry.getKey())) + struct(entry.getValue());
                }
            }
            case List<?> list -> {
                for (Object element : list) {
                    size += struct(element);
                }
            }
            default -> size = utf8(String.valueOf(value));
        }
        return size;
    }

    /// The length as UTF-8, without encoding.
    static int utf8(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes.
                size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return size;
    }
}
