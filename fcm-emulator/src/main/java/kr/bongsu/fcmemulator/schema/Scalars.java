package kr.bongsu.fcmemulator.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads single values with the tolerance of proto3 JSON: numbers may be texts, enums come in any
/// case.
final class Scalars {

    private static final int MAX_SECOND_DIGITS = 12;

    private Scalars() {}

    /// The value, or null when it is not one of that type.
    static @Nullable Object read(JsonParser parser, Type type) throws IOException {
        JsonToken token = parser.currentToken();
        if (type instanceof Type.Choice(String _, var values)) {
            return token == JsonToken.VALUE_STRING ? choice(parser.getText(), values) : null;
        }
        return switch ((Type.Scalar) type) {
            case STRING -> token == JsonToken.VALUE_STRING ? parser.getText() : null;
            case BOOL -> bool(parser);
            case INT32 -> int32(parser);
            case FLOAT -> decimal(parser);
            case DURATION -> token == JsonToken.VALUE_STRING ? duration(parser.getText()) : null;
            case TIMESTAMP -> token == JsonToken.VALUE_STRING ? timestamp(parser.getText()) : null;
            case STRING_MAP, STRUCT -> throw new IllegalArgumentException(type + " has parts");
        };
    }

    /// Why a text is not of a type that has a syntax of its own; empty when the transcoder gives no
    /// reason.
    static String reason(Type type, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return "";
        }
        if (type == Type.Scalar.DURATION) {
            return parser.getText().endsWith("s")
                    ? "Illegal duration format; duration must be a decimal number of seconds"
                    : "Illegal duration format; duration must end with 's'";
        }
        return type == Type.Scalar.TIMESTAMP
                ? "Illegal timestamp format; timestamps must end with 'Z' or have a valid timezone offset."
                : "";
    }

    private static @Nullable String choice(String text, Set<String> values) {
        if (values.contains(text)) {
            return text;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        return values.contains(upper) ? upper : null;
    }

    private static @Nullable Boolean bool(JsonParser parser) throws IOException {
        return switch (parser.getText()) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Integer int32(JsonParser parser) throws IOException {
        BigDecimal number = number(parser);
        try {
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Double decimal(JsonParser parser) throws IOException {
        BigDecimal number = number(parser);
        return number == null ? null : number.doubleValue();
    }

    private static @Nullable BigDecimal number(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            return null;
        }
        String text = parser.getText();
        try {
            // Longer ones are no numbers anybody means, and exact arithmetic on them would be slow.
            return text.length() > 40 ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Reads `-?digits(.digits)?s` by hand: most messages carry a TTL, and a pattern costs more
    /// than the rest of a field.
    private static @Nullable Duration duration(String text) {
        int end = text.length() - 1;
        int at = text.startsWith("-") ? 1 : 0;
        int first = at;
        if (end < 1 || text.charAt(end) != 's') {
            return null;
        }
        long seconds = 0;
        while (at < end && isDigit(text.charAt(at))) {
            seconds = seconds * 10 + (text.charAt(at++) - '0');
            if (at - first > MAX_SECOND_DIGITS) {
                return null;
            }
        }
        if (at == first) {
            return null;
        }
        long nanos = 0;
        if (at < end && text.charAt(at) == '.') {
            int point = at++;
            long unit = 1_000_000_000;
            while (at < end && isDigit(text.charAt(at)) && unit > 1) {
                unit /= 10;
                nanos += unit * (text.charAt(at++) - '0');
            }
            if (at == point + 1) {
                return null;
            }
        }
        if (at != end) {
            return null;
        }
        Duration duration = Duration.ofSeconds(seconds, nanos);
        return first == 1 ? duration.negated() : duration;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static @Nullable Instant timestamp(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
