package kr.bongsu.gateway.push;

/// Why a push will never arrive.
public enum Rejection {
    /// The recipient has no token, or one that cannot be an address.
    UNUSABLE_TOKEN,
    /// FCM knew the token no more when an earlier push went to it.
    DEAD_TOKEN,
    /// FCM knows the token no more: the app was removed or has a new one.
    UNREGISTERED,
    /// FCM says the token is none.
    INVALID_TOKEN,
    /// The token belongs to another Firebase project.
    SENDER_ID_MISMATCH,
    /// The message is longer than FCM takes.
    TOO_LARGE,
    /// FCM refuses the message's form.
    INVALID_MESSAGE
}
