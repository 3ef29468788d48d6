package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.Request;

/// Reloads applications, each by a [Rollout] of its own, one after the other.
///
/// An application that is given no sockets cannot have two generations at once (the second would
/// find its port taken); its processes are restarted one by one.
final class Reloads {
    private final Surroundings around;
    private final Table table;
    private final Fleet fleet;
    private final Entry.Tools tools;
    private final Histories histories;
    private final Map<String, Rollout> running = new HashMap<>();

    Reloads(Surroundings around, Table table, Fleet fleet, Entry.Tools tools, Histories histories) {
        this.histories = histories;
        this.around = around;
        this.table = table;
        this.fleet = fleet;
        this.tools = tools;
    }

    /// What came of it.
    ///
    /// @param problems sentences and last log lines, empty when all went well
    record Result(List<Entry> entries, List<String> problems) {}

    boolean isRunning() {
        return !running.isEmpty();
    }

    boolean isRunning(String app) {
        return running.containsKey(app);
    }

    /// Gives way to another wish about these processes.
    void cancel(List<Entry> entries, String reason) {
        for (Entry entry : entries) {
            Rollout rollout = running.get(entry.name());
            if (rollout != null) {
                rollout.cancel(reason);
            }
        }
    }

    /// Reloads processes with changed settings.
    CompletableFuture<Result> reload(List<Entry> entries, Request.Reload request) {
        Map<String, List<Rollout.Change>> byName = new LinkedHashMap<>();
        for (Entry entry : entries) {
            AppSpec spec = AppSpec.of(entry.spec().settings().overriddenBy(request.changes()));
            byName.computeIfAbsent(entry.name(), name -> new ArrayList<>())
                    .add(change(entry, spec, request));
        }
        return each(new ArrayList<>(byName.values()), request.parallel());
    }

    /// Puts one process in another's place where that costs no request, else restarts it.
    CompletableFuture<Result> renew(Entry entry) {
        return one(List.of(new Rollout.Change(entry, entry.spec(), entry.origin())), 1);
    }

    /// Replaces an application's processes by ones of an earlier generation.
    CompletableFuture<Result> back(List<Entry> entries, Generation generation, int parallel) {
        AppSpec spec = AppSpec.of(generation.toRun());
        List<Rollout.Change> changes =
                entries.stream()
                        .map(entry ->
                                new Rollout.Change(
                                        entry, spec, generation.originOf(entry.origin())))
                        .toList();
        return noted("rollback", changes, parallel)
                .thenCompose(result -> resized(List.of(changes), result));
    }

    /// Makes the applications of a file run as it says.
    CompletableFuture<Result> apply(Request.Reload request) throws IOException {
        List<List<Rollout.Change>> known = new ArrayList<>();
        List<Settings> unknown = new ArrayList<>();
        for (Settings app : request.apps()) {
            AppSpec spec = AppSpec.of(app);
            List<Entry> existing = table.named(spec.name());
            if (existing.isEmpty()) {
                unknown.add(app);
            } else {
                known.add(existing.stream().map(e -> change(e, spec, request)).toList());
            }
        }
        List<Entry> started = new ArrayList<>();
        CompletableFuture<List<Entry>> first =
                unknown.isEmpty()
                        ? CompletableFuture.completedFuture(started)
                        : fleet.start(
                                new Request.Start(
                                        unknown,
                                        request.shell(),
                                        false,
                                        false,
                                        request.parallel()));
        return first.thenCompose(fresh ->
                each(known, request.parallel())
                        .thenCompose(result -> resized(known, result))
                        .thenApply(result -> joined(fresh, result)));
    }

    private static Result joined(List<Entry> fresh, Result result) {
        List<Entry> all = new ArrayList<>(fresh);
        all.addAll(result.entries());
        return new Result(all, result.problems());
    }

    private static Rollout.Change change(Entry entry, AppSpec spec, Request.Reload request) {
        boolean renews = request.shell().update() || request.shell().profile().isPresent();
        Entry.Origin origin =
                renews ? Fleet.renewed(entry.origin(), request.shell()) : entry.origin();
        return new Rollout.Change(entry, spec, origin);
    }

