package kr.bongsu.gateway.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What [Fleet#members] tells, asked for once a second at most, however many look.
public final class Roster {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final InstantSource clock;
    private Instant told = Instant.MIN;
    private Optional<List<Member>> members = Optional.empty();

    public Roster(Fleet fleet, InstantSource clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /// Every process as it was within the last second, or nothing when no manager runs.
    ///
    /// @throws IOException when it does not answer; the next one asks again
    public synchronized Optional<List<Member>> members() throws IOException {
        Instant now = clock.instant();
        if (told.isBefore(now.minus(FRESH))) {
            members = fleet.members();
            told = now;
        }
        return members;
    }

    /// Something was done to a process: what was told before is not how it is.
    public synchronized void forget() {
        told = Instant.MIN;
    }
}
