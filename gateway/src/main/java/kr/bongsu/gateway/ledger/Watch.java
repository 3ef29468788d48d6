package kr.bongsu.gateway.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Judges which nodes are silent; pure. Looks at beats and at this machine's own running time,
/// never at anybody's wall clock.
///
/// A watcher that could not look for a while knows nothing about that while (perhaps the database
/// stood still for all) and begins anew.
///
/// @param leaseNanos a node whose beat stays the same for so long is dead
/// @param lastLook when it looked last, in nanoseconds
record Watch(long leaseNanos, long lastLook, Map<Long, Seen> seen) {

    /// A beat and since when it has been the same.
    record Seen(long beat, long since) {}

    Watch {
        seen = Map.copyOf(seen);
    }

    static Watch starting(long leaseNanos, long now) {
        return new Watch(leaseNanos, now, Map.of());
    }

    /// @param asked when the question about the nodes left; what they did later is not in the
    ///   answer
    Watch look(List<Node> nodes, long asked, long now) {
        boolean wasAway = now - lastLook > leaseNanos / 2;
        Map<Long, Seen> next = new HashMap<>();
        for (Node node : nodes) {
            Seen before = seen.get(node.id());
            boolean same = !wasAway && before != null && before.beat() == node.beat();
            next.put(node.id(), same ? before : new Seen(node.beat(), now));
        }
        return new Watch(leaseNanos, asked, next);
    }

    /// Whether nothing was heard of it for as long as its lease.
    boolean isSilent(Node node, long now) {
        Seen before = seen.get(node.id());
        return before != null && before.beat() == node.beat() && now - before.since() >= leaseNanos;
    }
}
