package kr.bongsu.gateway.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Who does not take what became of pushes just now, for those who look after it. For all threads.
public final class Untaken {

    /// Shorter than this it is nobody's business.
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final Map<String, Trouble> byTarget = new ConcurrentHashMap<>();

    /// What is wrong with one of those who are told.
    ///
    /// @param target under whose name the ledger keeps what waits
    /// @param since when it takes nothing; nothing while it takes what it is told
    /// @param refused outcomes that it refuses by themselves
    public record Trouble(String target, Optional<Instant> since, int refused) {

        private boolean isWorthALook(Instant now) {
            return refused > 0 || since.filter(each -> each.plus(SHORT).isBefore(now)).isPresent();
        }
    }

    /// It has just not taken what it was told.
    public void takesNothing(String target, int refused, Instant now) {
        byTarget.merge(
                target,
                new Trouble(target, Optional.of(now), refused),
                (before, first) ->
                        new Trouble(target, before.since.or(() -> first.since), refused));
    }

    /// It takes what it is told, but those.
    public void takes(String target, int refused) {
        byTarget.put(target, new Trouble(target, Optional.empty(), refused));
    }

    /// What should be looked at now, by name.
    public List<Trouble> list(Instant now) {
        List<Trouble> troubles = new ArrayList<>(new TreeMap<>(byTarget).values());
        troubles.removeIf(each -> !each.isWorthALook(now));
        return troubles;
    }
}
