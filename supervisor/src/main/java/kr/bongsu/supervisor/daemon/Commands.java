package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.libc.Signal;
import kr.bongsu.supervisor.process.State;

/// Carries out requests; each answers when what it asked for has happened.
final class Commands {
    private final Surroundings around;
    private final Table table;
    private final Memory memory;
    private final Fleet fleet;
    private final Revival revival;
    private final Views views;
    private final Reloads reloads;
    private final Histories histories;

    /// What there is, and what of it is kept on disk.
    record Stock(Table table, Memory memory) {}

    /// What acts on applications as wholes.
    record Actors(Fleet fleet, Revival revival, Reloads reloads, Histories histories) {}

    Commands(Surroundings around, Stock stock, Actors actors, Views views) {
        this.around = around;
        this.table = stock.table();
        this.fleet = actors.fleet();
        this.views = views;
        this.memory = stock.memory();
        this.revival = actors.revival();
        this.reloads = actors.reloads();
        this.histories = actors.histories();
    }

    CompletableFuture<Reply> answer(Request request) {
        try {
            return switch (request) {
                case Request.Ping _ -> done(pong(around));
                case Request.Processes p -> done(processes(p));
                case Request.Start s -> start(s);
                case Request.Act act -> act(act);
                case Request.Restart r -> restart(r);
                case Request.Reload r -> reload(r);
                case Request.History h -> done(history(h));
                case Request.Rollback r -> rollback(r);
                case Request.SendSignal s -> done(signal(s));
                case Request.Scale s -> fleet.scale(s.name(), s.count()).thenApply(this::reply);
                case Request.Send s -> done(send(s));
                case Request.ReopenLogs _ -> fleet.reopenLogs().thenApply(this::reply);
                case Request.Save s -> done(save(s));
                case Request.Resurrect _ ->
                        revival.bringBack(memory.saved()).thenApply(this::reply);
                case Request.Kill _ -> fleet.stopAll().thenApply(this::reply);
                case Request.Message m -> done(message(m));
                case Request.Update _ ->
                        throw new IllegalArgumentException("this daemon cannot be updated");
                case Request.Events _ ->
                        throw new IllegalArgumentException("events need a connection of their own");
            };
        } catch (IOException | IllegalArgumentException e) {
            return done(new Reply.Failed(String.valueOf(e.getMessage())));
        }
    }

    private static CompletableFuture<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    static Reply.Pong pong(Surroundings around) {
        return new Reply.Pong(
                Math.toIntExact(ProcessHandle.current().pid()), around.events().since());
    }

    private Reply message(Request.Message request) {
        List<String> problems = new ArrayList<>();
        List<Entry> entries = found(request.targets());
        for (Entry entry : entries) {
            if (!entry.send(request.json())) {
                problems.add(
                        entry.name()
                                + " (id "
                                + entry.id()
                                + ") takes no messages: it does not run, is no Node program, or does"
                                + " not read what was sent before");
            }
        }
        return views.brief(entries, problems);
    }

    /// The entries after an action.
    private Reply reply(List<Entry> entries) {
        return views.brief(entries, problems(entries));
    }

