package kr.bongsu.fcmemulator.oauth;

/// What an `authorization` header is worth.
public enum Access {
    ALLOWED,
    MISSING,
    UNKNOWN,
    EXPIRED,
    INSUFFICIENT_SCOPE
}
