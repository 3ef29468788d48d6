package kr.bongsu.fcmemulator.send;

import java.util.Optional;
import java.util.regex.Pattern;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.topic.Condition;
import kr.bongsu.fcmemulator.topic.TopicName;
import org.jspecify.annotations.Nullable;

/// What FCM checks once the JSON is well formed: first the target, then the fields, then the size.
///
/// Every method returns the first fault it finds, or null.
final class Rules {

    private static final int MAX_TOKEN = 4_096;
    private static final Pattern REAL_TOKEN = Pattern.compile("[A-Za-z0-9_-]+:[A-Za-z0-9_-]{100,}");

    /// 22 characters of base64url, of which the first four bits are 0111.
    private static final Pattern FID = Pattern.compile("[c-f][A-Za-z0-9_-]{21}");

    private static final int MAX_TOPICS = 5;

    private Rules() {}

    /// Checks a message against every rule.
    ///
    /// @param isStrict whether a token must look like a real one
    /// @param sizeLimit bytes of payload that are allowed
    static @Nullable Rejection check(Node message, Target target, boolean isStrict, int sizeLimit) {
        Rejection fault = target(target, isStrict);
        if (fault == null) {
            fault = FieldRules.check(message);
        }
        return fault == null && PayloadSize.of(message) > sizeLimit ? Rejection.TOO_LARGE : fault;
    }

    private static @Nullable Rejection target(Target target, boolean isStrict) {
        return switch (target) {
            case Target.Token(String token) -> token(token, isStrict);
            // Production answers an impossible installation id as one that is gone.
            case Target.Fid(String fid) ->
                    FID.matcher(fid).matches() ? null : Rejection.UNREGISTERED;
            case Target.Topic(String topic) ->
                    TopicName.isValid(topic)
                            ? null
                            : Rejection.invalid(
                                    "message", "Topic name contains invalid characters.");
            case Target.Combination(String expression) -> condition(expression);
        };
    }

    private static @Nullable Rejection token(String token, boolean isStrict) {
        boolean isValid =
                isStrict
                        ? REAL_TOKEN.matcher(token).matches() || FID.matcher(token).matches()
                        : isPlausible(token);
        return isValid ? null : Rejection.INVALID_TOKEN;
    }

    /// Real tokens are `<id>:APA91b...`; tests like to make up their own, so everything a URL may
    /// contain passes.
    private static boolean isPlausible(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean isLetterOrDigit =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit
                    && c != '_'
                    && c != '-'
                    && c != ':'
                    && c != '.'
                    && c != '%'
                    && c != '~') {
                return false;
            }
        }
        return token.length() <= MAX_TOKEN;
    }

    private static @Nullable Rejection condition(String expression) {
        Optional<Condition> condition = Condition.parse(expression);
        if (condition.isEmpty()) {
            return Rejection.BAD_CONDITION;
        }
        return condition.get().topics().size() > MAX_TOPICS
                ? Rejection.invalid("message", "Invalid condition expression provided.")
                : null;
    }
}
