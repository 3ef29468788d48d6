package kr.bongsu.gateway.fcm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.bongsu.gateway.push.Push;

/// A text with places for what a push brings, such as `{title}`.
public final class Text {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Map<String, Function<Push, String>> PLACES =
            new TreeMap<>(
                    Map.of(
                            "title", push -> push.message().title(),
                            "body", push -> push.message().body(),
                            "service", push -> push.message().service(),
                            "group", push -> push.message().group(),
                            "uuid", push -> push.message().uuid(),
                            "customer", push -> push.recipient().customer(),
                            "company", push -> push.recipient().company(),
                            "type", push -> push.recipient().type(),
                            "mid", push -> push.id().tag()));

    private final String pattern;
    private final List<Function<Push, String>> parts;

    private Text(String pattern, List<Function<Push, String>> parts) {
        this.pattern = pattern;
        this.parts = List.copyOf(parts);
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException with a sentence when it names a place that there is not
    public static Text of(String pattern) {
        List<Function<Push, String>> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(pattern);
        int end = 0;
        while (place.find()) {
            words(parts, pattern.substring(end, place.start()));
            Function<Push, String> filled = PLACES.get(place.group(1));
            if (filled == null) {
                throw new IllegalArgumentException(
                        place.group() + " is not known; known are " + PLACES.keySet());
            }
            parts.add(filled);
            end = place.end();
        }
        words(parts, pattern.substring(end));
        return new Text(pattern, parts);
    }

    String fill(Push push) {
        if (parts.size() == 1) {
            return parts.getFirst().apply(push);
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.apply(push)));
        return text.toString();
    }

    /// The length as UTF-8, without encoding.
    static int utf8(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    /// The same pattern says the same of every push.
    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }

    private static void words(List<Function<Push, String>> parts, String words) {
        if (!words.isEmpty()) {
            parts.add(_ -> words);
        }
    }
}
