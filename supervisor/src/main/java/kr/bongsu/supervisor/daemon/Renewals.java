package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Puts a new process in the place of one whose time has come: it is over its memory limit, on
/// schedule, or its files have changed.
///
/// Where the new one does not become ready the old one goes on, and that is tried again later.
final class Renewals {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Surroundings around;
    private final Reloads reloads;
    private final Map<Integer, Instant> notBefore = new HashMap<>();

    Renewals(Surroundings around, Reloads reloads) {
        this.around = around;
        this.reloads = reloads;
    }

    void renew(Entry entry) {
        Instant now = around.clock().instant();
        notBefore.values().removeIf(now::isAfter);
        if (notBefore.containsKey(entry.id()) || reloads.isRunning(entry.name())) {
            return;
        }
        around.unattended(
                reloads.renew(entry)
                        .thenAccept(result -> {
                            if (!result.problems().isEmpty()) {
                                notBefore.put(entry.id(), around.clock().instant().plus(PAUSE));
                            }
                        }));
    }
}
