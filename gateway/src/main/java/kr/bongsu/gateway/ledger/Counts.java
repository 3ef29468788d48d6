package kr.bongsu.gateway.ledger;

import java.util.EnumMap;
import java.util.Map;

/// How many pushes there are in each state. A state that is missing has none.
public record Counts(Map<PushState, Long> pushes) {

    static final Counts NONE = new Counts(Map.of());

    public Counts {
        pushes = Map.copyOf(pushes);
    }

    public long in(PushState state) {
        return pushes.getOrDefault(state, 0L);
    }

    public long stored() {
        return pushes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long accepted() {
        return in(PushState.ACCEPTED);
    }

    public long rejected() {
        return in(PushState.REJECTED);
    }

    /// Stored and not final yet.
    public long open() {
        return stored() - settled();
    }

    /// In a final state.
    public long settled() {
        return pushes.entrySet().stream()
                .filter(each -> each.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Counts plus(Counts other) {
        Map<PushState, Long> sum = new EnumMap<>(PushState.class);
        sum.putAll(pushes);
        other.pushes.forEach((state, number) -> sum.merge(state, number, Long::sum));
        sum.values().removeIf(number -> number == 0);
        return new Counts(sum);
    }
}