    private CompletableFuture<Result> each(List<List<Rollout.Change>> apps, int parallel) {
        CompletableFuture<Result> all =
                CompletableFuture.completedFuture(new Result(List.of(), List.of()));
        for (List<Rollout.Change> app : apps) {
            all =
                    all.thenCompose(before ->
                            noted("reload", app, parallel)
                                    .thenApply(result -> {
                                        List<String> problems = new ArrayList<>(before.problems());
                                        problems.addAll(result.problems());
                                        List<Entry> entries = new ArrayList<>(before.entries());
                                        entries.addAll(result.entries());
                                        return new Result(entries, problems);
                                    }));
        }
        return all;
    }

    private CompletableFuture<Result> noted(
            String how, List<Rollout.Change> changes, int parallel) {
        histories.before(changes.getFirst().before());
        return one(changes, parallel)
                .thenApply(result -> {
                    List<String> problems = result.problems();
                    String failure = problems.isEmpty() ? "" : problems.getFirst();
                    histories.note(how, failure, changes.getFirst());
                    return result;
                });
    }

    private CompletableFuture<Result> one(List<Rollout.Change> changes, int parallel) {
        AppSpec spec = changes.getFirst().spec();
        String name = changes.getFirst().before().name();
        if (running.containsKey(name)) {
            return failed("a reload of \"" + name + "\" is going on already; wait for its end");
        }
        if (!name.equals(spec.name())) {
            return failed("a reload cannot give \"" + name + "\" another name; use restart");
        }
        try {
            for (Rollout.Change change : changes) {
                tools.spawner()
                        .check(change.spec(), change.origin().shell(), change.origin().profile());
            }
        } catch (IllegalArgumentException e) {
            return failed(name + ": " + e.getMessage() + "; the old processes go on serving");
        }
        if (!changes.stream().allMatch(Reloads::takesSockets)) {
            return restart(changes);
        }
        Rollout rollout = new Rollout(around, table, tools.logs(), changes, parallel);
        running.put(name, rollout);
        around.log().info("reload.begins", "app", name, "processes", changes.size());
        return rollout.run()
                .thenApply(failure -> {
                    running.remove(name);
                    tools.changed().run();
                    List<String> problems = new ArrayList<>();
                    failure.ifPresent(f -> {
                        problems.add(f.reason());
                        f.lastLines().forEach(line -> problems.add("    " + line));
                        around.log().warn("reload.failed", "app", name, "reason", f.reason());
                    });
                    if (failure.isEmpty()) {
                        around.log().info("reload.done", "app", name);
                    }
                    return new Result(table.named(name), problems);
                });
    }

    private static boolean takesSockets(Rollout.Change change) {
        return change.before().takesSockets()
                && change.before().takesSockets(change.spec(), change.origin());
    }

    private static CompletableFuture<Result> failed(String reason) {
        return CompletableFuture.completedFuture(new Result(List.of(), List.of(reason)));
    }

    private CompletableFuture<Result> restart(List<Rollout.Change> changes) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Rollout.Change change : changes) {
                change.before().configure(change.spec(), change.origin());
                entries.add(change.before());
            }
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()));
        }
        return Batch.run(entries, 1, Entry::restart)
                .thenApply(done -> new Result(done, Commands.problems(done)));
    }

    /// Brings applications to the number of processes that their settings say now.
    private CompletableFuture<Result> resized(List<List<Rollout.Change>> apps, Result result) {
        CompletableFuture<Result> resized = CompletableFuture.completedFuture(result);
        if (!result.problems().isEmpty()) {
            return resized;
        }
        for (List<Rollout.Change> app : apps) {
            AppSpec spec = app.getFirst().spec();
            int wanted = Fleet.instances(spec);
            if (wanted != app.size()) {
                resized =
                        resized.thenCompose(before ->
                                scale(spec.name(), wanted)
                                        .thenApply(
                                                scaled -> new Result(scaled, before.problems())));
            }
        }
        return resized;
    }

    private CompletableFuture<List<Entry>> scale(String name, int wanted) {
        try {
            return fleet.scale(name, Integer.toString(wanted));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
