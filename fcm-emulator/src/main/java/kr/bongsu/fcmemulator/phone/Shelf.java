package kr.bongsu.fcmemulator.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Schema.Field;
import org.jspecify.annotations.Nullable;

/// How long a message waits for a phone that is off, and what may take its place meanwhile.
///
/// @param expiry after this it is not delivered any more; not after now means that it does not wait
///   at all
/// @param collapseKey a later message with the same key takes its place; null when nothing does
record Shelf(Instant expiry, @Nullable String collapseKey) {

    /// What a notification without a key of its own collapses by: the app's package name.
    private static final String PACKAGE = "(package)";

    private static final Duration ANDROID_TTL = Duration.ofDays(28);
    private static final Duration APNS_TTL = Duration.ofDays(30);

    private static final Field NOTIFICATION = FcmSchema.MESSAGE.field("notification");
    private static final Field ANDROID = FcmSchema.MESSAGE.field("android");
    private static final Field TTL = FcmSchema.ANDROID.field("ttl");
    private static final Field COLLAPSE_KEY = FcmSchema.ANDROID.field("collapse_key");
    private static final Field ANDROID_NOTIFICATION = FcmSchema.ANDROID.field("notification");
    private static final Field APNS = FcmSchema.MESSAGE.field("apns");
    private static final Field APNS_HEADERS = FcmSchema.APNS.field("headers");
    private static final Field WEBPUSH = FcmSchema.MESSAGE.field("webpush");
    private static final Field WEBPUSH_HEADERS = FcmSchema.WEBPUSH.field("headers");

    static Shelf of(Node message, Platform platform, Instant now) {
        return switch (platform) {
            case ANDROID -> android(message, now);
            case IOS -> {
                Map<String, String> headers = headers(message.node(APNS), APNS_HEADERS);
                String expiration = headers.get("apns-expiration");
                Instant expiry =
                        expiration == null
                                ? now.plus(APNS_TTL)
                                : Instant.ofEpochSecond(Long.parseLong(expiration));
                yield new Shelf(expiry, headers.get("apns-collapse-id"));
            }
            case WEB -> {
                Map<String, String> headers = headers(message.node(WEBPUSH), WEBPUSH_HEADERS);
                String ttl = headers.get("TTL");
                Instant expiry =
                        ttl == null ? now.plus(ANDROID_TTL) : now.plusSeconds(Long.parseLong(ttl));
                yield new Shelf(expiry, headers.get("Topic"));
            }
        };
    }

    private static Shelf android(Node message, Instant now) {
        Node android = message.node(ANDROID);
        Duration ttl = android == null ? null : android.duration(TTL);
        String key = android == null ? null : android.text(COLLAPSE_KEY);
        boolean isNotification =
                message.has(NOTIFICATION) || (android != null && android.has(ANDROID_NOTIFICATION));
        // A fraction of a second is rounded down.
        Instant expiry = now.plusSeconds(ttl == null ? ANDROID_TTL.toSeconds() : ttl.toSeconds());
        return new Shelf(expiry, key == null && isNotification ? PACKAGE : key);
    }

    private static Map<String, String> headers(@Nullable Node config, Field field) {
        return config == null ? Map.of() : config.map(field);
    }
}
