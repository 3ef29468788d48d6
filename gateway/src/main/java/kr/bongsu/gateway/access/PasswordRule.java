package kr.bongsu.gateway.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/// What a password must be; a complaint names the rule that is broken.
///
/// Letters, digits and others mixed, and not the name, is what Korea's rules for electronic finance
/// ask for; the length is what makes it hard to guess.
public enum PasswordRule {
    LENGTH("it must have 10 to 128 characters"),
    MIXED("it must have a letter, a digit and another character"),
    NAME("it must not contain the name"),
    REPEATED("it must not have the same character four times in a row, nor four that count on");

    private final String sentence;

    PasswordRule(String sentence) {
        this.sentence = sentence;
    }

    private boolean holds(String name, String password) {
        return switch (this) {
            case LENGTH -> {
                int length = password.codePointCount(0, password.length());
                yield length >= 10 && length <= 128;
            }
            case MIXED ->
                    has(password, Character::isLetter)
                            && has(password, Character::isDigit)
                            && has(password, each -> !Character.isLetterOrDigit(each));
            case NAME -> !password.toLowerCase(Locale.ROOT).contains(name);
            case REPEATED -> !runs(password.codePoints().toArray());
        };
    }

    /// What it asks, for a person.
    public String sentence() {
        return sentence;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The first rule that a new password of this person breaks.
    public static Optional<PasswordRule> brokenBy(String name, String password) {
        return Arrays.stream(values())
                .filter(rule -> !rule.holds(name, Passwords.normal(password)))
                .findFirst();
    }

    private static boolean has(String password, IntPredicate kind) {
        return password.codePoints().anyMatch(kind);
    }

    private static boolean runs(int[] letters) {
        for (int step = -1; step <= 1; step++) {
            int run = 1;
            for (int i = 1; i < letters.length; i++) {
                run = letters[i] - letters[i - 1] == step ? run + 1 : 1;
                if (run == 4) {
                    return true;
                }
            }
        }
        return false;
    }
}
