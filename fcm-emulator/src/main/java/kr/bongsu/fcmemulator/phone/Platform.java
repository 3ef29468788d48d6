package kr.bongsu.fcmemulator.phone;

/// The systems that show a message differently.
public enum Platform {
    ANDROID,
    IOS,
    WEB;

    /// Android, unless the token begins with `ios` or `web`.
    static Platform ofToken(String token) {
        if (token.startsWith("ios")) {
            return IOS;
        }
        return token.startsWith("web") ? WEB : ANDROID;
    }
}
