package kr.bongsu.gateway.push;

/// How personal data is shown to somebody who may not see it: enough to recognise what one already
/// knows.
public final class Mask {

    private static final int SHOWN_OF_TEXT = 2;
    private static final int LEAST_HIDDEN = 4;

    private Mask() {}

    /// `0012345678` becomes `00******78`; of a short one less is shown.
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

    /// The first two characters of a message's text, less than any name; no digit of a one-time
    /// password.
    public static String text(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= SHOWN_OF_TEXT + LEAST_HIDDEN
                ? "*".repeat(length)
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_OF_TEXT))
                                .replaceAll("\\p{Nd}", "*")
                        + "…";
    }

    private static String middle(String value, int head, int tail) {
        int most = Math.max(0, value.length() - LEAST_HIDDEN);
        int first = Math.min(head, most / 2);
        int last = Math.min(tail, most - first);
        return middle(value, first, last, "*".repeat(value.length() - first - last));
    }

    private static String middle(String value, int head, int tail, String hidden) {
        return value.substring(0, head) + hidden + value.substring(value.length() - tail);
    }
}
