package kr.bongsu.fcmemulator.send;

import java.util.regex.Pattern;
import kr.bongsu.fcmemulator.schema.Node;
import org.jspecify.annotations.Nullable;

/// What FCM checks once the JSON is well formed: first the target, then the fields, then the size.
final class Rules {

    /// Real tokens are `<id>:APA91b...`; tests like to make up their own, so everything a URL may
    /// contain passes.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_:.%~-]{1,4096}");

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9-_.~%]{1,900}");

    private Rules() {}

    /// The first fault found, or null.
    static @Nullable Rejection check(Node message, Target target) {
        return switch (target) {
            case Target.Token(String token) when !TOKEN.matcher(token).matches() ->
                    Rejection.INVALID_TOKEN;
            case Target.Topic(String topic) when !TOPIC.matcher(topic).matches() ->
                    Rejection.invalid("message", "Topic name contains invalid characters.");
            case Target.Token _, Target.Fid _, Target.Topic _, Target.Condition _ -> null;
        };
    }
}
