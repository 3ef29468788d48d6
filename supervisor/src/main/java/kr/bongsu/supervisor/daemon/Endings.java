package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.libc.Signal;
import kr.bongsu.supervisor.process.ProcessTree;
import kr.bongsu.supervisor.process.Run;

/// Ends processes with everything that descends from them, first politely, after `kill_timeout` for
/// certain.
final class Endings {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration REAPING = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final ProcessTree tree;

    /// The moment, by the loop's clock in nanoseconds, at which a run that is being ended is
    /// killed.
    private final Map<Run, Long> deadlines = new HashMap<>();

    Endings(EventLoop loop, ProcessTree tree) {
        this.loop = loop;
        this.tree = tree;
    }

    /// Asks a process to end and sees to it that it does. The end itself is reported by its pidfd.
    ///
    /// @param told whether a message has asked already, so that no signal is needed
    void begin(Run run, AppSpec.Stopping rules, boolean told) {
        int signal = Signal.of(rules.signal()).number();
        if (!told && rules.tree()) {
            tree.signal(run, true, signal);
        } else if (!told) {
            Processes.kill(run.pid(), signal);
        }
        killLater(run, rules);
    }

    /// Ends a process that hangs, for certain after `kill_timeout`.
    void abort(Run run, AppSpec.Stopping rules) {
        Processes.kill(run.pid(), Signal.SIGABRT.number());
        killLater(run, rules);
    }

    private void killLater(Run run, AppSpec.Stopping rules) {
        deadlines.put(run, System.nanoTime() + rules.killTimeout().toNanos());
        loop.after(
                rules.killTimeout(),
                () -> {
                    if (deadlines.containsKey(run)) {
                        if (rules.tree()) {
                            tree.killAll(run);
                        }
                        Processes.kill(run.pid(), Signal.SIGKILL.number());
                    }
                });
    }

    /// Waits until the descendants of an ended process are gone too.
    ///
    /// After a stop they have until the deadline; after a crash they are killed at once, because
    /// the next start would find their ports taken.
    void sweep(Run run, AppSpec.Stopping rules, boolean asked, Runnable gone) {
        if (!rules.tree()) {
            deadlines.remove(run);
            gone.run();
            return;
        }
        long now = System.nanoTime();
        long killAt = asked ? deadlines.getOrDefault(run, now) : now;
        look(run, killAt, Math.max(now, killAt) + REAPING.toNanos(), gone);
    }

    private void look(Run run, long killAt, long giveUpAt, Runnable gone) {
        reapOrphans();
        long now = System.nanoTime();
        boolean left = tree.hasLeftovers(run);
        if (!left || now - giveUpAt > 0) {
            deadlines.remove(run);
            gone.run();
            return;
        }
        if (now - killAt >= 0) {
            tree.killAll(run);
        }
        loop.after(LOOK_AGAIN, () -> look(run, killAt, giveUpAt, gone));
    }

    /// Takes leave of ended orphans that the kernel gave us.
    void reapOrphans() {
        tree.endedOrphans().forEach(Processes::reap);
    }
}
