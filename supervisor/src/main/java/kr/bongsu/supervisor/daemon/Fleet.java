package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.NativeBuffer;

/// Acts on applications as wholes: makes, changes, scales and removes their entries.
final class Fleet {
    private static final int MAX_INSTANCES = 1_000;

    private final Surroundings around;
    private final Table table;
    private final Entry.Tools tools;
    private final Learner learner;

    Fleet(Surroundings around, Table table, Entry.Tools tools, Learner learner) {
        this.around = around;
        this.table = table;
        this.tools = tools;
        this.learner = learner;
    }

    CompletableFuture<List<Entry>> start(Request.Start request) throws IOException {
        List<AppSpec> specs = new ArrayList<>();
        for (Settings app : request.apps()) {
            AppSpec spec = AppSpec.of(app);
            boolean exists = !table.named(spec.name()).isEmpty();
            if (exists && request.addition() && !request.force()) {
                throw new IllegalArgumentException(
                        "\""
                                + spec.name()
                                + "\" exists already; use \"restart "
                                + spec.name()
                                + "\", give this one another --name, or say --force to run a second one");
            }
            if (!exists) {
                tools.spawner().check(spec, request.shell().variables(), request.shell().profile());
            }
            specs.add(spec);
        }
        List<Entry> affected = new ArrayList<>();
        List<Entry> fresh = new ArrayList<>();
        List<Entry> changed = new ArrayList<>();
        List<Entry> surplus = new ArrayList<>();
        for (AppSpec spec : specs) {
            int wanted = instances(spec);
            List<Entry> existing = request.force() ? List.of() : table.named(spec.name());
            for (int i = 0; i < existing.size(); i++) {
                if (i < wanted) {
                    existing.get(i)
                            .configure(spec, renewed(existing.get(i).origin(), request.shell()));
                    changed.add(existing.get(i));
                } else {
                    surplus.add(existing.get(i));
                }
            }
            for (int i = existing.size(); i < wanted; i++) {
                Entry entry = add(spec, origin(spec.name(), request.shell()));
                affected.add(entry);
                if (spec.identity().autostart()) {
                    fresh.add(entry);
                }
            }
        }
        affected.addAll(changed);
        return startAll(fresh)
                .thenCompose(started -> Batch.run(changed, request.parallel(), Entry::restart))
                .thenCompose(restarted -> delete(surplus))
                .thenApply(deleted -> affected);
    }

    /// Starts processes at once, but of an application whose port is not known yet one first: the
    /// others are handed what that one opens.
    CompletableFuture<List<Entry>> startAll(List<Entry> entries) {
        List<Entry> first = new ArrayList<>();
        List<Entry> later = new ArrayList<>();
        Set<String> curious = new HashSet<>();
        for (Entry entry : entries) {
            boolean waits = learner.isCurious(entry) && !curious.add(entry.name());
            (waits ? later : first).add(entry);
        }
        return Batch.run(first, Math.max(1, first.size()), Entry::start)
                .thenCompose(started -> {
                    if (!later.isEmpty()) {
                        learner.look();
                    }
                    return Batch.run(later, Math.max(1, later.size()), Entry::start);
                })
                .thenApply(started -> entries);
    }

    static int instances(AppSpec spec) {
        int count = spec.identity().instances().count(Runtime.getRuntime().availableProcessors());
        if (count > MAX_INSTANCES) {
            throw new IllegalArgumentException(
                    "\""
                            + spec.name()
                            + "\" asks for "
                            + count
                            + " processes; more than "
                            + MAX_INSTANCES
                            + " are refused");
        }
        return count;
    }

    private Entry.Origin origin(String name, Request.Shell shell) {
        return new Entry.Origin(
                table.takeId(),
                table.freeInstance(name),
                shell.variables(),
                shell.profile(),
                false);
    }

    /// What an existing process keeps of its origin when its settings or its environment are
    /// renewed.
    static Entry.Origin renewed(Entry.Origin old, Request.Shell shell) {
        return new Entry.Origin(
                old.id(),
                old.instance(),
                shell.update() ? shell.variables() : old.shell(),
                shell.profile().or(old::profile),
                shell.update());
    }

    Entry add(AppSpec spec, Entry.Origin origin) throws IOException {
        Entry entry = new Entry(around, tools, origin, spec, around.clock().instant());
        table.add(entry);
        entry.open();
        tools.changed().run();
        return entry;
    }

