package kr.bongsu.gateway.result;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.bongsu.gateway.ledger.PushOutcome;

/// Outcomes that are refused for what they are, so that others need not wait for them; told again
/// after a while. Bounded. For one thread.
final class Aside {

    static final Duration PAUSE = Duration.ofMinutes(5);

    private static final int MOST = 1_000;

    private final Set<Long> numbers = new HashSet<>();
    private long since;

    /// Those that are not put aside.
    ///
    /// @param nanos of a clock that only goes forward
    List<PushOutcome> others(List<PushOutcome> outcomes, long nanos) {
        if (nanos - since > PAUSE.toNanos()) {
            numbers.clear();
        }
        return outcomes.stream().filter(each -> !numbers.contains(each.number())).toList();
    }

    int size() {
        return numbers.size();
    }

    /// Passes them over for a while.
    ///
    /// @return false when too many are refused for it to be the fault of each
    boolean put(List<PushOutcome> refused, long nanos) {
        if (numbers.isEmpty()) {
            since = nanos;
        }
        if (numbers.size() + refused.size() > MOST) {
            return false;
        }
        refused.forEach(each -> numbers.add(each.number()));
        return true;
    }
}
