package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.State;
import org.jspecify.annotations.Nullable;

/// Replaces the processes of one application by new ones without a moment in which none serves.
///
/// ```
///  new ones start ──all ready──▶ hold ──all still online──▶ take their places; old ones drain and end
///        │                         │
///        └── one is not ───────────┴──▶ new ones end; the old ones have served all along
/// ```
///
/// A failure in a later batch leaves the earlier batches replaced and says so.
final class Rollout {
    /// One process to replace, by what.
    record Change(Entry before, AppSpec spec, Entry.Origin origin) {}

    /// Why it ended without success, and what the process that failed wrote last.
    record Failure(String reason, List<String> lastLines) {}

    private record Step(Change change, Entry after, LastLines output) {}

    private final Surroundings around;
    private final Table table;
    private final Logs logs;
    private final int parallel;
    private final Deque<Change> waiting;
    private final int total;
    private final CompletableFuture<Optional<Failure>> done = new CompletableFuture<>();
    private List<Step> steps = List.of();
    private @Nullable String broken;

    /// @param changes of one application, at least one
    Rollout(Surroundings around, Table table, Logs logs, List<Change> changes, int parallel) {
        this.around = around;
        this.table = table;
        this.logs = logs;
        this.parallel = parallel;
        waiting = new ArrayDeque<>(changes);
        total = changes.size();
    }

    /// Begins; the answer comes when every replaced process has ended, or with the failure.
    CompletableFuture<Optional<Failure>> run() {
        next();
        return done;
    }

    /// Ends it as a failure, unless the new processes have taken over already.
    void cancel(String reason) {
        if (broken == null) {
            broken = reason;
            steps.forEach(step -> around.unattended(step.after().stop()));
        }
    }

    private void next() {
        if (waiting.isEmpty()) {
            done.complete(Optional.empty());
            return;
        }
        AppSpec.Rolling rules = waiting.getFirst().spec().supervision().rolling();
        int size = rules.batch() == 0 ? waiting.size() : Math.min(rules.batch(), waiting.size());
        List<Step> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(step(waiting.remove()));
        }
        steps = batch;
        List<Entry> fresh = batch.stream().map(Step::after).toList();
        around.unattended(
                Batch.run(fresh, parallel, this::startUnlessBroken)
                        .thenRun(() -> judge(() -> around.loop().after(rules.hold(), this::held))));
    }

    private Step step(Change change) {
        Entry after = change.before().successor(change.spec(), change.origin());
        table.setAside(after);
        Logs.Files3 files = logs.files(change.spec(), after.id(), change.origin().instance());
        return new Step(change, after, LastLines.from(files));
    }

    private CompletableFuture<State> startUnlessBroken(Entry after) {
        if (broken != null) {
            return CompletableFuture.completedFuture(after.state());
        }
        return after.start()
                .thenApply(state -> {
                    if (!(state instanceof State.Online) && broken == null) {
                        broken = why(after);
                    }
                    return state;
                });
    }

    private void held() {
        judge(this::takeOver);
    }

    private void judge(Runnable good) {
        for (Step step : steps) {
            if (broken == null && !(step.after().state() instanceof State.Online)) {
                broken = why(step.after());
            }
        }
        if (broken == null) {
            good.run();
        } else {
            giveUp(broken);
        }
    }

    private static String why(Entry after) {
        String name = "the new process of " + after.name() + " (id " + after.id() + ") ";
        if (after.note().isEmpty()) {
            return name + after.state().lastExit().map(Exit::words).orElse("did not stay online");
        }
        return name + after.note();
    }

    private void giveUp(String reason) {
        List<Entry> fresh = steps.stream().map(Step::after).toList();
        Entry culprit =
                fresh.stream()
                        .filter(after -> !(after.state() instanceof State.Online))
                        .findFirst()
                        .orElse(fresh.getFirst());
        around.unattended(
                Batch.run(fresh, fresh.size(), Entry::stop)
                        .thenRun(() -> {
                            fresh.forEach(table::forget);
                            done.complete(Optional.of(failure(reason, culprit)));
                        }));
    }

    private Failure failure(String reason, Entry culprit) {
        int replaced = total - waiting.size() - steps.size();
        List<String> lines =
                steps.stream()
                        .filter(step -> step.after() == culprit)
                        .flatMap(step -> step.output().read().stream())
                        .toList();
        return new Failure(
                reason
                        + (replaced == 0
                                ? "; the old processes go on serving"
                                : "; " + replaced + " of " + total + " were replaced before that"),
                lines);
    }

    private void takeOver() {
        List<Entry> old = new ArrayList<>();
        for (Step step : steps) {
            Entry before = step.change().before();
            table.replace(before, step.after());
            old.add(before);
            try {
                step.after().confirm(step.change().spec(), before);
            } catch (IOException e) {
                around.log().failure(e);
            }
        }
        steps = List.of();
        around.unattended(
                Batch.run(old, old.size(), Entry::stop)
                        .thenRun(() -> {
                            old.forEach(table::forget);
                            next();
                        }));
    }
}
