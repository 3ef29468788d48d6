package kr.bongsu.distribution.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Played;
import kr.bongsu.distribution.stage.ProgramFailed;
import kr.bongsu.distribution.stage.Stage;

/// Follows the pushes until all are settled, nothing moves any more, or a stop is asked for.
record Watch(Stage stage, Gateway gateway, StopRequest stop, ProgressBar bar) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /// Retries of a slow machine stay below it; a push that hangs does not.
    private static final Duration STILL_LIMIT = Duration.ofSeconds(90);

    /// What was seen at the end; `played` is empty when the FEP is not through.
    record Seen(Optional<Played> played, Counts counts, Duration time) {

        private boolean isSettled() {
            return played.isPresent() && counts.pending() == 0;
        }
    }

    Seen follow() throws IOException, ProgramFailed, InterruptedException {
        long begun = System.nanoTime();
        long moved = begun;
        Seen last = look(begun);
        while (!last.isSettled()
                && System.nanoTime() - moved < STILL_LIMIT.toNanos()
                && !stop.isAskedWithin(LOOK_EVERY)) {
            stage.mustBeAlive();
            gateway.program().mustBeAlive();
            Seen seen = look(begun);
            if (!seen.counts.equals(last.counts)) {
                moved = System.nanoTime();
            }
            last = seen;
            bar.show(seen.counts.settled(), seen.time);
        }
        bar.clear();
        return last;
    }

    private Seen look(long begun) throws IOException, InterruptedException {
        // The FEP's account first: what it counts as acknowledged must be in the counts read after
        // it.
        Optional<Played> played = stage.played();
        Counts counts = gateway.counts();
        return new Seen(played, counts, Duration.ofNanos(System.nanoTime() - begun));
    }

    /// Waits for the stop request, as long as every program lives.
    void linger() throws ProgramFailed, InterruptedException {
        while (!stop.isAskedWithin(LOOK_EVERY)) {
            stage.mustBeAlive();
            gateway.program().mustBeAlive();
        }
    }
}
