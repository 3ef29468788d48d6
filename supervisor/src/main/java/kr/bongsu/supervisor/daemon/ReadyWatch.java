package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.process.Acceptors;
import org.jspecify.annotations.Nullable;

/// Waits for the sign that a started process is ready, as long as its settings allow.
///
/// Exactly one of `ready` and `late` is called, unless it is cancelled before.
final class ReadyWatch {
    private static final Duration LOOK = Duration.ofMillis(15);

    private final EventLoop loop;
    private final AppSpec.Readiness rules;
    private final Runnable ready;
    private final Consumer<String> late;
    private EventLoop.@Nullable Timer deadline;
    private boolean over;

    /// @param late takes the sentence that says what did not happen
    ReadyWatch(EventLoop loop, AppSpec.Readiness rules, Runnable ready, Consumer<String> late) {
        this.loop = loop;
        this.rules = rules;
        this.ready = ready;
        this.late = late;
    }

    /// @param sockets the numbers of the sockets that the process was given
    void start(int pid, List<Long> sockets) {
        switch (rules.sign()) {
            case AppSpec.Ready.AtOnce _ -> {
                happened();
                return;
            }
            case AppSpec.Ready.Said _ -> {}
            case AppSpec.Ready.Listens _ -> look(pid, sockets);
            case AppSpec.Ready.Opens opens -> {
                look(pid, sockets);
                if (sockets.isEmpty()) {
                    // A program that listens nowhere does its work otherwise.
                    deadline = loop.after(opens.patience(), this::happened);
                    return;
                }
            }
            case AppSpec.Ready.Answers answers ->
                    new Probe(answers.probe(), rules.timeout())
                            .start(() -> loop.execute(this::happened));
        }
        deadline = loop.after(rules.timeout(), this::missed);
    }

    /// The process has said that it is ready.
    void said() {
        if (rules.sign() instanceof AppSpec.Ready.Said) {
            happened();
        }
    }

    private void look(int pid, List<Long> sockets) {
        if (over) {
            return;
        }
        if (waits(pid, sockets)) {
            happened();
        } else {
            loop.after(LOOK, () -> look(pid, sockets));
        }
    }

    private boolean waits(int pid, List<Long> sockets) {
        if (rules.sign() instanceof AppSpec.Ready.Opens || sockets.isEmpty()) {
            // It may listen elsewhere than its predecessor did.
            return (!sockets.isEmpty() && Acceptors.waits(pid, sockets))
                    || Acceptors.opened(pid).stream()
                            .anyMatch(opened -> !sockets.contains(opened.inode()));
        }
        return Acceptors.waits(pid, sockets);
    }

    private void happened() {
        if (!over) {
            cancel();
            ready.run();
        }
    }

    private void missed() {
        if (!over) {
            cancel();
            late.accept(
                    switch (rules.sign()) {
                                case AppSpec.Ready.AtOnce _, AppSpec.Ready.Said _ ->
                                        "did not report ready";
                                case AppSpec.Ready.Listens _, AppSpec.Ready.Opens _ ->
                                        "did not listen";
                                case AppSpec.Ready.Answers answers ->
                                        "did not answer at " + answers.probe();
                            }
                            + " within "
                            + rules.timeout().toMillis()
                            + " ms");
        }
    }

    void cancel() {
        over = true;
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
