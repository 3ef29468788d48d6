package kr.bongsu.gateway.fcm;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a push is written as an FCM message.
///
/// @param notification what the system shows; empty for a message to the app alone
/// @param data in the order in which it is written; `mid`, the push's id, is added
public record MessageTemplate(
        Optional<Notification> notification,
        Map<String, Text> data,
        Terms terms,
        Platforms platforms) {

    /// As the app of this house expects it.
    public static final MessageTemplate DEFAULT =
            new MessageTemplate(
                    Optional.of(new Notification(Text.of("{title}"), Text.of("{body}"))),
                    usualData(),
                    Terms.DEFAULT,
                    Platforms.DEFAULT);

    public MessageTemplate {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /// What the system shows.
    public record Notification(Text title, Text body) {}

    /// What holds on every platform.
    ///
    /// @param isUrgent wakes the phone
    /// @param life after this it is of no use any more
    /// @param validateOnly FCM checks it and delivers it to nobody
    public record Terms(boolean isUrgent, Optional<Duration> life, boolean validateOnly) {
        public static final Terms DEFAULT = new Terms(true, Optional.empty(), false);
    }

    /// What holds on one platform; without `webpush` browsers get what the others get.
    public record Platforms(Android android, Apns apns, Optional<Webpush> webpush) {
        public static final Platforms DEFAULT =
                new Platforms(
                        new Android(Optional.empty(), Optional.empty(), Optional.empty()),
                        new Apns(Optional.of(1), Optional.empty(), true, Map.of()),
                        Optional.empty());
    }

    /// For Android phones.
    ///
    /// @param collapseKey one of a few: FCM keeps at most four a phone
    public record Android(
            Optional<String> channel, Optional<String> collapseKey, Optional<String> sound) {}

    /// For iPhones.
    ///
    /// @param headers more than those that follow from the rest
    public record Apns(
            Optional<Integer> badge,
            Optional<String> sound,
            boolean contentAvailable,
            Map<String, String> headers) {
        public Apns {
            headers = Map.copyOf(headers);
        }
    }

    /// For browsers.
    ///
    /// @param link opened by a click; `https`
    public record Webpush(Optional<String> link, Optional<String> icon) {}

    private static Map<String, Text> usualData() {
        Map<String, Text> data = new LinkedHashMap<>();
        data.put("push_grp_id", Text.of("{group}"));
        data.put("csno", Text.of("{customer}"));
        data.put("rcms_cnrp_name", Text.of("{company}"));
        data.put("type", Text.of("{type}"));
        data.put("msg_title", Text.of("{title}"));
        data.put("msg_contents", Text.of("{body}"));
        return data;
    }
}
