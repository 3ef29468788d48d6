package kr.bongsu.fcmemulator.schema;

import static kr.bongsu.fcmemulator.schema.Schema.bool;
import static kr.bongsu.fcmemulator.schema.Schema.choice;
import static kr.bongsu.fcmemulator.schema.Schema.nested;
import static kr.bongsu.fcmemulator.schema.Schema.scalar;
import static kr.bongsu.fcmemulator.schema.Schema.string;

import kr.bongsu.fcmemulator.schema.Type.Scalar;

/// `SendMessageRequest` and everything in it, after the discovery document of FCM v1, revision
/// 20260911.
public final class FcmSchema {

    public static final Schema OPTIONS = Schema.of("FcmOptions", string("analytics_label"));
    public static final Schema NOTIFICATION =
            Schema.of("Notification", string("title"), string("body"), string("image"));
    public static final Schema COLOR =
            Schema.of(
                    "Color",
                    scalar("red", Scalar.FLOAT),
                    scalar("green", Scalar.FLOAT),
                    scalar("blue", Scalar.FLOAT),
                    scalar("alpha", Scalar.FLOAT));
    public static final Schema LIGHT =
            Schema.of(
                    "LightSettings",
                    nested("color", COLOR),
                    scalar("light_on_duration", Scalar.DURATION),
                    scalar("light_off_duration", Scalar.DURATION));
    public static final Schema ANDROID_NOTIFICATION =
            Schema.of(
                    "AndroidNotification",
                    string("title"),
                    string("body"),
                    string("icon"),
                    string("color"),
                    string("sound"),
                    string("tag"),
                    string("click_action"),
                    string("body_loc_key"),
                    string("body_loc_args").repeated(),
                    string("title_loc_key"),
                    string("title_loc_args").repeated(),
                    string("channel_id"),
                    string("ticker"),
                    bool("sticky"),
                    scalar("event_time", Scalar.TIMESTAMP),
                    bool("local_only"),
                    choice(
                            "notification_priority",
                            "AndroidNotification.NotificationPriority",
                            "PRIORITY_UNSPECIFIED",
                            "PRIORITY_MIN",
                            "PRIORITY_LOW",
                            "PRIORITY_DEFAULT",
                            "PRIORITY_HIGH",
                            "PRIORITY_MAX"),
                    bool("default_sound"),
                    bool("default_vibrate_timings"),
                    bool("default_light_settings"),
                    scalar("vibrate_timings", Scalar.DURATION).repeated(),
                    choice(
                            "visibility",
                            "AndroidNotification.Visibility",
                            "VISIBILITY_UNSPECIFIED",
                            "PRIVATE",
                            "PUBLIC",
                            "SECRET"),
                    scalar("notification_count", Scalar.INT32),
                    nested("light_settings", LIGHT),
                    string("image"),
                    choice(
                            "proxy",
                            "AndroidNotification.Proxy",
                            "PROXY_UNSPECIFIED",
                            "ALLOW",
                            "DENY",
                            "IF_PRIORITY_LOWERED"),
                    bool("bypass_proxy_notification"));
    public static final Schema ANDROID =
            Schema.of(
                    "AndroidConfig",
                    string("collapse_key"),
                    choice("priority", "AndroidConfig.AndroidMessagePriority", "NORMAL", "HIGH"),
                    scalar("ttl", Scalar.DURATION),
                    string("restricted_package_name"),
                    scalar("data", Scalar.STRING_MAP),
                    nested("notification", ANDROID_NOTIFICATION),
                    nested("fcm_options", OPTIONS),
                    bool("direct_boot_ok"),
                    bool("bandwidth_constrained_ok"),
                    bool("restricted_satellite_ok"));
    public static final Schema WEBPUSH_OPTIONS =
            Schema.of("WebpushFcmOptions", string("link"), string("analytics_label"));
    public static final Schema WEBPUSH =
            Schema.of(
                    "WebpushConfig",
                    scalar("headers", Scalar.STRING_MAP),
                    scalar("data", Scalar.STRING_MAP),
                    scalar("notification", Scalar.STRUCT),
                    nested("fcm_options", WEBPUSH_OPTIONS));
    public static final Schema APNS_OPTIONS =
            Schema.of("ApnsFcmOptions", string("analytics_label"), string("image"));
    public static final Schema APNS =
            Schema.of(
                    "ApnsConfig",
                    scalar("headers", Scalar.STRING_MAP),
                    scalar("payload", Scalar.STRUCT),
                    nested("fcm_options", APNS_OPTIONS),
                    string("live_activity_token"));
    public static final Schema MESSAGE =
            Schema.of(
                    "Message",
                    string("name"),
                    scalar("data", Scalar.STRING_MAP),
                    nested("notification", NOTIFICATION),
                    nested("android", ANDROID),
                    nested("webpush", WEBPUSH),
                    nested("apns", APNS),
                    nested("fcm_options", OPTIONS),
                    string("fid").oneof("target"),
                    string("token").oneof("target"),
                    string("topic").oneof("target"),
                    string("condition").oneof("target"));
    public static final Schema SEND_REQUEST =
            Schema.of("SendMessageRequest", bool("validate_only"), nested("message", MESSAGE));

    private FcmSchema() {}
}
