package kr.bongsu.supervisor.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import kr.bongsu.supervisor.libc.Processes;

/// Finds every process that descends from a run, also those that left its group, its session or
/// their parent.
///
/// Three nets: the children of the main process and theirs; orphans, which the kernel gives to the
/// daemon because it is a subreaper and which carry the run's token in their environment; and the
/// process group for orphans that cleared it.
public final class ProcessTree {
    /// The variable that marks a run's descendants.
    public static final String TOKEN = "BONGSU_RUN";

    private final ProcFs proc;
    private final int self;
    private final IntPredicate mainProcess;

    /// Tokens of runs that an earlier daemon started: their orphans are not our children and are
    /// looked for everywhere.
    private final Set<String> adopted = new HashSet<>();

    public ProcessTree(ProcFs proc, int self, IntPredicate mainProcess) {
        this.proc = proc;
        this.self = self;
        this.mainProcess = mainProcess;
    }

    /// Takes on a run that an earlier daemon started.
    public void adopt(Run run) {
        adopted.add(run.token());
    }

    /// A process that may belong to any run, with what tells to which.
    ///
    /// @param token empty when its environment has none, or may not be read
    public record Orphan(int pid, int group, String token) {
        boolean belongsTo(Run run) {
            return group == run.pid() || token.equals(run.token());
        }
    }

    /// The orphans of this moment, for looking at many runs at once.
    public List<Orphan> orphans() {
        return orphans(!adopted.isEmpty());
    }

    private List<Orphan> orphans(boolean everywhere) {
        List<Orphan> orphans = new ArrayList<>();
        for (int pid : everywhere ? proc.all() : proc.children(self)) {
            ProcFs.Stat stat = mainProcess.test(pid) ? null : proc.stat(pid);
            if (stat != null && stat.state() != 'Z') {
                orphans.add(new Orphan(pid, stat.group(), proc.environmentValue(pid, TOKEN)));
            }
        }
        return orphans;
    }

    /// All live members without the main process, parents before children.
    public Set<Integer> descendants(Run run) {
        return descendants(run, orphans(adopted.contains(run.token())));
    }

    /// The same, with orphans that were looked up for many runs.
    public Set<Integer> descendants(Run run, List<Orphan> orphans) {
        Set<Integer> members = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(run.pid());
        for (Orphan orphan : orphans) {
            if (orphan.pid() != run.pid() && orphan.belongsTo(run)) {
                open.add(orphan.pid());
                members.add(orphan.pid());
            }
        }
        while (!open.isEmpty()) {
            for (int child : proc.children(open.remove())) {
                if (members.add(child)) {
                    open.add(child);
                }
            }
        }
        members.remove(run.pid());
        members.removeIf(pid -> !isAlive(pid));
        return members;
    }

    /// Whether anything but the main process is left, cheap enough to ask often.
    public boolean hasLeftovers(Run run) {
        return Processes.kill(-run.pid(), 0) == 0 || !descendants(run).isEmpty();
    }

    public void signal(Run run, boolean mainToo, int signal) {
        List<Integer> members = List.copyOf(descendants(run)).reversed();
        for (int pid : members) {
            Processes.kill(pid, signal);
        }
        if (mainToo) {
            Processes.kill(run.pid(), signal);
        }
    }

    /// Ends everything of a run that is still there.
    public void killAll(Run run) {
        signal(run, false, 9);
        Processes.kill(-run.pid(), 9);
    }

    /// Children of the daemon that have ended and wait to be reaped, without the main processes,
    /// whose pidfds tell.
    public List<Integer> endedOrphans() {
        List<Integer> ended = new ArrayList<>();
        for (int child : proc.children(self)) {
            ProcFs.Stat stat = proc.stat(child);
            if (stat != null && stat.state() == 'Z' && !mainProcess.test(child)) {
                ended.add(child);
            }
        }
        return ended;
    }

    /// Ends whatever is left below the daemon, also what no net caught; for the daemon's own end.
    public void killStrays() {
        for (int child : proc.children(self)) {
            Processes.kill(child, 9);
        }
    }

    private boolean isAlive(int pid) {
        ProcFs.Stat stat = proc.stat(pid);
        return stat != null && stat.state() != 'Z';
    }
}
