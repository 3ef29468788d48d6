package kr.bongsu.supervisor.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one JSON value and says where a text stops being one.
///
/// The relaxed form also takes `//` and `/* */` comments, trailing commas, single quotes and bare
/// keys, which is what people write in `ecosystem.json`. Nesting is limited, so a hostile text
/// cannot exhaust the stack.
public final class JsonReader {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final boolean relaxed;
    private int at;

    /// Where the next backslash stands, as far as that was looked for. Searching the text once is
    /// much cheaper than asking for each character, in a program too short-lived to be compiled.
    private int escape = -1;

    private JsonReader(String text, boolean relaxed) {
        this.text = text;
        this.relaxed = relaxed;
    }

    public static JsonObject object(String text) {
        return asObject(new JsonReader(text, false).document());
    }

    /// Any value of strict JSON; `null` for the text `null`.
    public static @Nullable Object value(String text) {
        return new JsonReader(text, false).document();
    }

    public static @Nullable Object relaxed(String text) {
        return new JsonReader(text, true).document();
    }

    private static JsonObject asObject(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonException(
                "an object is needed, not " + (value == null ? "null" : JsonWriter.write(value)));
    }

    private @Nullable Object document() {
        if (text.startsWith("\uFEFF")) {
            at = 1;
        }
        Object value = value(0);
        blanks();
        if (at < text.length()) {
            throw fault("unexpected text after the value");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw fault("nested deeper than " + MAX_DEPTH + " levels");
        }
        blanks();
        char c = peek();
        if (c == '{') {
            return members(depth);
        }
        if (c == '[') {
            return elements(depth);
        }
        if (c == '"' || (relaxed && c == '\'')) {
            return string();
        }
        if (c == '-' || c == '+' || (c >= '0' && c <= '9')) {
            return number();
        }
        String word = word();
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default ->
                    throw fault(
                            word.isEmpty()
                                    ? "a value is missing"
                                    : "\"" + word + "\" is not a value");
        };
    }

    private JsonObject members(int depth) {
        JsonObject object = new JsonObject();
        at++;
        blanks();
        while (peek() != '}') {
            boolean quoted = peek() == '"' || (relaxed && peek() == '\'');
            String key = quoted ? string() : relaxed ? word() : "";
            if (key.isEmpty() && !quoted) {
                throw fault("a quoted member name is needed");
            }
            blanks();
            take(':');
            object.put(key, value(depth + 1));
            if (!next('}')) {
                break;
            }
        }
        take('}');
        return object;
    }

    private List<Object> elements(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        blanks();
        while (peek() != ']') {
            Object element = value(depth + 1);
            if (element == null) {
                throw fault("null has no meaning in a list here");
            }
            list.add(element);
            if (!next(']')) {
                break;
            }
        }
        take(']');
        return list;
    }

    /// Passes a comma; true when another element may follow.
    private boolean next(char close) {
        blanks();
        if (peek() != ',') {
            return false;
        }
        at++;
        blanks();
        if (peek() == close && !relaxed) {
            throw fault("a comma before " + close);
        }
        return true;
    }

    private Object number() {
        int start = at;
        boolean whole = true;
        while (at < text.length()
                && "+-0123456789.eE_xXabcdefABCDEF".indexOf(text.charAt(at)) >= 0) {
            char c = text.charAt(at++);
            whole &= c != '.' && c != 'e' && c != 'E';
        }
        String digits = text.substring(start, at);
        try {
            return whole ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
        } catch (NumberFormatException e) {
            throw fault("\"" + digits + "\" is not a number");
        }
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String string() {
        char quote = text.charAt(at++);
        int start = at;
        int end = text.indexOf(quote, start);
        if (escape < start) {
            escape = text.indexOf('\\', start);
            escape = escape < 0 ? Integer.MAX_VALUE : escape;
        }
        if (end >= 0 && end < escape) {
            at = end + 1;
            return text.substring(start, end);
        }
        at = Math.min(escape, text.length());
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (peek() != quote) {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw fault("a \\u escape needs four hexadecimal digits");
        }
        try {
            char c = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return c;
        } catch (NumberFormatException e) {
            throw fault("a \\u escape needs four hexadecimal digits");
        }
    }

    private void blanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ') {
                at++;
            } else if (relaxed && text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (relaxed && text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw fault("a comment that never ends");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw fault("the text ends too early");
        }
        return text.charAt(at);
    }

    private void take(char wanted) {
        if (peek() != wanted) {
            throw fault("'" + wanted + "' is needed, not '" + peek() + "'");
        }
        at++;
    }

    private JsonException fault(String what) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new JsonException(
                "line "
                        + line
                        + ", column "
                        + (Math.min(at, text.length()) - lineStart + 1)
                        + ": "
                        + what);
    }
}
