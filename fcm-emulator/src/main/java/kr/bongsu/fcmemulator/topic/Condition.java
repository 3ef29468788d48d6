package kr.bongsu.fcmemulator.topic;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A condition over topics: `'a' in topics && ('b' in topics || !('c' in topics))`.
public sealed interface Condition {

    record Subscribed(String topic) implements Condition {}

    record Not(Condition operand) implements Condition {}

    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    default boolean holds(Predicate<String> isSubscribed) {
        return switch (this) {
            case Subscribed(String topic) -> isSubscribed.test(topic);
            case Not(Condition operand) -> !operand.holds(isSubscribed);
            case And(Condition left, Condition right) ->
                    left.holds(isSubscribed) && right.holds(isSubscribed);
            case Or(Condition left, Condition right) ->
                    left.holds(isSubscribed) || right.holds(isSubscribed);
        };
    }

    /// The topics that are named, each once.
    default Set<String> topics() {
        Set<String> topics = new HashSet<>();
        collect(topics);
        return topics;
    }

    private void collect(Set<String> topics) {
        switch (this) {
            case Subscribed(String topic) -> topics.add(topic);
            case Not(Condition operand) -> operand.collect(topics);
            case And(Condition left, Condition right) -> {
                left.collect(topics);
                right.collect(topics);
            }
            case Or(Condition left, Condition right) -> {
                left.collect(topics);
                right.collect(topics);
            }
        }
    }

    /// Reads a condition; empty when it is not one.
    static Optional<Condition> parse(String text) {
        if (text.length() > 5_000) {
            return Optional.empty();
        }
        Parser parser = new Parser(text);
        Condition whole = parser.or(0);
        return parser.isAtEnd() ? Optional.ofNullable(whole) : Optional.empty();
    }

    /// Recursive descent; `&&` binds stronger than `||`. Every method returns null at a fault.
    final class Parser {

        private static final Pattern TOKEN =
                Pattern.compile(
                        "\\s*(&&|\\|\\||!|\\(|\\)|'([a-zA-Z0-9-_.~%]+)'\\s+in\\s+topics)\\s*");
        private static final int MAX_DEPTH = 50;

        private final Matcher matcher;
        private int position;

        private Parser(String text) {
            this.matcher = TOKEN.matcher(text);
        }

        private boolean isAtEnd() {
            return position == matcher.regionEnd();
        }

        private @Nullable Condition or(int depth) {
            Condition left = and(depth);
            while (left != null && take("||")) {
                Condition right = and(depth);
                left = right == null ? null : new Or(left, right);
            }
            return left;
        }

        private @Nullable Condition and(int depth) {
            Condition left = not(depth);
            while (left != null && take("&&")) {
                Condition right = not(depth);
                left = right == null ? null : new And(left, right);
            }
            return left;
        }

        private @Nullable Condition not(int depth) {
            if (depth > MAX_DEPTH) {
                return null;
            }
            if (take("!")) {
                Condition operand = not(depth + 1);
                return operand == null ? null : new Not(operand);
            }
            if (take("(")) {
                Condition inner = or(depth + 1);
                return take(")") ? inner : null;
            }
            if (next() && matcher.group(2) != null) {
                position = matcher.end();
                return new Subscribed(matcher.group(2));
            }
            return null;
        }

        private boolean take(String symbol) {
            if (next() && matcher.group(1).equals(symbol)) {
                position = matcher.end();
                return true;
            }
            return false;
        }

        private boolean next() {
            int end = matcher.regionEnd();
            matcher.region(position, end);
            return matcher.lookingAt();
        }
    }
}
