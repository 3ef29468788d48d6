package kr.bongsu.gateway.intake;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.admin.Problem;

/// What each key may hand in a minute. Bounded by the number of keys.
final class Allowances {

    private static final int MANY_REQUESTS = 429;

    private final int otherwise;
    private final InstantSource clock;
    private final Map<String, Allowance> byName = new ConcurrentHashMap<>();

    /// @param otherwise what a key without a limit of its own may hand in
    Allowances(int otherwise, InstantSource clock) {
        this.otherwise = otherwise;
        this.clock = clock;
    }

    /// Takes so many of a key's allowance, or says when to come again.
    void take(Caller caller, int pushes) {
        int perMinute = caller.perMinute().orElse(otherwise);
        if (pushes > perMinute) {
            throw new Problem(413, "a key may hand in " + perMinute + " pushes a minute");
        }
        boolean[] isAllowed = {false};
        Allowance now =
                byName.compute(
                        caller.name(),
                        (_, before) -> {
                            // A key that was made anew may have another limit.
                            Allowance known =
                                    before == null || before.perMinute() != perMinute
                                            ? Allowance.full(perMinute, clock.instant())
                                            : before.at(clock.instant());
                            isAllowed[0] = known.allows(pushes);
                            return isAllowed[0] ? known.take(pushes) : known;
                        });
        if (!isAllowed[0]) {
            throw new Problem(
                    MANY_REQUESTS,
                    "this key has handed in its " + perMinute + " pushes of the last minute",
                    now.until(pushes));
        }
    }

    /// Gives back what was taken for pushes that were not stored.
    void giveBack(Caller caller, int pushes) {
        Allowance _ = byName.computeIfPresent(caller.name(), (_, each) -> each.give(pushes));
    }
}
