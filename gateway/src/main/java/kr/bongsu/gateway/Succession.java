package kr.bongsu.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The gateway whose place this one is to take, while both run: the process manager names it in
/// `BONGSU_REPLACES` when it reloads.
record Succession(Optional<ProcessHandle> before) {

    /// Longer than the one before may take to finish: then it is killed.
    static final Duration LIMIT = Duration.ofSeconds(90);

    static Succession of(Map<String, String> environment) {
        String pid = environment.getOrDefault("BONGSU_REPLACES", "");
        return new Succession(
                pid.matches("\\d{1,18}")
                        ? ProcessHandle.of(Long.parseLong(pid))
                        : Optional.empty());
    }

    /// Whether the one before still runs.
    boolean isPending() {
        return before.filter(ProcessHandle::isAlive).isPresent();
    }

    /// Runs a task once the one before has ended, or does not end.
    void afterwards(Runnable task) {
        CompletableFuture<?> ended =
                before.<CompletableFuture<?>>map(ProcessHandle::onExit)
                        .orElseGet(() -> CompletableFuture.completedFuture(null));
        CompletableFuture<?> _ =
                ended.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .whenComplete((_, _) -> task.run());
    }
}
