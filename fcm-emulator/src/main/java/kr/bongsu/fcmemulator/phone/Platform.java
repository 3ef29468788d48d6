package kr.bongsu.fcmemulator.phone;

/// The systems that show a message differently.
public enum Platform {
    ANDROID,
    IOS,
    WEB
}