    CompletableFuture<List<Entry>> restart(List<Entry> entries, Request.Restart request)
            throws IOException {
        for (Entry entry : entries) {
            Settings settings = entry.spec().settings().overriddenBy(request.changes());
            boolean renamed =
                    request.changes().values().containsKey(kr.bongsu.supervisor.app.Attribute.NAME);
            if (renamed
                    && !table.named(AppSpec.of(settings).name()).isEmpty()
                    && !entry.name().equals(AppSpec.of(settings).name())) {
                throw new IllegalArgumentException(
                        "\"" + AppSpec.of(settings).name() + "\" exists already");
            }
            Entry.Origin origin = entry.origin();
            boolean renews = request.shell().update() || request.shell().profile().isPresent();
            entry.configure(
                    AppSpec.of(settings), renews ? renewed(origin, request.shell()) : origin);
        }
        return Batch.run(entries, request.parallel(), Entry::restart);
    }

    CompletableFuture<List<Entry>> delete(List<Entry> entries) {
        return Batch.run(entries, Math.max(1, entries.size()), Entry::stop)
                .thenApply(stopped -> {
                    for (Entry entry : stopped) {
                        table.remove(entry);
                        try {
                            entry.close();
                        } catch (IOException e) {
                            around.log().failure(e);
                        }
                    }
                    tools.changed().run();
                    return stopped;
                });
    }

    CompletableFuture<List<Entry>> stopAll() {
        List<Entry> all = List.copyOf(table.all());
        return Batch.run(all, Math.max(1, all.size()), Entry::stop);
    }

    /// Changes how many processes an application has; the newest go first.
    CompletableFuture<List<Entry>> scale(String name, String count) throws IOException {
        List<Entry> existing = table.named(name);
        if (existing.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("; ", table.find(List.of(name)).problems()));
        }
        int wanted = wanted(existing.size(), count);
        if (wanted == existing.size()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" has " + wanted + " processes already");
        }
        Entry model = existing.getFirst();
        AppSpec spec =
                AppSpec.of(
                        model.spec()
                                .settings()
                                .with(kr.bongsu.supervisor.app.Attribute.INSTANCES, (long) wanted));
        for (Entry entry : existing) {
            entry.configure(spec, entry.origin());
        }
        List<Entry> fresh = new ArrayList<>();
        for (int i = existing.size(); i < wanted; i++) {
            Entry.Origin of = model.origin();
            fresh.add(
                    add(
                            spec,
                            new Entry.Origin(
                                    table.takeId(),
                                    table.freeInstance(name),
                                    of.shell(),
                                    of.profile(),
                                    of.shellWins())));
        }
        List<Entry> surplus =
                wanted < existing.size() ? existing.subList(wanted, existing.size()) : List.of();
        return startAll(fresh)
                .thenCompose(started -> delete(surplus))
                .thenApply(deleted -> table.named(name));
    }

    private static int wanted(int now, String count) {
        if (!count.matches("[+-]?\\d{1,4}")) {
            throw new IllegalArgumentException(
                    "\"" + count + "\" is not a number of processes; write 4, +1 or -1");
        }
        int number = Integer.parseInt(count);
        int wanted = count.startsWith("+") || count.startsWith("-") ? now + number : number;
        if (wanted < 1) {
            throw new IllegalArgumentException(
                    "that would leave " + wanted + " processes; to have none use stop or delete");
        }
        if (wanted > MAX_INSTANCES) {
            throw new IllegalArgumentException(
                    "more than " + MAX_INSTANCES + " processes are refused");
        }
        return wanted;
    }

    CompletableFuture<List<Entry>> flush(List<Entry> entries) {
        CompletableFuture<List<Entry>> flushed = new CompletableFuture<>();
        List<String> keys = new ArrayList<>();
        entries.forEach(entry -> keys.addAll(Logs.keys(entry.id())));
        tools.pump().flush(keys, () -> around.loop().execute(() -> flushed.complete(entries)));
        return flushed;
    }

    CompletableFuture<List<Entry>> reopenLogs() {
        CompletableFuture<List<Entry>> reopened = new CompletableFuture<>();
        tools.pump()
                .reopen(() ->
                        around.loop().execute(() -> reopened.complete(List.copyOf(table.all()))));
        return reopened;
    }

    /// Writes to a process's standard input; what its pipe does not take is refused, never waited
    /// for.
    void write(Entry entry, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int fd =
                Descriptors.open(
                        tools.logs().streams(entry.id()).in().toString(),
                        Linux.O_WRONLY | Linux.O_NONBLOCK,
                        0);
        try {
            if (Descriptors.write(
                            fd, new NativeBuffer(Math.max(1, bytes.length)), bytes, 0, bytes.length)
                    != bytes.length) {
                throw new IllegalArgumentException(
                        entry.name() + " (id " + entry.id() + ") does not read its input");
            }
        } finally {
            Descriptors.close(fd);
        }
    }
}
