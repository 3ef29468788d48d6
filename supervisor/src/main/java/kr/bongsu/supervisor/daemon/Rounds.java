package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.CronSchedule;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.State;

/// Looks at every running process once a second: its memory against its limit, the clock against
/// its schedule.
final class Rounds {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Surroundings around;
    private final Table table;
    private final Sampler sampler;
    private final Acts acts;
    private final Map<Integer, Schedule> schedules = new HashMap<>();

    private record Schedule(CronSchedule cron, Optional<Instant> next) {}

    /// What is done in a round.
    record Acts(Endings endings, Watches watches, Renewals renewals) {}

    Rounds(Surroundings around, Table table, Sampler sampler, Acts acts) {
        this.around = around;
        this.table = table;
        this.sampler = sampler;
        this.acts = acts;
    }

    void start() {
        around.loop().after(EVERY, this::round);
    }

    private void round() {
        around.loop().after(EVERY, this::round);
        acts.endings().reapOrphans();
        List<Run> running = new ArrayList<>();
        Instant now = around.clock().instant();
        for (Entry entry : table.all()) {
            if (entry.state() instanceof State.Online online) {
                running.add(online.process());
                checkMemory(entry, online.process());
            }
            checkSchedule(entry, now);
        }
        acts.watches().follow(table.all());
        sampler.forgetAllBut(running);
        schedules.keySet().retainAll(table.all().stream().map(Entry::id).toList());
    }

    private void checkMemory(Entry entry, Run run) {
        AppSpec.Triggers triggers = entry.spec().supervision().triggers();
        OptionalLong limit = triggers.memoryLimit();
        if (limit.isEmpty()) {
            return;
        }
        long used =
                triggers.wholeTree() ? sampler.usage(run).memoryBytes() : sampler.mainMemory(run);
        if (used > limit.getAsLong()) {
            around.log()
                    .warn(
                            "process.over-memory",
                            "app",
                            entry.name(),
                            "id",
                            entry.id(),
                            "bytes",
                            used,
                            "limit",
                            limit.getAsLong());
            acts.renewals().renew(entry);
        }
    }

    /// A schedule acts on processes that run; a stopped one stays stopped.
    private void checkSchedule(Entry entry, Instant now) {
        Optional<CronSchedule> cron = entry.spec().supervision().triggers().cron();
        if (cron.isEmpty()) {
            schedules.remove(entry.id());
            return;
        }
        Schedule known = schedules.get(entry.id());
        boolean same = known != null && known.cron().equals(cron.get());
        if (known != null && same && known.next().map(now::isBefore).orElse(true)) {
            return;
        }
        schedules.put(entry.id(), new Schedule(cron.get(), cron.get().next(now)));
        if (same && entry.state() instanceof State.Online) {
            around.log().info("process.scheduled-restart", "app", entry.name(), "id", entry.id());
            acts.renewals().renew(entry);
        }
    }
}