    /// A sentence for each entry that is not well.
    static List<String> problems(List<Entry> entries) {
        List<String> problems = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.state() instanceof State.Errored errored) {
                problems.add(entry.name() + " (id " + entry.id() + "): " + errored.reason());
            } else if (!entry.note().isEmpty()) {
                problems.add(entry.name() + " (id " + entry.id() + "): " + entry.note());
            }
        }
        return problems;
    }

    private Reply processes(Request.Processes request) {
        Table.Selection selection =
                request.targets().isEmpty()
                        ? new Table.Selection(List.copyOf(table.all()), List.of())
                        : table.find(request.targets());
        if (!request.details()) {
            return views.brief(selection.entries(), selection.problems());
        }
        // The whole list is for programs that ask often; who names processes wants to know all.
        return request.targets().isEmpty()
                ? views.full(selection.entries(), request.secrets(), selection.problems())
                : views.thorough(selection.entries(), request.secrets(), selection.problems());
    }

    private CompletableFuture<Reply> start(Request.Start request) throws IOException {
        return fleet.start(request)
                .thenApply(entries -> {
                    note("start", entries);
                    return reply(entries);
                });
    }

    /// Writes down what runs from now on, once for each application.
    private void note(String how, List<Entry> entries) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.putIfAbsent(entry.name(), entry));
        byName.values().forEach(entry -> histories.started(how, entry));
    }

    private Reply history(Request.History request) {
        List<String> apps =
                request.targets().isEmpty()
                        ? histories.apps()
                        : found(request.targets()).stream().map(Entry::name).distinct().toList();
        return new Reply.Words(histories.lines(apps));
    }

    private CompletableFuture<Reply> rollback(Request.Rollback request) {
        List<Entry> found = found(List.of(request.name()));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no process");
        }
        List<Entry> entries = table.named(found.getFirst().name());
        Generation target = histories.target(entries.getFirst().name(), request.to());
        if (request.dryRun()) {
            List<String> lines = new ArrayList<>();
            lines.add("back to generation " + target.number() + ":");
            lines.addAll(Plan.to(entries, target.toRun()));
            return done(new Reply.Words(lines));
        }
        return reloads.back(entries, target, request.parallel())
                .thenApply(r -> views.brief(r.entries(), r.problems()));
    }

    private List<Entry> found(List<String> targets) {
        Table.Selection selection = table.find(targets);
        if (!selection.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", selection.problems()));
        }
        return selection.entries();
    }

    private CompletableFuture<Reply> reload(Request.Reload request) throws IOException {
        List<String> targets = request.aim().targets();
        List<Entry> entries = targets.isEmpty() ? List.of() : found(targets);
        if (request.dryRun()) {
            return done(new Reply.Words(new Plan(table).of(entries, request)));
        }
        CompletableFuture<Reloads.Result> result =
                request.apps().isEmpty()
                        ? reloads.reload(entries, request)
                        : reloads.apply(request);
        return result.thenApply(r -> views.brief(r.entries(), r.problems()));
    }

    private CompletableFuture<Reply> act(Request.Act act) {
        List<Entry> entries = found(act.targets());
        if (act.verb() == Request.Verb.STOP || act.verb() == Request.Verb.DELETE) {
            reloads.cancel(entries, "the reload was ended by " + act.verb());
        }
        return switch (act.verb()) {
            case STOP -> Batch.run(entries, entries.size(), Entry::stop).thenApply(this::reply);
            case DELETE ->
                    fleet.delete(entries)
                            .thenApply(deleted -> {
                                deleted.stream()
                                        .map(Entry::name)
                                        .filter(name -> table.named(name).isEmpty())
                                        .forEach(histories::forget);
                                return reply(deleted);
                            });
            case RESET -> {
                entries.forEach(Entry::reset);
                yield done(reply(entries));
            }
            case FLUSH -> fleet.flush(entries).thenApply(this::reply);
        };
    }

    private CompletableFuture<Reply> restart(Request.Restart request) throws IOException {
        List<Entry> entries = found(request.targets());
        reloads.cancel(entries, "the reload was ended by a restart");
        boolean changes =
                !request.changes().values().isEmpty()
                        || request.shell().update()
                        || request.shell().profile().isPresent();
        return fleet.restart(entries, request)
                .thenApply(restarted -> {
                    if (changes) {
                        note("restart", restarted);
                    }
                    return reply(restarted);
                });
    }

    private Reply signal(Request.SendSignal request) {
        int signal = Signal.of(request.signal()).number();
        List<Entry> entries = found(request.targets());
        List<String> problems = new ArrayList<>();
        for (Entry entry : entries) {
            entry.state()
                    .run()
                    .ifPresentOrElse(
                            run -> Processes.kill(run.pid(), signal),
                            () ->
                                    problems.add(
                                            entry.name()
                                                    + " (id "
                                                    + entry.id()
                                                    + ") does not run"));
        }
        return views.brief(entries, problems);
    }

    private Reply send(Request.Send request) throws IOException {
        List<Entry> entries = found(List.of(request.target()));
        for (Entry entry : entries) {
            if (entry.state().run().isEmpty()) {
                throw new IllegalArgumentException(
                        entry.name() + " (id " + entry.id() + ") does not run");
            }
            fleet.write(entry, request.text());
        }
        return views.brief(entries, List.of());
    }

    private Reply save(Request.Save request) throws IOException {
        if (table.all().isEmpty() && !request.force()) {
            return new Reply.Failed(
                    "nothing was saved: there is no process, and saving that would replace the last list;"
                            + " say --force if that is what you want");
        }
        memory.save();
        around.log().info("saved", "processes", table.all().size());
        return views.brief(table.all(), List.of());
    }
}
