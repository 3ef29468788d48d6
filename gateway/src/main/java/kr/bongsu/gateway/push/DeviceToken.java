package kr.bongsu.gateway.push;

/// An FCM registration token: the address of one app on one phone.
public record DeviceToken(String value) {

    /// Whether it can be an address at all; FCM's own tokens have 140 to 260 such characters.
    public boolean isUsable() {
        if (value.isEmpty()) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return Mask.token(value);
    }
}
