package kr.bongsu.fcmemulator.send;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Schema.Field;
import org.jspecify.annotations.Nullable;

/// What Apple's service would refuse, with the reason it gives.
///
/// FCM learns it only for a token of an Apple device; here it is checked for every token, so that
/// it shows in a test.
final class ApnsRules {

    private static final Field HEADERS = FcmSchema.APNS.field("headers");
    private static final Field PAYLOAD = FcmSchema.APNS.field("payload");
    private static final Set<String> PRIORITIES = Set.of("1", "5", "10");
    private static final Set<String> PUSH_TYPES =
            Set.of(
                    "alert",
                    "background",
                    "voip",
                    "complication",
                    "fileprovider",
                    "mdm",
                    "liveactivity",
                    "location",
                    "pushtotalk",
                    "widgets",
                    "controls");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{1,12}");
    private static final int MAX_COLLAPSE_ID = 64;

    private ApnsRules() {}

    /// The first reason to refuse.
    ///
    /// @param hasNotification whether the message brings an alert besides this configuration
    static @Nullable Rejection check(Node apns, boolean hasNotification) {
        Map<String, String> headers = apns.map(HEADERS);
        if (headers.isEmpty()) {
            return null;
        }
        String priority = headers.get("apns-priority");
        if (priority != null && !PRIORITIES.contains(priority)) {
            return Rejection.apns("BadPriority");
        }
        String expiration = headers.get("apns-expiration");
        if (expiration != null && !EPOCH_SECONDS.matcher(expiration).matches()) {
            return Rejection.apns("BadExpirationDate");
        }
        String collapseId = headers.get("apns-collapse-id");
        if (collapseId != null && PayloadSize.utf8(collapseId) > MAX_COLLAPSE_ID) {
            return Rejection.apns("BadCollapseId");
        }
        String type = headers.get("apns-push-type");
        if (type != null && !PUSH_TYPES.contains(type)) {
            return Rejection.apns("InvalidPushType");
        }
        boolean isSilent = !hasNotification && isSilent(apns);
        boolean isBackground = type == null ? isSilent : type.equals("background");
        if (isBackground && "10".equals(priority)) {
            return Rejection.apns("BadPriority");
        }
        return "background".equals(type) && !isSilent ? Rejection.apns("InvalidPushType") : null;
    }

    /// Whether there is nothing to show: `content-available` and neither alert, sound nor badge.
    private static boolean isSilent(Node apns) {
        return apns.struct(PAYLOAD).get("aps") instanceof Map<?, ?> aps
                && aps.get("content-available") instanceof Number available
                && available.intValue() == 1
                && !aps.containsKey("alert")
                && !aps.containsKey("sound")
                && !aps.containsKey("badge");
    }
}
