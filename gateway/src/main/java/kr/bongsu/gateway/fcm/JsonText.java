package kr.bongsu.gateway.fcm;

import java.nio.charset.StandardCharsets;

/// Writes a text as a JSON string in UTF-8 (RFC 8259, 7).
final class JsonText {

    private static final char FIRST_PRINTABLE = ' ';

    private JsonText() {}

    /// The string with its quotes. A lone half of a surrogate pair becomes a question mark.
    static byte[] of(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < FIRST_PRINTABLE) {
                quoted.append(text, begin, i);
                escape(quoted, c);
                begin = i + 1;
            }
        }
        return quoted.append(text, begin, text.length())
                .append('"')
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void escape(StringBuilder quoted, char c) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').append(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> quoted.append(String.format("\\u%04x", (int) c));
        }
    }
}
