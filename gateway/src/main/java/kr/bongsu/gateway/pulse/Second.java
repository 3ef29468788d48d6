package kr.bongsu.gateway.pulse;

import java.util.Map;
import java.util.TreeMap;

/// What happened in one second; used again a minute later.
final class Second {

    /// More kinds of refusals than FCM has.
    private static final int MOST_KINDS = 32;

    private final Histogram times = new Histogram();
    private final Map<String, Long> refusals = new TreeMap<>();
    private long second = Long.MIN_VALUE;
    private long sent;

    /// Forgets an earlier second.
    synchronized void begin(long now) {
        if (second != now) {
            second = now;
            sent = 0;
            times.clear();
            refusals.clear();
        }
    }

    synchronized void sent() {
        sent++;
    }

    /// @param refusal empty for none
    synchronized void answered(long nanos, String refusal) {
        times.add(nanos);
        if (!refusal.isEmpty() && (refusals.size() < MOST_KINDS || refusals.containsKey(refusal))) {
            refusals.merge(refusal, 1L, Long::sum);
        }
    }

    /// Adds this second to a sum, unless it is older than that.
    ///
    /// @return how many were sent in it
    synchronized long addTo(long olderThan, Histogram sum, Map<String, Long> kinds) {
        if (second <= olderThan) {
            return 0;
        }
        sum.add(times);
        refusals.forEach((kind, number) -> kinds.merge(kind, number, Long::sum));
        return sent;
    }
}
