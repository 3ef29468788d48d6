package kr.bongsu.fcmemulator.send;

import kr.bongsu.fcmemulator.schema.FcmSchema;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.schema.Schema.Field;
import org.jspecify.annotations.Nullable;

/// To whom a message goes.
sealed interface Target {

    /// A registration token, or an installation id in its place.
    record Token(String value) implements Target {}

    /// A Firebase installation id.
    record Fid(String value) implements Target {}

    record Topic(String name) implements Target {}

    /// A condition over topics.
    record Combination(String expression) implements Target {}

    /// The token or installation id, or null when it goes to whoever is subscribed.
    default @Nullable String device() {
        return switch (this) {
            case Token(String value) -> value;
            case Fid(String value) -> value;
            case Topic _, Combination _ -> null;
        };
    }

    Field TOKEN = FcmSchema.MESSAGE.field("token");
    Field FID = FcmSchema.MESSAGE.field("fid");
    Field TOPIC = FcmSchema.MESSAGE.field("topic");
    Field CONDITION = FcmSchema.MESSAGE.field("condition");

    /// The target that is set and not empty, or null: proto3 cannot tell an empty text from none.
    static @Nullable Target of(Node message) {
        String token = message.text(TOKEN);
        if (token != null && !token.isEmpty()) {
            return new Token(token);
        }
        String fid = message.text(FID);
        if (fid != null && !fid.isEmpty()) {
            return new Fid(fid);
        }
        String topic = message.text(TOPIC);
        if (topic != null && !topic.isEmpty()) {
            return new Topic(topic);
        }
        String condition = message.text(CONDITION);
        return condition == null || condition.isEmpty() ? null : new Combination(condition);
    }
}
