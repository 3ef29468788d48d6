package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.libc.Signal;
import kr.bongsu.supervisor.process.ListeningSockets;
import kr.bongsu.supervisor.process.ProcFs;
import kr.bongsu.supervisor.process.ProcessTree;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.State;

/// Brings back what was saved, and takes over what a daemon left behind that did not end in order.
final class Revival {
    private static final Duration REPLACED = Duration.ofSeconds(10);

    private final Surroundings around;
    private final Table table;
    private final Fleet fleet;
    private final Entry.Tools tools;
    private final ListeningSockets sockets;

    Revival(
            Surroundings around,
            Table table,
            Fleet fleet,
            Entry.Tools tools,
            ListeningSockets sockets) {
        this.sockets = sockets;
        this.around = around;
        this.table = table;
        this.fleet = fleet;
        this.tools = tools;
    }

    /// Starts what was saved, leaving names that exist alone.
    CompletableFuture<List<Entry>> bringBack(List<Remembered> saved) throws IOException {
        Map<String, Boolean> skip = new LinkedHashMap<>();
        List<Entry> back = new ArrayList<>();
        List<Entry> toStart = new ArrayList<>();
        for (Remembered one : saved) {
            AppSpec spec = AppSpec.of(one.settings());
            if (skip.computeIfAbsent(spec.name(), name -> !table.named(name).isEmpty())) {
                continue;
            }
            Entry.Origin of = one.origin();
            Entry entry =
                    fleet.add(
                            spec,
                            new Entry.Origin(
                                    table.takeId(),
                                    of.instance(),
                                    of.shell(),
                                    of.profile(),
                                    of.shellWins()));
            back.add(entry);
            if (one.wanted()) {
                toStart.add(entry);
            }
        }
        return fleet.startAll(toStart).thenApply(started -> back);
    }

    /// Takes over what the daemon before this one left behind: live processes go on, dead ones that
    /// should live are started.
    void takeOver(Memory.Left left, ProcFs proc, ProcessTree tree) throws IOException {
        left.held().sockets().forEach(sockets::add);
        for (Remembered one : left.processes()) {
            Entry entry =
                    new Entry(
                            around,
                            tools,
                            one.origin(),
                            AppSpec.of(one.settings()),
                            around.clock().instant());
            table.usedId(one.origin().id());
            table.add(entry);
            entry.open();
            entry.remember(one.past().restarts(), new State.Stopped(one.past().last()));
            boolean alive =
                    one.run()
                            .map(run -> proc.stat(run.pid()))
                            .filter(stat ->
                                    stat.startTicks() == one.run().orElseThrow().startTicks()
                                            && stat.state() != 'Z')
                            .isPresent();
            one.run().ifPresent(tree::adopt);
            if (alive) {
                adopt(entry, one, left.held());
            } else {
                one.run().ifPresent(tree::killAll);
            }
            if (!alive && one.wanted()) {
                around.unattended(entry.start());
            }
            around.log()
                    .info(
                            "process.taken-over",
                            "app",
                            entry.name(),
                            "id",
                            entry.id(),
                            "alive",
                            alive);
        }
        left.aside().forEach(run -> endReplaced(run, proc, tree));
        removeStalePipes();
    }

    /// Takes a live process as it is, with what an earlier daemon had of it.
    private void adopt(Entry entry, Remembered one, Held held) throws IOException {
        Run run = one.run().orElseThrow();
        entry.adopt(run, held.channels().getOrDefault(run.token(), -1));
        if (new Takeback(sockets).from(entry.spec(), run)) {
            around.log().info("sockets.taken-back", "app", entry.name(), "pid", run.pid());
        }
        if (!one.wanted()) {
            around.unattended(entry.stop());
        }
    }

    /// Ends a process that a reload had set aside when its daemon was killed.
    private void endReplaced(Run run, ProcFs proc, ProcessTree tree) {
        ProcFs.Stat stat = proc.stat(run.pid());
        if (stat == null || stat.startTicks() != run.startTicks()) {
            return;
        }
        tree.adopt(run);
        Processes.kill(run.pid(), Signal.SIGINT.number());
        around.loop()
                .after(
                        REPLACED,
                        () -> {
                            ProcFs.Stat later = proc.stat(run.pid());
                            if (later != null && later.startTicks() == run.startTicks()) {
                                tree.killAll(run);
                            }
                        });
    }

    private static boolean speaks(Entry entry, String file) {
        return entry.state().run().filter(run -> file.equals(run.token() + ".notify")).isPresent();
    }

    private void removeStalePipes() throws IOException {
        try (var pipes = Files.list(around.home().pipes())) {
            for (Path pipe : pipes.toList()) {
                String name = pipe.getFileName().toString();
                boolean known =
                        table.all().stream()
                                .anyMatch(entry ->
                                        name.startsWith(entry.id() + ".") || speaks(entry, name));
                if (!known) {
                    Files.deleteIfExists(pipe);
                }
            }
        }
    }
}
