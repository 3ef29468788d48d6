package kr.bongsu.supervisor.daemon;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.libc.EventLoop;

/// What every part of the daemon works with.
record Surroundings(
        EventLoop loop, InstantSource clock, Home home, DaemonLog log, EventBus events) {

    /// Sees to it that a failure in work that nobody waits for is logged.
    void unattended(CompletableFuture<?> work) {
        var _ =
                work.whenComplete((result, failure) -> {
                    if (failure != null) {
                        log.failure(failure);
                    }
                });
    }
}
