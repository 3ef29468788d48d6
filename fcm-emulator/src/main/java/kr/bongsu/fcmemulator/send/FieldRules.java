package kr.bongsu.fcmemulator.send;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Schema.Field;
import org.jspecify.annotations.Nullable;

/// The limits on single fields. Where production's wording is not captured, the field is named and
/// the text says what is wrong.
///
/// Every method returns the first fault it finds, or null.
final class FieldRules {

    private static final Duration MAX_TTL = Duration.ofDays(28);
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9-_.~%]{1,50}");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern URL = Pattern.compile("https?://.+");

    private static final Field DATA = FcmSchema.MESSAGE.field("data");
    private static final Field NOTIFICATION = FcmSchema.MESSAGE.field("notification");
    private static final Field IMAGE = FcmSchema.NOTIFICATION.field("image");
    private static final Field OPTIONS = FcmSchema.MESSAGE.field("fcm_options");
    private static final Field OPTIONS_LABEL = FcmSchema.OPTIONS.field("analytics_label");
    private static final Field ANDROID = FcmSchema.MESSAGE.field("android");
    private static final Field ANDROID_TTL = FcmSchema.ANDROID.field("ttl");
    private static final Field ANDROID_DATA = FcmSchema.ANDROID.field("data");
    private static final Field ANDROID_OPTIONS = FcmSchema.ANDROID.field("fcm_options");
    private static final Field ANDROID_NOTIFICATION = FcmSchema.ANDROID.field("notification");
    private static final Field ANDROID_COLOR = FcmSchema.ANDROID_NOTIFICATION.field("color");
    private static final Field ANDROID_COUNT =
            FcmSchema.ANDROID_NOTIFICATION.field("notification_count");
    private static final Field ANDROID_IMAGE = FcmSchema.ANDROID_NOTIFICATION.field("image");
    private static final Field ANDROID_LIGHT =
            FcmSchema.ANDROID_NOTIFICATION.field("light_settings");
    private static final Field LIGHT_COLOR = FcmSchema.LIGHT.field("color");
    private static final Field LIGHT_ON = FcmSchema.LIGHT.field("light_on_duration");
    private static final Field LIGHT_OFF = FcmSchema.LIGHT.field("light_off_duration");
    private static final Field WEBPUSH = FcmSchema.MESSAGE.field("webpush");
    private static final Field WEBPUSH_HEADERS = FcmSchema.WEBPUSH.field("headers");
    private static final Field WEBPUSH_OPTIONS = FcmSchema.WEBPUSH.field("fcm_options");
    private static final Field WEBPUSH_LABEL = FcmSchema.WEBPUSH_OPTIONS.field("analytics_label");
    private static final Field WEBPUSH_LINK = FcmSchema.WEBPUSH_OPTIONS.field("link");
    private static final Field APNS = FcmSchema.MESSAGE.field("apns");
    private static final Field APNS_OPTIONS = FcmSchema.APNS.field("fcm_options");
    private static final Field APNS_LABEL = FcmSchema.APNS_OPTIONS.field("analytics_label");

    private FieldRules() {}

    static @Nullable Rejection check(Node message) {
        Rejection fault = data(message.map(DATA), "message.data");
        if (fault == null) {
            fault = image(message.node(NOTIFICATION), IMAGE, "message.notification.image");
        }
        if (fault == null) {
            fault =
                    label(
                            message.node(OPTIONS),
                            OPTIONS_LABEL,
                            "message.fcm_options.analytics_label");
        }
        Node android = message.node(ANDROID);
        if (fault == null && android != null) {
            fault = android(android);
        }
        Node webpush = message.node(WEBPUSH);
        if (fault == null && webpush != null) {
            fault = webpush(webpush);
        }
        Node apns = message.node(APNS);
        if (fault == null && apns != null) {
            fault = apns(apns, message.has(NOTIFICATION));
        }
        return fault;
    }

    private static @Nullable Rejection data(Map<String, String> data, String field) {
        for (String key : data.keySet()) {
            if (key.equals("from")
                    || key.equals("message_type")
                    || key.startsWith("google.")
                    || key.startsWith("gcm.notification.")) {
                return Rejection.invalid(field, "Invalid data payload key: " + key);
            }
        }
        return null;
    }

    private static @Nullable Rejection android(Node android) {
        Duration ttl = android.duration(ANDROID_TTL);
        if (ttl != null && (ttl.isNegative() || ttl.compareTo(MAX_TTL) > 0)) {
            return Rejection.invalid(
                    "message.android.ttl",
                    "Invalid TTL: it must be between 0 and 2419200 seconds.");
        }
        Rejection fault = data(android.map(ANDROID_DATA), "message.android.data");
        if (fault == null) {
            fault =
                    label(
                            android.node(ANDROID_OPTIONS),
                            OPTIONS_LABEL,
                            "message.android.fcm_options.analytics_label");
        }
        Node notification = android.node(ANDROID_NOTIFICATION);
        return fault == null && notification != null ? androidNotification(notification) : fault;
    }

    private static @Nullable Rejection androidNotification(Node notification) {
        String at = "message.android.notification.";
        String color = notification.text(ANDROID_COLOR);
        if (color != null && !COLOR.matcher(color).matches()) {
            return Rejection.invalid(at + "color", "Invalid color: it must have the form #rrggbb.");
        }
        Integer count = notification.number(ANDROID_COUNT);
        if (count != null && count < 0) {
            return Rejection.invalid(
                    at + "notification_count", "The notification count must not be negative.");
        }
        Node light = notification.node(ANDROID_LIGHT);
        if (light != null
                && !(light.has(LIGHT_COLOR) && light.has(LIGHT_ON) && light.has(LIGHT_OFF))) {
            return Rejection.invalid(
                    at + "light_settings",
                    "Light settings need a color, light_on_duration and light_off_duration.");
        }
        return image(notification, ANDROID_IMAGE, at + "image");
    }

    private static @Nullable Rejection webpush(Node webpush) {
        String ttl = webpush.map(WEBPUSH_HEADERS).get("TTL");
        if (ttl != null && !ttl.matches("\\d{1,10}")) {
            return Rejection.invalid(
                    "message.webpush.headers.TTL", "TTL must be a non-negative integer.");
        }
        Node options = webpush.node(WEBPUSH_OPTIONS);
        String link = options == null ? null : options.text(WEBPUSH_LINK);
        if (link != null && !link.startsWith("https://")) {
            return Rejection.invalid(
                    "message.webpush.fcm_options.link", "The link must be an HTTPS URL.");
        }
        return label(options, WEBPUSH_LABEL, "message.webpush.fcm_options.analytics_label");
    }

    private static @Nullable Rejection apns(Node apns, boolean hasNotification) {
        Rejection fault = ApnsRules.check(apns, hasNotification);
        return fault == null
                ? label(
                        apns.node(APNS_OPTIONS),
                        APNS_LABEL,
                        "message.apns.fcm_options.analytics_label")
                : fault;
    }

    private static @Nullable Rejection label(@Nullable Node options, Field field, String path) {
        String label = options == null ? null : options.text(field);
        return label == null || LABEL.matcher(label).matches()
                ? null
                : Rejection.invalid(
                        path, "Invalid analytics label: it must match ^[a-zA-Z0-9-_.~%]{1,50}$.");
    }

    private static @Nullable Rejection image(
            @Nullable Node notification, Field field, String path) {
        String image = notification == null ? null : notification.text(field);
        return image == null || image.isEmpty() || URL.matcher(image).matches()
                ? null
                : Rejection.invalid(path, "Invalid image URL.");
    }
}
