package kr.bongsu.gateway.push;

/// How personal data is shown to somebody who may not see it: enough to recognise what one already
/// knows.
public final class Mask {

    private static final int SHOWN_OF_TEXT = 6;

    private Mask() {}

    /// `0012345678` becomes `00******78`.
    public static String customer(String number) {
        return middle(number, 2, 2);
    }

    /// `01012345678` becomes `010****5678`.
    public static String phone(String number) {
        return middle(number, 3, 4);
    }

    /// The first four and last four characters of a registration token.
    public static String token(String token) {
        return token.length() <= 12 ? "*".repeat(token.length()) : middle(token, 4, 4, "…");
    }

    /// The beginning of a message's text.
    public static String text(String text) {
        int shown = text.codePointCount(0, text.length());
        return shown <= SHOWN_OF_TEXT
                ? "*".repeat(shown)
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_OF_TEXT)) + "…";
    }

    private static String middle(String value, int head, int tail) {
        int hidden = value.length() - head - tail;
        return hidden <= 0
                ? "*".repeat(value.length())
                : middle(value, head, tail, "*".repeat(hidden));
    }

    private static String middle(String value, int head, int tail, String hidden) {
        return value.substring(0, head) + hidden + value.substring(value.length() - tail);
    }
}
