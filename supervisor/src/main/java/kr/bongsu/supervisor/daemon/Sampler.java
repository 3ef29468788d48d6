package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.process.ProcFs;
import kr.bongsu.supervisor.process.ProcessTree;
import kr.bongsu.supervisor.process.Run;

/// Measures what processes use. CPU is the share since the sample before, memory is of this moment.
final class Sampler {
    private static final Duration FRESH = Duration.ofMillis(500);
    private static final long NANOS_PER_TICK = 10_000_000;

    private record Sample(long atNanos, long cpuTicks, ProcessView.Usage usage) {}

    private final ProcFs proc;
    private final ProcessTree tree;
    private final Map<Run, Sample> samples = new HashMap<>();

    /// Looked up once for all runs of one list, not once for each.
    private List<ProcessTree.Orphan> orphans = List.of();

    private long orphansAt = System.nanoTime() - FRESH.toNanos();

    Sampler(ProcFs proc, ProcessTree tree) {
        this.proc = proc;
        this.tree = tree;
    }

    /// What a run uses, measured now unless it was just measured.
    ProcessView.Usage usage(Run run) {
        long now = System.nanoTime();
        Sample last = samples.get(run);
        if (last != null && now - last.atNanos < FRESH.toNanos()) {
            return last.usage;
        }
        ProcFs.Stat main = proc.stat(run.pid());
        if (main == null) {
            return new ProcessView.Usage(0, 0, 0);
        }
        long ticks = main.cpuTicks();
        long memory = main.residentBytes();
        for (int pid : tree.descendants(run, orphans(now))) {
            ProcFs.Stat stat = proc.stat(pid);
            if (stat != null) {
                ticks += stat.cpuTicks();
                memory += stat.residentBytes();
            }
        }
        ProcessView.Usage usage =
                new ProcessView.Usage(cpu(last, now, ticks), memory, proc.openFiles(run.pid()));
        samples.put(run, new Sample(now, ticks, usage));
        return usage;
    }

    private List<ProcessTree.Orphan> orphans(long now) {
        if (now - orphansAt >= FRESH.toNanos()) {
            orphans = tree.orphans();
            orphansAt = now;
        }
        return orphans;
    }

    /// Memory of the main process alone.
    long mainMemory(Run run) {
        return Optional.ofNullable(proc.stat(run.pid())).map(ProcFs.Stat::residentBytes).orElse(0L);
    }

    private static double cpu(
            @org.jspecify.annotations.Nullable Sample last, long now, long ticks) {
        if (last == null || ticks < last.cpuTicks) {
            return 0;
        }
        double share = 100.0 * (ticks - last.cpuTicks) * NANOS_PER_TICK / (now - last.atNanos);
        return Math.round(10 * share) / 10.0;
    }

    void forgetAllBut(java.util.Collection<Run> runs) {
        samples.keySet().retainAll(runs);
    }
}
