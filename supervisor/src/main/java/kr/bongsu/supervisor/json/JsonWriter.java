package kr.bongsu.supervisor.json;

import java.util.Collection;
import java.util.Map;

/// Writes values as JSON on one line, or indented by two spaces a level.
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder(256);
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    public static String write(Object value) {
        return new JsonWriter(false).value(value, 0).out.toString();
    }

    public static String pretty(Object value) {
        return new JsonWriter(true).value(value, 0).out.toString();
    }

    private JsonWriter value(Object value, int depth) {
        if (value instanceof JsonObject object) {
            members(object, depth);
        } else if (value instanceof Collection<?> list) {
            elements(list, depth);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(out, value.toString());
        }
        return this;
    }

    private void members(JsonObject object, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Object> member : object.members().entrySet()) {
            separate(first, depth + 1);
            first = false;
            quote(out, member.getKey());
            out.append(pretty ? ": " : ":");
            value(member.getValue(), depth + 1);
        }
        close(first, depth, '}');
    }

    private void elements(Collection<?> list, int depth) {
        out.append('[');
        boolean first = true;
        for (Object element : list) {
            separate(first, depth + 1);
            first = false;
            value(element, depth + 1);
        }
        close(first, depth, ']');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        newLine(depth);
    }

    private void close(boolean empty, int depth, char bracket) {
        if (!empty) {
            newLine(depth);
        }
        out.append(bracket);
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append('\n').repeat(' ', 2 * depth);
        }
    }

    /// Appends a text as a JSON string. Line separators are escaped, so the result never spans
    /// lines.
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        char[] chars = text.toCharArray();
        int written = 0;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            // Most characters are as they are; runs of them are appended at once.
            if (c >= 0x20 && c != '"' && c != '\\' && c != 0x2028 && c != 0x2029) {
                continue;
            }
            out.append(chars, written, i - written);
            written = i + 1;
            escape(out, c);
        }
        out.append(chars, written, chars.length - written).append('"');
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
    }
}
