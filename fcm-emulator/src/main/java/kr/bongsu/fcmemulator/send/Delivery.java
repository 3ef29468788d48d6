package kr.bongsu.fcmemulator.send;

import java.time.Instant;
import java.util.Set;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.schema.Node;
import kr.bongsu.fcmemulator.topic.Condition;
import kr.bongsu.fcmemulator.topic.Topics;

/// Gives an accepted message its name and brings it to every phone that it is for.
final class Delivery {

    private final MessageNames names;
    private final Phones phones;
    private final Topics topics;

    Delivery(MessageNames names, Phones phones, Topics topics) {
        this.names = names;
        this.phones = phones;
        this.topics = topics;
    }

    /// Delivers and returns the message's name.
    String deliver(Node message, Target target, Instant now) {
        return switch (target) {
            case Target.Token(String token) -> toDevice(message, token, now);
            case Target.Fid(String fid) -> toDevice(message, fid, now);
            case Target.Topic(String topic) -> toAll(message, topics.subscribers(topic), now);
            case Target.Combination(String expression) ->
                    toAll(message, topics.matching(Condition.parse(expression).orElseThrow()), now);
        };
    }

    /// The name that a dry run is answered with.
    String nameOfDryRun(Target target) {
        return switch (target) {
            case Target.Token _, Target.Fid _ -> names.ofDryRun();
            case Target.Topic _, Target.Combination _ -> names.forTopic();
        };
    }

    private String toDevice(Node message, String token, Instant now) {
        String name = names.forToken();
        phones.accepted(message, name);
        phones.deliver(token, name, message, now);
        return name;
    }

    private String toAll(Node message, Set<String> tokens, Instant now) {
        String name = names.forTopic();
        phones.accepted(message, name);
        for (String token : tokens) {
            phones.deliver(token, name, message, now);
        }
        return name;
    }
}
