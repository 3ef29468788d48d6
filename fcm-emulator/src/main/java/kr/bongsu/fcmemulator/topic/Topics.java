package kr.bongsu.fcmemulator.topic;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is subscribed to what.
public final class Topics {

    /// What became of a subscription.
    public enum Change {
        DONE,
        /// It was so already.
        UNCHANGED,
        /// The app instance has 2,000 topics, or the emulator is full.
        TOO_MANY
    }

    private static final int PER_TOKEN = 2_000;
    private static final int ALL = 200_000;

    private final Map<String, Set<String>> tokensByTopic = new LinkedHashMap<>();
    private final Map<String, Set<String>> topicsByToken = new LinkedHashMap<>();
    private int size;

    public Change subscribe(String token, String topic) {
        Set<String> topics = topicsByToken.getOrDefault(token, Set.of());
        if (topics.contains(topic)) {
            return Change.UNCHANGED;
        }
        if (topics.size() >= PER_TOKEN || size >= ALL) {
            return Change.TOO_MANY;
        }
        topicsByToken.computeIfAbsent(token, _ -> new LinkedHashSet<>()).add(topic);
        tokensByTopic.computeIfAbsent(topic, _ -> new LinkedHashSet<>()).add(token);
        size++;
        return Change.DONE;
    }

    public Change unsubscribe(String token, String topic) {
        Set<String> topics = topicsByToken.get(token);
        if (topics == null || !topics.remove(topic)) {
            return Change.UNCHANGED;
        }
        if (topics.isEmpty()) {
            topicsByToken.remove(token);
        }
        Set<String> tokens = tokensByTopic.getOrDefault(topic, new HashSet<>());
        tokens.remove(token);
        if (tokens.isEmpty()) {
            tokensByTopic.remove(topic);
        }
        size--;
        return Change.DONE;
    }

    public boolean isSubscribed(String token, String topic) {
        return topicsByToken.getOrDefault(token, Set.of()).contains(topic);
    }

    public List<String> topicsOf(String token) {
        return List.copyOf(topicsByToken.getOrDefault(token, Set.of()));
    }

    public Set<String> subscribers(String topic) {
        return Set.copyOf(tokensByTopic.getOrDefault(topic, Set.of()));
    }

    /// The tokens for which a condition holds, among those with any subscription.
    public Set<String> matching(Condition condition) {
        Set<String> candidates = new LinkedHashSet<>();
        if (condition.holds(_ -> false)) {
            candidates.addAll(topicsByToken.keySet());
        } else {
            for (String topic : condition.topics()) {
                candidates.addAll(tokensByTopic.getOrDefault(topic, Set.of()));
            }
        }
        candidates.removeIf(token -> !condition.holds(topic -> isSubscribed(token, topic)));
        return candidates;
    }

    /// Every topic with the number of its subscribers.
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        tokensByTopic.forEach((topic, tokens) -> sizes.put(topic, tokens.size()));
        return sizes;
    }

    public void clear() {
        tokensByTopic.clear();
        topicsByToken.clear();
        size = 0;
    }
}
