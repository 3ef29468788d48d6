package kr.bongsu.fcmemulator.fault;

import java.util.Locale;
import java.util.Optional;

/// One way in which a send goes wrong. A token can carry it as its prefix, so a load test needs no
/// setting up.
public enum Trouble {
    /// 404 UNREGISTERED: the app was removed.
    UNREGISTERED("unreg-"),
    /// 404 UNREGISTERED as for an iPhone, with an ApnsError beside it.
    IOS_UNREGISTERED("iosunreg-"),
    /// 400 INVALID_ARGUMENT on `message.token`.
    INVALID("invalid-"),
    /// 400 INVALID_ARGUMENT with an ApnsError: the device token is disabled.
    APNS_DISABLED("apnsoff-"),
    /// 403 SENDER_ID_MISMATCH.
    MISMATCH("mismatch-"),
    /// 401 THIRD_PARTY_AUTH_ERROR: the project's APNs key is wrong.
    APNS("apns-"),
    /// 429 QUOTA_EXCEEDED for this device.
    QUOTA("quota-"),
    /// 429 without FcmError: the project's minute is used up.
    PROJECT_QUOTA("projectquota-"),
    /// 503 UNAVAILABLE.
    UNAVAILABLE("unavail-"),
    /// 500 INTERNAL.
    INTERNAL("internal-"),
    /// 502 with an HTML page of Google's front end.
    HTML("html-"),
    /// 200 with a body that is no JSON.
    GARBAGE("garbage-"),
    /// 401 of the caller: the access token is not accepted.
    UNAUTHENTICATED("unauth-"),
    /// No answer at all; the message is not accepted.
    STALL("hang-"),
    /// Accepted, and then the stream is reset without an answer.
    RESET("reset-"),
    /// Accepted, and then the whole connection is reset.
    DISCONNECT("drop-"),
    /// Accepted and answered, after the time set as `slow`.
    SLOW("slow-");

    private final String prefix;

    Trouble(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }

    /// The trouble that a token brings along, if any.
    public static Optional<Trouble> ofToken(String token) {
        int dash = token.indexOf('-');
        if (dash > 0 && dash < 14) {
            for (Trouble trouble : VALUES) {
                if (trouble.prefix.length() == dash + 1 && token.startsWith(trouble.prefix)) {
                    return Optional.of(trouble);
                }
            }
        }
        return Optional.empty();
    }

    /// The name in control requests, such as `ios_unregistered`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static final Trouble[] VALUES = values();
}
